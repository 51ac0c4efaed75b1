/** Feeds that are polled for articles. */
import type { FeedAddedAnswer, FeedsAnswer, PollAnswer } from '../../../../answers/intake/feeds.js';
import { gridOrLine, type Layout } from '../layout.js';

export const feedLayout = ({ feed, duplicate, minutes }: FeedAddedAnswer): Layout => [
  duplicate ? `it is polled already, as ${feed}` : `${feed} is polled every ${minutes} minutes`,
];

const lastOf = (last: PollAnswer | null): string =>
  last === null ? 'not yet' : `${last.at}: ${last.outcome}, ${last.received} received`;

export const feedsLayout = ({ feeds }: FeedsAnswer): Layout =>
  gridOrLine(
    'no feed is polled',
    ['FEED', 'TALKS', 'MINUTES', 'WORDS', 'LAST', 'ADDRESS'],
    feeds.map(({ feed, negotiation, minutes, words, last, url }) => [
      feed,
      negotiation ?? '(none)',
      minutes,
      words.join(', '),
      lastOf(last),
      url,
    ]),
  );

export const pollLayout = ({ outcome, items, received }: PollAnswer): Layout => [
  outcome === 'unchanged' ? 'it has not changed' : `${items} items wanted, ${received} articles received`,
];
