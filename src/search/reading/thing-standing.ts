/**
 * Whether a thing stands under a lens, and how it is called, without the whole of its story: from what changes have reached,
 * and from the reports in the index that no change has reached.
 */
import type { Database } from 'better-sqlite3';
import type { FieldText } from '../../../projections/search/searchable.js';
import { thingRow, type ThingCandidate } from '../thing-candidates.js';
import type { LensReading, ToldSort } from './lens-reading.js';
import type { Mentions } from './mentions.js';

/** A thing as it reads. */
export interface ReadThing {
  /** Its texts, what it is called first; a source has none. */
  readonly texts: readonly FieldText[];
  /** Of a source, how it is written. */
  readonly sourceName: string | undefined;
}

/** Where reports call a thing by several names, the first of them in order decides: the whole story has to be read. */
export const UNCLEAR = Symbol('unclear');

type Standing = ReadThing | typeof UNCLEAR | undefined;

const ofTexts = (texts: readonly FieldText[]): ReadThing => ({ texts, sourceName: undefined });

/** What the whole of a record says of a thing. */
export function thingInWhole({ what, id, texts }: ThingCandidate, whole: LensReading): ReadThing | undefined {
  const read = whole.thing(what, id);
  return read && { texts: read, sourceName: what === 'source' ? whole.sourceName(texts[0]?.text ?? id) : undefined };
}

export class ThingStanding {
  constructor(
    private readonly db: Database,
    private readonly mentions: Mentions,
  ) {}

  /** @param changed what changes have reached of its talks, under the lens */
  of(thing: ThingCandidate, changed: LensReading): Standing {
    const { what, id } = thing;
    switch (what) {
      case 'talks':
      case 'party': {
        const texts = changed.thing(what, id);
        return texts && ofTexts(texts);
      }
      case 'claim':
      case 'issue':
      case 'proposal':
      case 'agreement': {
        if (changed.merges.isMerged(what, id)) return undefined;
        const title = changed.deskTitle(what, id);
        if (title !== undefined) return ofTexts([{ field: 'title', text: title }]);
        if (changed.merges.namesOf(what, id).length > 1) return UNCLEAR;
        const told = this.#told([thing], what, changed);
        if (told.size > 1) return UNCLEAR;
        if (told.size === 1) return ofTexts([...told].map((text) => ({ field: 'title', text })));
        return this.mentions.has(thing.number, 0) || changed.isNamed(what, id) ? ofTexts([]) : undefined;
      }
      case 'speaker': {
        const told = this.#told([thing], what, changed);
        if (told.size > 1) return UNCLEAR;
        return told.size === 0 ? undefined : ofTexts([...told].map((text) => ({ field: 'name', text })));
      }
      case 'source':
        return this.#source(thing, changed);
    }
  }

  #source(thing: ThingCandidate, changed: LensReading): Standing {
    const { aliases } = changed.sources;
    const others = aliases
      .keysOf(thing.id)
      .flatMap((key) => (key === thing.id ? [] : (thingRow(this.db, 'source', key, thing.negotiation) ?? [])));
    const told = this.#told([thing, ...others], 'source', changed);
    if (told.size === 0) return undefined;
    const shown = aliases.shown(thing.texts[0]?.text ?? thing.id);
    if (shown === undefined && told.size > 1) return UNCLEAR;
    return { texts: [], sourceName: shown ?? [...told][0] };
  }

  /** All names that reports give it. */
  #told(rows: readonly ThingCandidate[], what: ToldSort, changed: LensReading): Set<string> {
    const [{ id }] = rows as [ThingCandidate];
    return new Set([
      ...changed.textsTold(what, id),
      ...rows.flatMap(({ number, texts }) => this.mentions.textsOf(number, texts)),
    ]);
  }
}
