/** The report that a coded row becomes. */
import type { JsonObject } from '../envelope.js';
import type { Kind } from '../vocabulary.js';
import type { Counterpart } from './counterpart.js';

/** What a counterpart does not say: who, whom, when, and who tells it. */
export interface Told {
  readonly negotiation: string;
  readonly id: string | undefined;
  readonly party: string;
  readonly others: readonly string[];
  readonly occurredAt: string;
  readonly reportedAt: string;
  readonly summary: string;
  readonly source: JsonObject;
  readonly credibility?: number | undefined;
  readonly cameo?: string | undefined;
  readonly tags: readonly string[];
}

/** Kinds that have terms; a code names none. */
const WITH_TERMS: ReadonlySet<Kind> = new Set(['demand', 'concession', 'agreement', 'implementation']);

/** Under which field the kind names the other party. */
function otherIn({ kind, agreement, agreementByDay }: Counterpart, { party, others }: Told): JsonObject {
  if (kind === 'contact') return { with: [...others] };
  const isOfAgreement = agreement !== undefined || agreementByDay !== undefined;
  const isMade =
    kind === 'agreement' || kind === 'confirmation' || kind === 'ratification' || kind === 'implementation';
  return isOfAgreement && isMade ? { between: [party, ...others] } : { to: [...others] };
}

/** The day on which something happened; the first of an interval, as far as it is known. */
const dayOf = (occurredAt: string): string => occurredAt.split('/', 1)[0]?.slice(0, 10) ?? '';

/**
 * The data of the report. Whatever the counterpart says, a reporter tells it: it attributes, and declares nothing.
 */
export function reportData(counterpart: Counterpart, told: Told): JsonObject {
  const { kind: _, agreementByDay, ...fields } = counterpart;
  const { negotiation, id, party, occurredAt, reportedAt, summary, source, credibility, cameo, tags } = told;
  return {
    negotiation,
    ...(id === undefined ? {} : { reportId: id }),
    party,
    speaker: { capacity: 'reporter' },
    ...otherIn(counterpart, told),
    ...fields,
    ...(agreementByDay === undefined ? {} : { agreement: `${agreementByDay}-${dayOf(occurredAt)}` }),
    ...(WITH_TERMS.has(counterpart.kind) ? { terms: [] } : {}),
    summary,
    attribution: 'unattributed',
    source,
    ...(credibility === undefined ? {} : { credibility }),
    occurredAt,
    reportedAt,
    ...(cameo === undefined ? {} : { cameo }),
    tags: [...tags],
  } as JsonObject;
}
