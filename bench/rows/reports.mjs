/** Reports as many desks post them at once: of 200 talks, each by several publishers, one day after another. */

export const TALKS = 200;
const PUBLISHERS = ['The Quay', 'Reuters', 'AFP', 'Harbour Post', 'Union Voice', 'Radio North', 'The Ledger', 'Xinhua'];

/** No two are the same. */
export const reportAt = (i) => ({
  kind: i % 7 === 0 ? 'denial' : 'confirmation',
  claim: 'talks',
  party: 'union',
  speaker: { capacity: 'official' },
  attribution: i % 3 === 0 ? 'on-background' : 'on-the-record',
  summary: `The union says that both sides talk, and that they will go on doing so; statement ${i} of many like it.`,
  source: { publisher: PUBLISHERS[i % PUBLISHERS.length] },
  reportedAt: new Date(Date.UTC(2020, 0, 1) + Math.floor(i / TALKS) * 36e5).toISOString(),
});

export const opening = (negotiation) => ({
  negotiation,
  title: 'Talks',
  parties: [{ party: 'union', name: 'Union', role: 'principal' }],
});
