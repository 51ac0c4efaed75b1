/** News: what subscribers are told of, before each is told what they asked for. */
import type { NegotiationId } from '../../events/ids.js';
import type { ChangeInWords } from '../compare/change-sentences.js';
import { topicalOf } from './topics.js';
import { wantsChange, type ChangesWanted } from './wanted.js';

/** What made it so: one entry, several that came together (an import), the grade of a source, or time alone. */
export const CAUSES = ['entry', 'import', 'source', 'time'] as const;
export type Cause = (typeof CAUSES)[number];

/** What changed in one negotiation. */
export interface TalksNews {
  readonly negotiation: NegotiationId;
  readonly title: string;
  /** The entry, where it was one. */
  readonly entry: string | null;
  /** How many entries were recorded of it. */
  readonly entries: number;
  readonly changes: readonly ChangeInWords[];
}

export interface News {
  /** The same whenever it is worked out anew, and another for other news. */
  readonly key: string;
  readonly cause: Cause;
  /** When it was recorded, or became so, in ISO 8601. */
  readonly at: string;
  readonly talks: readonly TalksNews[];
}

/** How much one message holds at most: the rest of an import is counted. */
const MOST_TALKS = 50;
const MOST_CHANGES = 50;

/** What a subscriber is told of one negotiation. */
export interface TalksTold extends TalksNews {
  /** How many more changes they asked for. */
  readonly moreChanges: number;
}

/** What a subscriber is told. */
export interface Told {
  readonly talks: readonly TalksTold[];
  /** How many more negotiations have changed as they asked for. */
  readonly moreTalks: number;
}

/** The changes that somebody asked for. */
const toldOf = (wanted: ChangesWanted, of: TalksNews): TalksNews => ({
  ...of,
  changes: of.changes.filter((change) => {
    const topical = topicalOf(change);
    return isSilence(change) || (topical !== undefined && wantsChange(wanted, topical));
  }),
});

/** Silence is worked out for those who asked for so many days, and for nobody else. */
const isSilence = ({ field }: ChangeInWords): boolean => field.startsWith('silence/');

/**
 * What a subscriber is told of news.
 * @param talks which of the negotiations they follow, by their places
 */
export function toldTo(wanted: ChangesWanted, news: Pick<News, 'talks'>, talks: readonly number[]): Told {
  const found = talks.flatMap((at) => {
    const one = news.talks[at];
    const told = one && toldOf(wanted, one);
    return told && told.changes.length > 0 ? [told] : [];
  });
  const shown = found.slice(0, MOST_TALKS).map((one) => ({
    ...one,
    changes: one.changes.slice(0, MOST_CHANGES),
    moreChanges: Math.max(0, one.changes.length - MOST_CHANGES),
  }));
  return { talks: shown, moreTalks: Math.max(0, found.length - MOST_TALKS) };
}
