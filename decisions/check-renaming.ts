/** What a merge or an alias must keep to, and what brings one back: no name stands for two, none for itself. */
import type { Fact } from '../events/event.js';
import { TALKS, type EntryId, type PartyId } from '../events/ids.js';
import { comparableSource } from '../events/text.js';
import type { Entry } from '../projections/record/entries.js';
import { unknownParty } from './check-references.js';
import { DeskHistory, isDeskAct } from './desk-history.js';
import type { DraftEvent } from './draft-event.js';
import { invalid, type DataFinding } from './refusal.js';
import type { NegotiationState } from './state.js';

type Merge = Extract<Fact, { type: 'SubjectMerged' }>['data'];

/** What is wrong with a merge by itself, whatever else was merged. */
export function mergeFindings(state: NegotiationState, { what, from, into }: Merge): DataFinding[] {
  if (what === 'party')
    return [...unknownParty(state, '/from', from as PartyId), ...unknownParty(state, '/into', into as PartyId)];
  if (what !== 'claim' || from !== (TALKS as string)) return [];
  return [invalid('/from', `${TALKS} is a claim of every negotiation: merge the other claim into it`)];
}

/** One name that is read as another. */
interface Renaming {
  readonly id: EntryId;
  readonly from: string;
  readonly into: string;
  /** The names as they are compared: two sorts of subjects may have the same slug. */
  readonly keys: { readonly from: string; readonly into: string };
  readonly fields: { readonly from: string; readonly into: string };
}

function renamingOf({ fact, logged: { id } }: Entry): Renaming[] {
  if (fact.type === 'SubjectMerged') {
    const { what, from, into } = fact.data;
    const keys = { from: `${what} ${from}`, into: `${what} ${into}` };
    return [{ id, from, into, keys, fields: { from: '/from', into: '/into' } }];
  }
  if (fact.type !== 'SourceAliased') return [];
  const { name, of } = fact.data;
  const keys = { from: comparableSource(name), into: comparableSource(of) };
  return [{ id, from: name, into: of, keys, fields: { from: '/name', into: '/of' } }];
}

/** A renaming that those before it leave no room for. */
interface Conflict {
  readonly id: EntryId;
  /** The field at fault, where the renaming is what is to be recorded. */
  readonly pointer: string;
  readonly detail: string;
}

/** The last name along a chain. */
function endOf(names: ReadonlyMap<string, Renaming>, key: string): string {
  let end = key;
  for (let next = names.get(end); next; next = names.get(end)) end = next.keys.into;
  return end;
}

function conflictWith(names: ReadonlyMap<string, Renaming>, renaming: Renaming): Conflict | undefined {
  const { id, from, into, keys, fields } = renaming;
  const earlier = names.get(keys.from);
  if (earlier) return { id, pointer: fields.from, detail: `${from} is read as ${earlier.into} already` };
  if (keys.from === keys.into) return { id, pointer: fields.into, detail: `${from} would be read as itself` };
  if (endOf(names, keys.into) !== keys.from) return undefined;
  return { id, pointer: fields.into, detail: `${into} is read as ${from}: the two would be read in a circle` };
}

function conflictsAmong(entries: readonly Entry[]): Conflict[] {
  const names = new Map<string, Renaming>();
  return entries.flatMap(renamingOf).flatMap((renaming) => {
    const conflict = conflictWith(names, renaming);
    if (!conflict) names.set(renaming.keys.from, renaming);
    return conflict ?? [];
  });
}

/** Where the mistake stands in what is to be recorded: a voiding or an amendment only leads to it. */
function placed({ id, pointer, detail }: Conflict, { id: own, fact }: Pick<DraftEvent, 'id' | 'fact'>): DataFinding {
  if (id === own) return invalid(pointer, detail);
  return invalid(fact.type === 'EntryAmended' ? '/changes' : '/entry', `it brings ${id} into effect: ${detail}`);
}

/**
 * Whether a decision rests on the merges or aliases that are recorded: those that are recorded between the decision and
 * its append could make it wrong.
 */
export const restsOnNames = ({ deskActs }: NegotiationState, { fact }: Pick<DraftEvent, 'fact'>): boolean =>
  fact.type === 'SubjectMerged' ||
  fact.type === 'SourceAliased' ||
  ((fact.type === 'EntryVoided' || fact.type === 'EntryAmended') && isDeskAct({ fact }, deskActs));

/**
 * What would be wrong with merges and aliases once an event is recorded, and is not already. An event that is none, and
 * neither voids nor amends one, changes nothing in them.
 */
export function renamingFindings(
  { desk, deskActs, revision }: NegotiationState,
  draft: Pick<DraftEvent, 'id' | 'fact'>,
): DataFinding[] {
  if (!isDeskAct(draft, deskActs)) return [];
  const next = { ...draft, revision: revision + 1, position: 0n, recordedAt: 0, recorder: '' };
  const before = new Set(conflictsAmong(desk?.entries ?? []).map(({ id }) => id));
  return conflictsAmong(new DeskHistory(next, desk).entries)
    .filter(({ id }) => !before.has(id))
    .map((conflict) => placed(conflict, draft));
}
