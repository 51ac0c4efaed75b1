/**
 * Stories that a reporter can plant, within the limits, so that a reading of them might cost more than it reads: agreements
 * that extend each other, many who confirm against many who deny, accounts of one paper with many terms, and many tables
 * with many contacts. `size` is how many of them there are.
 */
import { readEvent } from '../../dist/events/event.js';

const opening = (parties, more = {}) => ({
  type: 'NegotiationOpened',
  data: {
    negotiation: 'n',
    title: 'Talks',
    parties: parties.map((party) => ({ party, name: party, role: 'principal' })),
    ...more,
  },
});

const says = (i, party, type, more) => ({
  type,
  data: {
    negotiation: 'n',
    reportId: `r${i}`,
    party,
    speaker: { capacity: 'official' },
    summary: 'said so',
    attribution: 'on-the-record',
    source: { publisher: `Paper ${i % 7}` },
    reportedAt: new Date(Date.UTC(2023, 0, 1) + i * 3_600_000).toISOString(),
    ...more,
  },
});

const several = (count, of) => Array.from({ length: count }, (_, i) => of(i));
const named = (count) => several(count, (i) => `party-${i}`);

/** Each extends the one before it, and both parties make it. */
export const extending = (size) => [
  opening(['a', 'b']),
  ...several(size, (i) =>
    says(i, 'a', 'AgreementReported', {
      jointly: ['b'],
      agreement: `paper-${i}`,
      between: ['a', 'b'],
      scope: 'partial',
      until: '2023-12-31',
      terms: [],
      ...(i > 0 ? { extends: `paper-${i - 1}` } : {}),
    }),
  ),
];

/** Half of them confirm a claim that the other half denies. */
export const opposed = (size) => [
  opening(named(size)),
  ...several(size, (i) =>
    says(i, `party-${i}`, i % 2 ? 'DenialReported' : 'ConfirmationReported', { claim: 'ceasefire' }),
  ),
];

/** Each party gives an account of one paper in a hundred terms, of which every quantity is another. */
export const accounts = (size) => [
  opening(named(size)),
  ...several(size, (i) =>
    says(i, `party-${i}`, 'AgreementReported', {
      agreement: 'paper',
      between: ['party-0', 'party-1'],
      scope: 'full',
      terms: several(100, (item) => ({ item: `item-${item}`, quantity: i })),
    }),
  ),
];

/** Fifty tables of two, and contacts of all with all. */
export const tabled = (size) => {
  const parties = named(100);
  const contact = (i) =>
    says(i, `party-${i % 100}`, 'ContactReported', { with: [`party-${(i * 7 + 1) % 100}`], session: i % 2 === 0 });
  return [
    opening(parties, { tables: several(50, (i) => [`party-${2 * i}`, `party-${2 * i + 1}`]) }),
    ...several(size, contact),
  ];
};

/** The lines as a log that projections read. */
export const logOf = (lines) => ({
  negotiation: lines.map(({ type, data }, revision) =>
    readEvent({
      type,
      data,
      revision,
      position: BigInt(revision + 1),
      recorder: 'bench',
      recordedAt: new Date(Date.UTC(2024, 0, 1)).toISOString(),
      schemaVersion: 1,
    }),
  ),
  sources: [],
});
