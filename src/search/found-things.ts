/** The things that a search finds, as they stand: what is one thing in several talks is one. */
import type { NegotiationId } from '../../events/ids.js';
import { findTerms } from '../../projections/search/marks.js';
import type { Term } from '../../projections/search/search-text.js';
import { idText, type FieldText, type ThingSort } from '../../projections/search/searchable.js';
import type { FoundText } from '../../answers/search.js';
import type { Readings } from './readings.js';
import type { PresentSources } from './source-desk.js';
import type { ThingCandidate } from './thing-candidates.js';

/** A thing that was found. */
export interface FoundThing {
  /** Tells it from all others. */
  readonly key: string;
  readonly what: ThingSort;
  readonly id: string;
  readonly since: number;
  readonly texts: readonly FoundText[];
  readonly negotiations: NegotiationId[];
}

/** What it is called, and all its texts that hold words of the search; undefined where they do not hold all words. */
function foundTexts(terms: readonly Term[], texts: readonly FieldText[]): FoundText[] | undefined {
  const { isFound, marks } = findTerms(
    terms,
    texts.map(({ text }) => text),
  );
  if (!isFound) return undefined;
  return texts
    .map(({ field, text }, i) => ({
      field,
      text,
      marks: (marks[i] ?? []).map(([start, end]): [number, number] => [start, end]),
    }))
    .filter((text, i) => i === 0 || text.marks.length > 0);
}

/** A thing as it stands; undefined where it does not, or has other words. */
async function standing(
  candidate: ThingCandidate,
  readings: Readings,
  sources: PresentSources,
): Promise<{ readonly name: string; readonly texts: readonly FieldText[] } | undefined> {
  const { what, id, negotiation, touched, texts } = candidate;
  const isAsRecorded = readings.isPresent && touched === 0;
  const reading = isAsRecorded ? undefined : await readings.of(negotiation);
  if (!isAsRecorded && !reading) return undefined;
  const read = reading ? reading.thing(what, id) : texts;
  if (!read) return undefined;
  if (what !== 'source') return { name: id, texts: [...read, ...idText(what, id)] };
  const [{ text: written } = { text: id }] = texts;
  const shown = reading ? reading.sourceName(written) : (sources.desk.aliases.shown(written) ?? written);
  const own = { field: 'name', text: shown };
  // Found under a name of which our desk says that it is another's.
  return { name: shown, texts: written === shown ? [own] : [own, { field: 'alias', text: written }] };
}

/** Sources and speakers are one in all talks; other things belong to theirs. */
const keyOf = ({ what, negotiation, id }: ThingCandidate, name: string, sources: PresentSources): string => {
  if (what === 'source') return `source ${sources.desk.aliases.keyOf(name)}`;
  return what === 'speaker' ? `speaker ${id}` : `${what} ${negotiation} ${id}`;
};

/** Those of the candidates that stand, in their order. */
export async function foundThings(
  candidates: readonly ThingCandidate[],
  terms: readonly Term[],
  readings: Readings,
  sources: PresentSources,
): Promise<FoundThing[]> {
  const found = new Map<string, FoundThing>();
  for (const candidate of candidates) {
    const stands = await standing(candidate, readings, sources);
    if (!stands) continue;
    const key = keyOf(candidate, stands.name, sources);
    const known = found.get(key);
    if (known && known.negotiations.includes(candidate.negotiation)) continue;
    const texts = foundTexts(terms, stands.texts);
    if (!texts) continue;
    const { what, negotiation, since } = candidate;
    if (known) known.negotiations.push(negotiation);
    else
      found.set(key, {
        key,
        what,
        id: what === 'speaker' ? (texts[0]?.text ?? candidate.id) : stands.name,
        since,
        texts,
        negotiations: [negotiation],
      });
  }
  return [...found.values()];
}
