/** The things that a search finds, as they stand: what is one thing in several talks is one. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { NegotiationId } from '../../events/ids.js';
import { findTerms } from '../../projections/search/marks.js';
import type { Term } from '../../projections/search/search-text.js';
import { idText, type FieldText, type ThingSort } from '../../projections/search/searchable.js';
import type { FoundText } from '../../answers/search.js';
import type { LensReading } from './lens-reading.js';
import type { Readings } from './readings.js';
import type { PresentSources } from './source-desk.js';
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

/** A thing as it stands; undefined where it does not. @param reading undefined where it stands as it was recorded */
function standing(
  { what, id, texts }: ThingCandidate,
  reading: LensReading | undefined,
  sources: PresentSources,
): StandingThing | undefined {
  const read = reading ? reading.thing(what, id) : texts;
  if (!read) return undefined;
  if (what !== 'source')
    return { name: id, texts: [...read, ...idText(what, id)], isAsRecorded: read === texts || isSame(read, texts) };
  const [{ text: written } = { text: id }] = texts;
  const shown = reading ? reading.sourceName(written) : (sources.desk.aliases.shown(written) ?? written);
  const own = { field: 'name', text: shown };
  // Found under a name of which our desk says that it is another's.
  return {
    name: shown,
    texts: written === shown ? [own] : [own, { field: 'alias', text: written }],
    isAsRecorded: false,
  };
}

/** Sources and speakers are one in all talks; other things belong to theirs. */
const keyOf = ({ what, negotiation, id }: ThingCandidate, name: string, sources: PresentSources): string => {
  if (what === 'source') return `source ${sources.desk.aliases.keyOf(name)}`;
  return what === 'speaker' ? `speaker ${id}` : `${what} ${negotiation} ${id}`;
};

const hasWords = (terms: readonly Term[], { texts, isAsRecorded }: StandingThing): boolean =>
  isAsRecorded ||
  findTerms(
    terms,
    texts.map(({ text }) => text),
  ).isFound;

/** Candidates that are looked into before other work of the process gets its turn. */
const AT_ONCE = 1_000;

/** Those of the candidates that stand and hold the words, in their order. */
export async function foundThings(
  candidates: readonly ThingCandidate[],
  terms: readonly Term[],
  readings: Readings,
  sources: PresentSources,
): Promise<FoundThing[]> {
  const found = new Map<string, FoundThing>();
  for (const [i, candidate] of candidates.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await yieldToEventLoop();
    const { what, id, negotiation, since, touched } = candidate;
    const isUntouched = readings.isPresent && touched === 0;
    const reading = isUntouched ? undefined : (readings.known(negotiation) ?? (await readings.of(negotiation)));
    if (!isUntouched && !reading) continue;
    const stands = standing(candidate, reading, sources);
    if (!stands) continue;
    const key = keyOf(candidate, stands.name, sources);
    const known = found.get(key);
    if (known?.negotiations.includes(negotiation) === true || !hasWords(terms, stands)) continue;
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
  return [...found.values()];
}
