/**
 * Whether an event can be recorded: parse, identify, look up the state, check, decide. The way into this folder: each
 * step is a file of its own, and `decide`, at the end, calls them in this order. Pure: what is recorded comes in, and
 * the time.
 */
import type { Instant } from '../events/dates.js';
import { isSameButErased } from '../events/erasure/erase-texts.js';
import type { Marks } from '../events/erasure/marks.js';
import { typeOfFact, type Fact, type Logged } from '../events/event.js';
import { ownIdField } from '../events/event-types.js';
import { contentId } from '../events/identity.js';
import { keyedContentId } from '../events/keyed-identity.js';
import type { EntryId, NegotiationId } from '../events/ids.js';
import { factFindings } from './check-fact.js';
import { renamingFindings } from './check-renaming.js';
import { draftEventOf, type DraftEvent, type Identify } from './draft-event.js';
import { effectiveEntry, voidingOf } from './effective-entries.js';
import { markedDraft, type DrawVoice } from './marks/marked-draft.js';
import { nearest } from './nearest.js';
import { dataOf, parseFact } from './parse-fact.js';
import { finding, refusalOf, type Refusal } from './refusal.js';
import { initialState, type DecisionContext, type NegotiationState } from './state.js';
import { warningsOf, type Warning } from './warnings.js';

/** What a command, or a line of a story, asks to be recorded. */
export interface EventProposal {
  readonly type: string;
  readonly data: unknown;
  /** Fields that the caller gave beside the data's own, such as `kind`: known names, when a field is misspelt. */
  readonly otherFields?: readonly string[];
  /** The marks that it had in another Parley, of which it is an export. */
  readonly marks?: Marks | undefined;
}

/** The negotiation that a proposal names: any text, not checked to be a slug. */
export function negotiationNamed({ data }: Pick<EventProposal, 'data'>): NegotiationId | undefined {
  const named = (data as { negotiation?: unknown } | null)?.negotiation;
  return typeof named === 'string' ? (named as NegotiationId) : undefined;
}

export type Decision =
  /** To be appended. */
  | { readonly outcome: 'new'; readonly draft: DraftEvent; readonly warnings: readonly Warning[] }
  /** Recorded before, with the same content, at this revision of its stream. It does not count where it was voided. */
  | {
      readonly outcome: 'duplicate';
      readonly draft: DraftEvent;
      readonly revision: number;
      readonly voidedBy: EntryId | undefined;
    }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

const refused = (refusal: Refusal): Decision => ({ outcome: 'refused', refusal });

/** The refusal of what is about a negotiation that is not open: nothing can be recorded of it. */
export function unknownNegotiation(context: Pick<DecisionContext, 'ids'>, id: NegotiationId): Refusal {
  const code = 'unknown-negotiation';
  const meant = nearest(context.ids(), id);
  const detail = `no negotiation ${id} has been opened`;
  if (meant === undefined) return { code, detail, findings: [] };
  const findings = [{ code, parameter: 'negotiation', detail: 'is not open', nearest: meant } as const];
  return { code, detail: `${detail}; did you mean ${meant}?`, findings };
}

function stateFor(context: DecisionContext, { negotiation, fact }: DraftEvent): NegotiationState | undefined {
  if (negotiation === null) return context.sourcesState();
  return context.stateOf(negotiation) ?? (fact.type === 'NegotiationOpened' ? initialState : undefined);
}

/** The event that is recorded under the draft's id. */
function holderOf({ opening, added, entries }: NegotiationState, { fact, id }: DraftEvent): Logged | undefined {
  if (fact.type === 'NegotiationOpened') return opening;
  if (fact.type === 'PartyAdded') return added.get(fact.data.party);
  return entries.get(id);
}

const isSame = (a: Fact, b: Fact): boolean =>
  typeOfFact(a) === typeOfFact(b) && isSameButErased(typeOfFact(a), dataOf(a), dataOf(b));

/** The event that holds an id already. */
export interface IdHolder {
  readonly type: string;
  readonly revision: number;
  /** Our desk voided it. Its id stays its own all the same. */
  readonly voided?: boolean;
}

