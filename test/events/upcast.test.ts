/** Events of the first edition are read by the rules of the second. */
import type { JsonObject, RecordedEvent } from '../../events/envelope.js';
import { readEvent } from '../../events/event.js';

const stored = (type: string, data: JsonObject, schemaVersion: number): RecordedEvent => ({
  id: 'e',
  stream: 'negotiation-n',
  revision: 1,
  position: 2n,
  type,
  data,
  recordedAt: '2023-10-10T00:00:00.000Z',
  recorder: 'me',
  schemaVersion,
  correlationId: 'c',
  causationId: 'c',
  hash: '',
});
const report = (more: JsonObject): JsonObject => ({
  negotiation: 'n',
  reportId: 'r',
  speaker: { capacity: 'reporter' },
  summary: 'said so',
  attribution: 'unattributed',
  source: { publisher: 'Paper' },
  reportedAt: '2023-10-09',
  agreement: 'deal',
  ...more,
});
const agreement = { between: ['ford'], scope: 'full', terms: [] };

test.each([
  ['a stage outside the list', 'AgreementReported', { ...agreement, stage: 'Ceasefire' }, { stage: 'Other' }],
  ['a stage of the list', 'AgreementReported', { ...agreement, stage: 'Cea' }, { stage: 'Cea' }],
  ['one party that broke a term', 'ViolationReported', { by: 'ford' }, { by: ['ford'] }],
])('version 1: %s', (_, type, given, read) =>
  expect(readEvent(stored(type, report(given), 1))).toMatchObject({ fact: { type: 'Report', report: read } }),
);

test('version 1: the same in what a correction or an amendment changes', () => {
  const data = { negotiation: 'n', changeId: 'k', entry: 'r', reason: 'r', changes: { stage: 'Truce', by: 'ford' } };
  expect(readEvent(stored('EntryAmended', data, 1))).toMatchObject({
    fact: { data: { changes: { stage: 'Other', by: ['ford'] } } },
  });
});

test('version 2: such a stage cannot be read', () =>
  expect(readEvent(stored('AgreementReported', report({ ...agreement, stage: 'Ceasefire' }), 2))).toHaveProperty(
    'unreadable',
  ));

test('numbers that are recorded are read as they are, though they would be refused now', () =>
  expect(
    readEvent(stored('AgreementReported', report({ ...agreement, terms: [{ item: 'a', quantity: 2 ** 60 }] }), 1)),
  ).toMatchObject({ fact: { report: { terms: [{ quantity: 2 ** 60 }] } } }));

test('a version that is newer than this program is not read', () =>
  expect(readEvent(stored('RefusalReported', report({}), 3))).toHaveProperty('unreadable'));
