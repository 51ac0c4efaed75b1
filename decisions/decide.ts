/** Whether an event can be recorded. Pure: what is known comes in, and the time. */
import { canonicalJson } from '../events/canonical.js';
import type { Instant } from '../events/dates.js';
import { SOURCES_STREAM, streamOf, type JsonObject } from '../events/envelope.js';
import { ownIdField, typeOfFact, type Fact, type Logged } from '../events/event.js';
import { contentId } from '../events/identity.js';
import type { EntryId, NegotiationId } from '../events/ids.js';
import { nearest } from './nearest.js';
import { problem, problemOfFields, type Problem } from '../answers/problem.js';
import { factFindings } from './checks.js';
import { problemOfFindings } from './finding.js';
import type { DecisionContext } from './decision-context.js';
import { dataOf, parseFact } from './parse-fact.js';
import { initialState, type NegotiationState } from './state.js';
import { warningsOf, type Warning } from './warnings.js';

/** What a command, or a line of a story, asks to be recorded. */
export interface EventProposal {
  readonly type: string;
  readonly data: unknown;
  /** Fields that the caller gave beside the data's own, such as `kind`: known names, when a field is misspelt. */
  readonly otherFields?: readonly string[];
}

/** The negotiation that a line names: unchecked, but for being a text. */
export function negotiationNamed({ data }: Pick<EventProposal, 'data'>): NegotiationId | undefined {
  const named = (data as { negotiation?: unknown } | null)?.negotiation;
  return typeof named === 'string' ? (named as NegotiationId) : undefined;
}

/** An event that can be recorded, but for its metadata. */
export interface DraftEvent {
  readonly stream: string;
  /** Null in the stream `sources`. */
  readonly negotiation: NegotiationId | null;
  readonly id: EntryId;
  readonly type: string;
  readonly data: JsonObject;
  readonly fact: Fact;
}

export type Decision =
  /** To be appended. */
  | { readonly outcome: 'new'; readonly draft: DraftEvent; readonly warnings: readonly Warning[] }
  /** Recorded before, with the same content, at this revision of its stream. */
  | { readonly outcome: 'duplicate'; readonly draft: DraftEvent; readonly revision: number }
  | { readonly outcome: 'refused'; readonly problem: Problem };

const refused = (of: Problem): Decision => ({ outcome: 'refused', problem: of });

/** The data with its own id, which follows from the content where the caller gave none. */
function identified(
  fact: Fact,
  negotiation: NegotiationId | null,
): { readonly data: JsonObject; readonly id: EntryId } {
  const data = dataOf(fact);
  const field = ownIdField(typeOfFact(fact));
  const given = data[field];
  if (typeof given === 'string') return { data, id: given as EntryId };
  const { negotiation: _, ...content } = data;
  const id = contentId(negotiation, fact.type === 'Report' ? { ...content, kind: fact.report.kind } : content);
  return { data: { ...data, [field]: id }, id: id as EntryId };
}

function drafted(fact: Fact): DraftEvent {
  const { negotiation: named } = dataOf(fact) as { negotiation?: NegotiationId };
  const negotiation = named ?? null;
  const { data, id } = identified(fact, negotiation);
  const stream = negotiation === null ? SOURCES_STREAM : streamOf(negotiation);
  const { type } = fact;
  const whole = type === 'Report' ? { type, report: { ...data, kind: fact.report.kind } } : { type, data };
  return { stream, negotiation, id, type: typeOfFact(fact), data, fact: whole as unknown as Fact };
}

/** What has the id already. */
function holderOf({ opening, added, entries }: NegotiationState, { fact, id }: DraftEvent): Logged | undefined {
  if (fact.type === 'NegotiationOpened') return opening;
  if (fact.type === 'PartyAdded') return added.get(fact.data.party);
  return entries.get(id);
}

const isSame = (a: Fact, b: Fact): boolean =>
  typeOfFact(a) === typeOfFact(b) && canonicalJson(dataOf(a)) === canonicalJson(dataOf(b));

/** An id that is there already, with other content. */
export function idTaken(
  { type, id, negotiation }: DraftEvent,
  holder: { readonly type: string; readonly revision: number },
): Problem {
  if (type === 'NegotiationOpened')
    return problem('already-open', `${negotiation} is open already, with another description`);
  const field = ownIdField(type);
  const detail = `${id} is taken by a ${holder.type} with other content, at revision ${holder.revision}`;
  return problemOfFields('id-taken', [{ pointer: `/${field}`, detail }]);
}

function partyIsThere({ registry }: NegotiationState, { fact }: DraftEvent): Problem | undefined {
  if (fact.type !== 'PartyAdded' || !registry?.parties.has(fact.data.party)) return undefined;
  const detail = `${fact.data.party} is in the registry since the opening: revise it`;
  return problemOfFields('id-taken', [{ pointer: '/party', detail }]);
}

/** The negotiation is not open: nothing can be recorded of it. */
export function unknownNegotiation(context: DecisionContext, id: NegotiationId): Problem {
  const meant = nearest(context.ids(), id);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  const errors = meant === undefined ? [] : [{ parameter: 'negotiation', detail: 'is not open', nearest: meant }];
  return problem('unknown-negotiation', `no negotiation ${id} has been opened${hint}`, errors);
}

function stateFor(context: DecisionContext, { negotiation, fact }: DraftEvent): NegotiationState | undefined {
  if (negotiation === null) return context.sourcesState();
  return context.stateOf(negotiation) ?? (fact.type === 'NegotiationOpened' ? initialState : undefined);
}

function against(state: NegotiationState, draft: DraftEvent, now: Instant): Decision {
  const holder = holderOf(state, draft);
  if (holder && isSame(holder.fact, draft.fact)) return { outcome: 'duplicate', draft, revision: holder.revision };
  if (holder) return refused(idTaken(draft, { type: typeOfFact(holder.fact), revision: holder.revision }));
  const there = partyIsThere(state, draft);
  if (there) return refused(there);
  const findings = factFindings(state, draft.fact, now);
  if (findings.length > 0) return refused(problemOfFindings(findings));
  return { outcome: 'new', draft, warnings: warningsOf(state, draft.fact) };
}

/** @param now milliseconds since the epoch */
export function decide(context: DecisionContext, { type, data, otherFields }: EventProposal, now: Instant): Decision {
  const parsed = parseFact(type, data, otherFields);
  if ('findings' in parsed) return refused(problemOfFindings(parsed.findings));
  const draft = drafted(parsed.fact);
  const state = stateFor(context, draft);
  if (!state) return refused(unknownNegotiation(context, draft.negotiation as NegotiationId));
  return against(state, draft, now);
}
