/** Answers to the calls that the real server does not have yet, as the contract gives them. */
import type { Asked, Recorded } from './recorded-answers.js';

const change = {
  field: 'contested',
  from: false,
  to: { by: ['israel'], since: '2023-11-11T00:00:00Z' },
  words: 'The talks became contested: Israel denies them.',
  causes: [{ entry: 'qm-08', how: 'reported' }],
};

const end = (revision: number) => ({ lens: { revision }, at: '2026-01-01T00:00:00Z', revision });

function changes({ path, query }: Asked) {
  const same = query['from.reportedBy'] !== undefined && query['from.reportedBy'] === query['to.reportedBy'];
  const negotiation = path.split('/')[3];
  return { negotiation, title: 'Talks', from: end(1), to: end(2), changes: same ? [] : [change] };
}

const steps = [
  {
    step: 1,
    clock: 'reported',
    at: '2023-11-11T00:00:00Z',
    lens: {},
    entries: [{ id: 'qm-08', type: 'DenialReported', summary: 'No negotiations are going on.' }],
    changes: [change],
  },
  { end: true, steps: 1, at: '2023-11-11T00:00:00Z', lens: {}, changes: [change] },
];

const fragility = {
  negotiation: 'qatar-mediation',
  title: 'Talks',
  lens: {},
  at: '2026-01-01T00:00:00Z',
  revision: 17,
  position: '18',
  fields: [{ field: 'phase', value: 'negotiating', rests: [{ without: { report: 'qm-03' }, reads: 'exploratory' }] }],
  ranked: [{ without: { report: 'qm-03' }, changes: [{ field: 'phase', from: 'negotiating', to: 'exploratory' }] }],
};

const firstBad = {
  stream: 'negotiation-tampered',
  revision: 7,
  position: '9',
  id: 'gh-007',
  problem: 'changed',
  detail: 'its content does not have its hash',
};

function verified({ query, body }: Asked) {
  const ok = query['negotiation'] !== 'tampered' && !body.includes('another head');
  return { ok, streams: 2, events: 164, head: '164', firstBad: ok ? null : firstBad };
}

const written = ({ path, body }: Asked) => ({
  changeId: (JSON.parse(body) as { changeId?: string }).changeId ?? 'made-up',
  revision: 19,
  position: '20',
  recordedAt: '2026-01-01T00:00:00Z',
  hash: '0'.repeat(64),
  changes: [{ field: 'confidence', from: 'low', to: 'moderate' }],
  warnings: [],
  ...(path.endsWith('/grade') ? { affected: [{ negotiation: 'qatar-mediation', changes: [] }] } : {}),
});

const CSV = 'revision,type\n0,NegotiationOpened\n';

export const RECORDED: readonly Recorded[] = [
  { on: /^GET .*\/changes$/, answer: changes },
  { on: /^GET .*\/replay$/, type: 'application/x-ndjson', answer: steps.map((s) => `${JSON.stringify(s)}\n`).join('') },
  { on: /^GET .*\/fragility$/, answer: () => fragility },
  { on: /^(GET|POST) \/v1\/audit\/verify$/, answer: verified },
  { on: /^GET \/v1\/audit\/checkpoint$/, type: 'text/plain', answer: 'parley checkpoint\nhead 164\n' },
  { on: /^GET .*\/proof$/, type: 'application/gzip', answer: Buffer.from([0x1f, 0x8b, 0x00, 0xff]) },
  { on: /^GET .*\/export$/, type: 'text/csv', answer: CSV },
  { on: /^POST .*\/(retraction|correction|void|amendment|grade)$/, answer: written },
];
