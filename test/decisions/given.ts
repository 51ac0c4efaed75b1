/** Given what is recorded, when a line is to be, then it is or is refused: a small builder for tests of decisions. */
import type { JsonObject } from '../../events/envelope.js';
import type { Finding } from '../../decisions/refusal.js';
import { decide, type Decision, type EventProposal } from '../../decisions/decide.js';
import type { DrawVoice } from '../../decisions/marks/marked-draft.js';
import { initialState, type DecisionContext } from '../../decisions/state.js';
import { PendingState } from '../../decisions/pending-state.js';
import { opened, says } from '../projections/given.js';

export const NOW = Date.UTC(2024, 0, 15, 12);

/** Numbers voices one after another. */
export const drawing = (): DrawVoice => {
  const drawn = new Map<string, number>();
  return (of) => {
    const number = drawn.get(of) ?? drawn.size + 1;
    drawn.set(of, number);
    return number;
  };
};

const nothing: DecisionContext = { stateOf: () => undefined, sourcesState: () => initialState, ids: () => [] };

export interface Desk {
  readonly known: DecisionContext;
  readonly when: (line: EventProposal) => Decision;
}

/** These lines recorded, one after the other; each must be one that can be. */
export function given(...lines: readonly EventProposal[]): Desk {
  const known = new PendingState(nothing);
  const draw = drawing();
  for (const line of lines) {
    const decision = decide(known, line, NOW, draw);
    if (decision.outcome !== 'new') throw new Error(`${line.type}: ${JSON.stringify(decision)}`);
    known.enter(decision.draft, NOW);
  }
  return { known, when: (line) => decide(known, line, NOW, draw) };
}

export const confirms = (reportId: string, more: JsonObject = {}): EventProposal =>
  says(reportId, 9, 'union', 'confirmation', { claim: 'talks', ...more });
export const denies = (reportId: string, more: JsonObject = {}): EventProposal =>
  says(reportId, 10, 'ford', 'denial', { claim: 'talks', ...more });
export const talks = (...lines: readonly EventProposal[]): Desk => given(opened(), ...lines);

/** What a refusal names: `pointer nearest`. */
export function refusal(decision: Decision): { readonly code: string; readonly errors: readonly string[] } | undefined {
  if (decision.outcome !== 'refused') return undefined;
  const { code, findings } = decision.refusal;
  const named = (f: Finding) => ('pointer' in f ? f.pointer : f.parameter);
  return { code, errors: findings.map((f) => `${named(f)}${f.nearest === undefined ? '' : ` ${f.nearest}`}`) };
}

export function warned(decision: Decision): string[] {
  if (decision.outcome !== 'new') throw new Error(JSON.stringify(decision));
  return decision.warnings.map((w) => `${w.code} ${w.pointer}${w.nearest === undefined ? '' : ` ${w.nearest}`}`);
}

export const recorded = (decision: Decision): string =>
  decision.outcome === 'refused' ? JSON.stringify(decision.refusal) : decision.outcome;
