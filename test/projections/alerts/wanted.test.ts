/** What a subscription asks for: the topics of changes, and which of them are wanted. */
import type { NegotiationId, PartyId } from '../../../events/ids.js';
import { toldTo, type TalksNews } from '../../../projections/alerts/news.js';
import { isWithin, silenceInWords, silentFrom } from '../../../projections/alerts/silence.js';
import { topicalOf } from '../../../projections/alerts/topics.js';
import { changesWanted, talksWanted, wantsTalks, type TalksSeen } from '../../../projections/alerts/wanted.js';

const DAY = 86_400_000;

const news = (...fields: string[]): TalksNews => ({
  negotiation: 'talks' as NegotiationId,
  title: 'T',
  entry: null,
  entries: 1,
  changes: fields.map((field) => ({ field, from: null, to: null, words: `${field}.` })),
});

test('Each field has the topic that people would look for it under', () => {
  const topics = ['phase', 'reportedHalt', 'tables/a,b/phase', 'tables/a,b/agreement', 'agreement', 'contested']
    .concat([
      'contradictions/fact/claim:x/a,b',
      'positions/union/claim:x/declared',
      'freshness',
      'confidence',
      'terms/x',
    ])
    .map((field) => topicalOf({ field })?.topic);
  expect(topics).toEqual(
    ['phase', 'phase', 'phase', 'agreement', 'agreement', 'contested', 'contradiction', 'position'].concat([
      undefined,
      undefined,
      undefined,
    ] as never),
  );
  expect(topicalOf({ field: 'positions/a~1b/issue:x/declared' })?.owner).toBe('a/b');
  expect(topicalOf({ field: 'constructor' })).toBeUndefined();
});

test('Who asked for one party’s positions is told of no other, and long news are counted', () => {
  const wanted = changesWanted.parse({ topics: ['position'], parties: ['union'] });
  const told = toldTo(
    wanted,
    { talks: [news('positions/union/claim:x/declared', 'positions/port/claim:x/declared', 'phase')] },
    [0],
  );
  expect(told.talks[0]?.changes.map(({ field }) => field)).toEqual(['positions/union/claim:x/declared']);
  const all = toldTo(
    changesWanted.parse({ topics: ['phase'] }),
    { talks: Array.from({ length: 60 }, () => news('phase')) },
    [...Array(60).keys()],
  );
  expect([all.talks.length, all.moreTalks]).toEqual([50, 10]);
});

test('Talks are wanted where all that was asked for holds', () => {
  const seen: TalksSeen = {
    negotiation: 'talks' as NegotiationId,
    parties: ['union' as PartyId],
    phase: 'negotiating',
    contested: true,
    holds: (text) => text === 'dock',
  };
  const wants = (wanted: object): boolean => wantsTalks(talksWanted.parse(wanted), seen);
  expect([{}, { party: 'union' }, { q: 'dock', contested: true, phase: 'negotiating' }].map(wants)).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    [{ negotiations: ['other'] }, { party: 'port' }, { contested: false }, { phase: 'collapsed' }, { q: 'x' }].map(
      wants,
    ),
  ).toEqual([false, false, false, false, false]);
});

test('What asks for nothing, or for a thing twice, is refused', () => {
  for (const bad of [
    {},
    { topics: [] },
    { topics: ['phase', 'phase'] },
    { topics: ['phase'], parties: ['x'] },
    { silentDays: 0 },
  ])
    expect(changesWanted.safeParse(bad).success).toBe(false);
  expect(changesWanted.safeParse({ silentDays: 14 }).success).toBe(true);
});

test('Silence is longer than some days a moment after them', () => {
  const newest = Date.UTC(2026, 2, 2, 10);
  expect(silentFrom(newest, 14) - newest).toBe(14 * DAY + 1);
  expect([isWithin(5, 5, 9), isWithin(9, 5, 9), isWithin(10, 5, 9)]).toEqual([false, true, false]);
  expect(silenceInWords(newest, 14)).toBe(
    'Nothing has been reported for longer than 14 days: the newest report was published on 2 Mar 2026.',
  );
});
