/** The things that a search finds, as they stand: what is one thing in several talks is one. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { NegotiationId } from '../../events/ids.js';
import { findTerms } from '../../projections/search/marks.js';
import type { Term } from '../../projections/search/search-text.js';
import { idText, type FieldText, type ThingSort } from '../../projections/search/searchable.js';
import type { FoundText } from '../../answers/search.js';
import type { SourceDesk } from '../../projections/record/published-reports.js';
import { Mentions } from './reading/mentions.js';
import type { Readings } from './reading/readings.js';
import { thingInWhole, ThingStanding, UNCLEAR, type ReadThing } from './reading/thing-standing.js';
import type { DeskUnderLens } from './reading/unchanged-reports.js';
import type { SearchIndex } from './search-index.js';
import type { ThingCandidate } from './thing-candidates.js';

/** A thing that was found. */
export interface FoundThing {
  readonly what: ThingSort;
  readonly id: string;
  readonly since: number;
  /** All that it reads, what it is called first. */
  readonly texts: readonly FieldText[];
  readonly negotiations: NegotiationId[];
}

/** What it is called, and all its texts that hold words of the search, marked there. */
export function textsFoundIn(terms: readonly Term[], texts: readonly FieldText[]): FoundText[] {
  const { marks } = findTerms(
    terms,
    texts.map(({ text }) => text),
  );
  return texts
    .map(({ field, text }, i) => ({
      field,
      text,
      marks: (marks[i] ?? []).map(([start, end]): [number, number] => [start, end]),
    }))
    .filter((text, i) => i === 0 || text.marks.length > 0);
}

/** A candidate as it stands. */
interface StandingThing {
  readonly name: string;
  readonly texts: readonly FieldText[];
  /** Whether these are the texts of its row, in which the words were found. */
  readonly isAsRecorded: boolean;
}

const isSame = (one: readonly FieldText[], other: readonly FieldText[]): boolean =>
  one.length === other.length &&
  one.every(({ field, text }, i) => field === other[i]?.field && text === other[i]?.text);

/** A thing as it stands. @param read undefined where it stands as it was recorded */
function standing(
  { what, id, texts }: ThingCandidate,
  read: ReadThing | undefined,
  present: SourceDesk,
): StandingThing {
  const own = read ? read.texts : texts;
  if (what !== 'source')
    return { name: id, texts: [...own, ...idText(what, id)], isAsRecorded: own === texts || isSame(own, texts) };
  const [{ text: written } = { text: id }] = texts;
  const shown = (read ? read.sourceName : present.aliases.shown(written)) ?? written;
  const name = { field: 'name', text: shown };
  // Found under a name of which our desk says that it is another's.
  return {
    name: shown,
    texts: written === shown ? [name] : [name, { field: 'alias', text: written }],
    isAsRecorded: false,
  };
}

/** Sources and speakers are one in all talks; other things belong to theirs. */
const keyOf = ({ what, negotiation, id }: ThingCandidate, name: string, { aliases }: SourceDesk): string => {
  if (what === 'source') return `source ${aliases.keyOf(name)}`;
  return what === 'speaker' ? `speaker ${id}` : `${what} ${negotiation} ${id}`;
};

const hasWords = (terms: readonly Term[], { texts, isAsRecorded }: StandingThing): boolean =>
  isAsRecorded ||
  findTerms(
    terms,
    texts.map(({ text }) => text),
  ).isFound;

/** Candidates that are looked into before other work of the process gets its turn. */
const AT_ONCE = 200;

/** What things are looked up in. */
export interface ThingsSought {
  readonly terms: readonly Term[];
  readonly readings: Readings;
  readonly desk: DeskUnderLens;
  /** At present. */
  readonly sources: SourceDesk;
  readonly index: SearchIndex;
}

/** As the candidates read; undefined for those that do not stand. */
export async function readThings(
  candidates: readonly ThingCandidate[],
  { readings, desk, index }: ThingsSought,
): Promise<(ReadThing | undefined)[]> {
  for (const negotiation of new Set(candidates.map((thing) => thing.negotiation))) await readings.of(negotiation);
  if (readings.looksUpAll)
    return candidates.map((thing) => {
      const whole = readings.known(thing.negotiation);
      return whole && thingInWhole(thing, whole);
    });
  const read = await index.search((db) => {
    const known = new ThingStanding(db, new Mentions(db, readings.lens, desk));
    return candidates.map((thing) => {
      const changed = readings.known(thing.negotiation);
      return changed && known.of(thing, changed);
    });
  });
  const clear: (ReadThing | undefined)[] = [];
  for (const [i, thing] of candidates.entries()) {
    const one = read[i];
    const whole = one === UNCLEAR ? await readings.whole(thing.negotiation) : undefined;
    clear.push(one === UNCLEAR ? whole && thingInWhole(thing, whole) : one);
  }
  return clear;
}

/** Those of the candidates that stand and hold the words, in their order. */
export async function foundThings(candidates: readonly ThingCandidate[], sought: ThingsSought): Promise<FoundThing[]> {
  const { terms, readings, sources } = sought;
  const found = new Map<string, FoundThing>();
  const isUntouched = ({ touched }: ThingCandidate): boolean => readings.isPresent && touched === 0;
  for (let from = 0; from < candidates.length; from += AT_ONCE) {
    if (from > 0) await yieldToEventLoop();
    const some = candidates.slice(from, from + AT_ONCE);
    const toRead = some.filter((thing) => !isUntouched(thing));
    const read = toRead.length === 0 ? [] : await readThings(toRead, sought);
    const readOf = new Map(toRead.map((thing, i) => [thing, read[i]]));
    for (const candidate of some) {
      const asRead = readOf.get(candidate);
      if (asRead || isUntouched(candidate))
        addFound(found, candidate, standing(candidate, asRead, sources), terms, sources);
    }
  }
  return [...found.values()];
}

function addFound(
  found: Map<string, FoundThing>,
  candidate: ThingCandidate,
  stands: StandingThing,
  terms: readonly Term[],
  sources: SourceDesk,
): void {
  const { what, id, negotiation, since } = candidate;
  const key = keyOf(candidate, stands.name, sources);
  const known = found.get(key);
  if (known?.negotiations.includes(negotiation) === true || !hasWords(terms, stands)) return;
  const { name, texts } = stands;
  if (known) known.negotiations.push(negotiation);
  else
    found.set(key, {
      what,
      id: what === 'speaker' ? (texts[0]?.text ?? id) : name,
      since,
      texts,
      negotiations: [negotiation],
    });
}