/** The refusal of an event whose id is recorded already, with other content. */
export function idTaken({ type, id, negotiation }: DraftEvent, holder: IdHolder): Refusal {
  if (type === 'NegotiationOpened')
    return { code: 'already-open', detail: `${negotiation} is open already, with another description`, findings: [] };
  const taken = `${id} is taken by a ${holder.type} with other content, at revision ${holder.revision}`;
  const detail = holder.voided
    ? `${taken}, which was voided: take a new id, or void its voiding to restore it and amend it`
    : taken;
  return refusalOf([finding('id-taken', `/${ownIdField(type)}`, detail)]);
}

const idHolderOf = (state: NegotiationState, { id, fact, revision }: Logged): IdHolder => ({
  type: typeOfFact(fact),
  revision,
  voided: effectiveEntry(state, id)?.voidedBy !== undefined,
});

/** A party that the opening named has no `PartyAdded` to be compared with. */
function partyIsThere({ registry }: NegotiationState, { fact }: DraftEvent): Refusal | undefined {
  if (fact.type !== 'PartyAdded' || !registry?.parties.has(fact.data.party)) return undefined;
  const detail = `${fact.data.party} is in the registry since the opening: revise it`;
  return refusalOf([finding('id-taken', '/party', detail)]);
}

/** Puts marks on a draft. */
type Mark = (state: NegotiationState, draft: DraftEvent) => DraftEvent;

function decideOn(state: NegotiationState, draft: DraftEvent, now: Instant, mark: Mark): Decision {
  const holder = holderOf(state, draft);
  if (holder && isSame(holder.fact, draft.fact))
    return { outcome: 'duplicate', draft, revision: holder.revision, voidedBy: voidingOf(state, draft.id) };
  if (holder) return refused(idTaken(draft, idHolderOf(state, holder)));
  const there = partyIsThere(state, draft);
  if (there) return refused(there);
  const own = factFindings(state, draft.fact, now);
  const findings = own.length > 0 ? own : renamingFindings(state, draft);
  if (findings.length > 0) return refused(refusalOf(findings));
  return { outcome: 'new', draft: mark(state, draft), warnings: warningsOf(state, draft.fact) };
}

/** Under the secret of the store; what was recorded before there was one keeps the id that it has. */
function identifyIn(context: DecisionContext): Identify {
  const { secret } = context;
  if (!secret) return contentId;
  return (negotiation, content) => {
    const earlier = contentId(negotiation, content);
    const state = negotiation === null ? context.sourcesState() : context.stateOf(negotiation);
    return state?.entries.has(earlier as EntryId) ? earlier : keyedContentId(secret, negotiation, content);
  };
}

/**
 * The draft of a change that came without an id. Two sorts of change may say the same: a retraction and the reinstatement
 * of that day, for the same reason. Where the id of the content is that of another sort, the id is made of the sort as well.
 */
function draftApart(context: DecisionContext, fact: Fact, isAsGiven: boolean): DraftEvent {
  const identify = identifyIn(context);
  const draft = draftEventOf(fact, identify, isAsGiven);
  const holder = stateFor(context, draft)?.entries.get(draft.id);
  if (holder === undefined || typeOfFact(holder.fact) === draft.type) return draft;
  const apart: Identify = (negotiation, content) => identify(negotiation, { ...content, type: draft.type });
  return draftEventOf(fact, apart, isAsGiven);
}

/**
 * Decides on one proposal.
 * @param context what is recorded
 * @param now milliseconds since the epoch
 * @param draw draws the numbers of new voices
 * @example
 * const decision = decide(context, { type: 'PartyAdded', data: { negotiation: 'n', party: 'gm', … } }, Date.now(), draw);
 * if (decision.outcome === 'refused') decision.refusal.code; // 'unknown-negotiation'
 */
export function decide(context: DecisionContext, proposal: EventProposal, now: Instant, draw: DrawVoice): Decision {
  const { type, data, otherFields, marks } = proposal;
  const parsed = parseFact(type, data, otherFields);
  if ('findings' in parsed) return refused(refusalOf(parsed.findings));
  const draft = draftApart(context, parsed.fact, parsed.isAsGiven);
  const state = stateFor(context, draft);
  if (!state) return refused(unknownNegotiation(context, draft.negotiation as NegotiationId));
  return decideOn(state, draft, now, (on, unmarked) => markedDraft(on, unmarked, draw, marks));
}
