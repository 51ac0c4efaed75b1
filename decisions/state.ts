/** What decisions are made on: of each stream, which parties and slugs it names and which ids are taken. */
import type { Fact, Logged } from '../events/event.js';
import { TALKS, type EntryId, type NegotiationId, type PartyId } from '../events/ids.js';
import { comparableSource } from '../events/text.js';
import { evolveRegistry, type Registry } from '../projections/record/registry.js';
import { KnownMarks } from './marks/known-marks.js';
import { DeskHistory, isDeskAct } from './desk-history.js';
import { slugsOf, sourcesOf, SUBJECTS, type Subject } from './named-things.js';
import { looksOf } from './names/look-alikes.js';
import { OverlayMap, type LookupMap } from './overlay-map.js';
import { yearOfPublication } from './unlikely-date.js';

/** A linked list of the changes that name an entry, the newest first: two states may share its older part. */
export interface Naming {
  readonly by: Logged;
  readonly before: Naming | undefined;
}

export interface NegotiationState {
  /** Of the last event; −1 before the first. */
  revision: number;
  /**
   * As the events were recorded, without amendments and voidings: those change a party's role but remove no party, and
   * decisions ask only whether a party is there.
   */
  registry: Registry | null;
  opening: Logged | undefined;
  /** The newest `NegotiationArchived`. */
  archiving: Logged | undefined;
  /** The registry, merges and aliases, with what voids or amends them. */
  desk: DeskHistory | undefined;
  /** The changes among these by their own id, with the voidings and amendments. */
  readonly deskActs: LookupMap<EntryId, true>;
  /** Reports and changes by their own id. */
  readonly entries: LookupMap<EntryId, Logged>;
  /** The `PartyAdded` of each party that was added after the opening. */
  readonly added: LookupMap<PartyId, Logged>;
  /** The retractions, reinstatements, corrections, voidings and amendments of each entry. */
  readonly naming: LookupMap<EntryId, Naming>;
  /** The claims, issues, proposals and agreements that have been named. */
  readonly slugs: Readonly<Record<Subject, LookupMap<string, true>>>;
  /** The publishers and origins that have been named, as they were written. */
  readonly writtenSources: LookupMap<string, true>;
  /** The same by the form in which names of sources are compared; each as it was first written. */
  readonly sources: LookupMap<string, string>;
  /** Each of them by what it looks like, in the same form as `looksOf`. */
  readonly looks: LookupMap<string, string>;
  /** The voices and words that have been marked. */
  readonly marks: KnownMarks;
  /** How often something was erased. */
  erasures: number;
  /** How many publications there are of each year. */
  readonly years: LookupMap<number, number>;
}

/** What a decision may look at: what is recorded, and in an import also what its earlier lines would record. */
export interface DecisionContext {
  /** Undefined where the negotiation was not opened. */
  stateOf(id: NegotiationId): NegotiationState | undefined;
  /** Of the stream `sources`. */
  sourcesState(): NegotiationState;
  /** Of all negotiations that were opened. */
  ids(): Iterable<NegotiationId>;
  /** The secret under which ids are made of content; undefined where the store has none. */
  readonly secret?: Uint8Array | undefined;
}

type Tables = Pick<
  NegotiationState,
  'deskActs' | 'entries' | 'marks' | 'added' | 'naming' | 'slugs' | 'writtenSources' | 'sources' | 'looks' | 'years'
>;

const slugTables = (make: (subject: Subject) => LookupMap<string, true>): NegotiationState['slugs'] =>
  Object.fromEntries(SUBJECTS.map((s) => [s, make(s)])) as unknown as NegotiationState['slugs'];

const stateWith = (tables: Tables): NegotiationState => ({
  revision: -1,
  registry: null,
  opening: undefined,
  archiving: undefined,
  desk: undefined,
  erasures: 0,
  ...tables,
});

const emptyState = (): NegotiationState => {
  const entries = new Map<EntryId, Logged>();
  return stateWith({
    deskActs: new Map(),
    entries,
    marks: new KnownMarks(entries),
    added: new Map(),
    naming: new Map(),
    slugs: slugTables((subject) => new Map(subject === 'claim' ? [[TALKS, true]] : [])),
    writtenSources: new Map(),
    sources: new Map(),
    looks: new Map(),
    years: new Map(),
  });
};

/** Before the first event. `evolve` never changes it. */
export const initialState: NegotiationState = emptyState();

/** A state that can be evolved further while this one stays as it is. */
export function overlayOf(state: NegotiationState): NegotiationState {
  const entries = new OverlayMap(state.entries);
  return {
    ...state,
    deskActs: new OverlayMap(state.deskActs),
    entries,
    marks: new KnownMarks(entries, state.marks),
    added: new OverlayMap(state.added),
    naming: new OverlayMap(state.naming),
    slugs: slugTables((subject) => new OverlayMap(state.slugs[subject])),
    writtenSources: new OverlayMap(state.writtenSources),
    sources: new OverlayMap(state.sources),
    looks: new OverlayMap(state.looks),
    years: new OverlayMap(state.years),
  };
}

/** The entry that a change is about. */
function namedEntry({ fact }: Logged): EntryId | undefined {
  if (fact.type === 'EntryVoided' || fact.type === 'EntryAmended') return fact.data.entry;
  if (fact.type !== 'ReportRetracted' && fact.type !== 'ReportReinstated' && fact.type !== 'ReportCorrected')
    return undefined;
  return fact.data.reportId as string as EntryId;
}

function enter(state: NegotiationState, logged: Logged): void {
  const { fact, id } = logged;
  if (fact.type === 'NegotiationOpened') state.opening ??= logged;
  else if (fact.type === 'PartyAdded') state.added.set(fact.data.party, logged);
  else state.entries.set(id, logged);
  if (fact.type === 'NegotiationArchived') state.archiving = logged;
  if (fact.type === 'EntryErased') state.erasures += 1;
  const named = namedEntry(logged);
  if (named !== undefined) state.naming.set(named, { by: logged, before: state.naming.get(named) });
  if (fact.type === 'Report' || !isDeskAct(logged, state.deskActs)) return;
  state.desk = new DeskHistory(logged, state.desk);
  state.deskActs.set(id, true);
}

function enterNames(state: NegotiationState, fact: Fact): void {
  for (const { subject, slug } of slugsOf(fact)) state.slugs[subject].set(slug, true);
  for (const name of sourcesOf(fact)) {
    if (state.writtenSources.has(name)) continue;
    state.writtenSources.set(name, true);
    const key = comparableSource(name);
    if (state.sources.has(key)) continue;
    state.sources.set(key, name);
    for (const look of looksOf(name)) if (!state.looks.has(look)) state.looks.set(look, name);
  }
  const year = yearOfPublication(fact);
  if (year !== undefined) state.years.set(year, (state.years.get(year) ?? 0) + 1);
}

/**
 * The state after one more event. It is called for every event while a log of a million is loaded, so its cost does not
 * grow with the stream: it changes the given state and returns it. Only `initialState` is not changed.
 */
export function evolve(given: NegotiationState, logged: Logged): NegotiationState {
  const state = given === initialState ? emptyState() : given;
  state.revision = logged.revision;
  state.registry = evolveRegistry(state.registry, logged);
  enter(state, logged);
  enterNames(state, logged.fact);
  state.marks.add(logged);
  return state;
}
