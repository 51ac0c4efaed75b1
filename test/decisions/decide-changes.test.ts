import type { JsonObject } from '../../events/envelope.js';
import { change, opened, says } from '../projections/given.js';
import { confirms, denies, given, recorded, refusal, talks, warned } from './given.js';

const voids = (id: string, entry: string) => change('EntryVoided', id, { entry });
const amends = (id: string, entry: string, changes: JsonObject) => change('EntryAmended', id, { entry, changes });
const corrects = (id: string, reportId: string, changes: JsonObject, reportedAt = '2023-10-20') =>
  change('ReportCorrected', id, { reportId, reportedAt, changes });
const retracts = (id: string, reportId: string, reportedAt = '2023-10-20') =>
  change('ReportRetracted', id, { reportId, reportedAt });
const regrades = (id: string) =>
  change('SourceRegraded', id, { publisher: 'Paper', reliability: 'D', from: '2023-01-01' });

describe('A change', () => {
  test('names what is recorded; the nearest id is told where it is not', () => {
    const desk = talks(confirms('paper-1'), voids('slip-1', 'paper-1'));
    expect(refusal(desk.when(voids('c', 'paper-2')))).toEqual({ code: 'unknown-entry', errors: ['/entry paper-1'] });
    expect(refusal(desk.when(amends('c', 'slip-2', { reason: 'x' })))?.errors).toEqual(['/entry slip-1']);
    expect(refusal(desk.when(retracts('c', 'paper2')))).toEqual({
      code: 'unknown-entry',
      errors: ['/reportId paper-1'],
    });
    expect(refusal(desk.when(corrects('c', 'nothing-near', { summary: 'x' })))?.errors).toEqual(['/reportId']);
  });

  test('by the publisher names a report, and one by our desk no party and no opening', () => {
    const desk = talks(confirms('r1'), voids('c1', 'r1'));
    expect(refusal(desk.when(retracts('c2', 'c1')))?.code).toBe('unknown-entry');
    expect(refusal(desk.when(voids('c2', 'n')))?.code).toBe('unknown-entry');
    expect(refusal(desk.when(voids('c2', 'union')))?.code).toBe('unknown-entry');
    expect(recorded(desk.when(voids('c2', 'c1')))).toBe('new');
  });

  test('without a negotiation belongs to the stream of sources, and names what is there', () => {
    const desk = talks(confirms('r1'), regrades('g1'));
    const ofSources = (entry: string) => ({ type: 'EntryVoided', data: { changeId: 'v', entry, reason: 'slip' } });
    expect(desk.when(ofSources('g1'))).toMatchObject({
      outcome: 'new',
      draft: { stream: 'sources', negotiation: null },
    });
    expect(refusal(desk.when(ofSources('r1')))?.code).toBe('unknown-entry');
    expect(refusal(desk.when(voids('v', 'g1')))?.code).toBe('unknown-entry');
    expect(desk.when(regrades('g1'))).toMatchObject({ outcome: 'duplicate' });
  });

  test('from the future is refused', () => {
    expect(refusal(talks(confirms('r1')).when(retracts('c', 'r1', '2024-02')))?.errors).toEqual(['/reportedAt']);
  });

  test('withdraws or reinstates what had been published by then', () => {
    const desk = talks(confirms('r1', { reportedAt: '2023-10-09' }));
    expect(refusal(desk.when(retracts('c', 'r1', '2023-10-08')))?.errors).toEqual(['/reportedAt']);
    expect(recorded(desk.when(retracts('c', 'r1', '2023-10-09')))).toBe('new');
    expect(recorded(desk.when(retracts('c', 'r1', '2023')))).toBe('new');
    const early = { reportId: 'r2', reportedAt: '2023-10-20' };
    expect(refusal(desk.when(change('ReportReinstated', 'c', early)))?.errors).toEqual(['/reportId r1']);
    expect(recorded(desk.when(change('ReportReinstated', 'c', { ...early, reportId: 'r1' })))).toBe('new');
  });

  test('without an id is told apart from a change of another sort that says the same', () => {
    const told = { reportId: 'r1', reportedAt: '2023-10-20', reason: 'So it was told.' };
    const without = (type: string) => ({ type, data: { negotiation: 'n', ...told } });
    const desk = given(opened(), confirms('r1'), without('ReportRetracted'));
    const reinstated = desk.when(without('ReportReinstated'));
    expect(recorded(reinstated)).toBe('new');
    expect(recorded(desk.when(without('ReportRetracted')))).toBe('duplicate');
    const both = given(opened(), confirms('r1'), without('ReportRetracted'), without('ReportReinstated'));
    expect(recorded(both.when(without('ReportReinstated')))).toBe('duplicate');
  });

  test('withdraws a report by the date that our desk has given it, and keeps to that when it is amended', () => {
    const later = amends('a', 'r1', { reportedAt: '2023-10-15' });
    const desk = talks(confirms('r1'), later, retracts('c', 'r1', '2023-10-20'));
    expect(refusal(desk.when(retracts('c2', 'r1', '2023-10-14')))?.errors).toEqual(['/reportedAt']);
    expect(refusal(desk.when(amends('a2', 'c', { reportedAt: '2023-10-14' })))?.errors).toEqual([
      '/changes/reportedAt',
    ]);
  });

  test('that was voided and is sent again is a duplicate that does not count', () => {
    const desk = talks(confirms('r1'), retracts('c', 'r1'), voids('v', 'c'), voids('v2', 'r1'));
    expect(desk.when(retracts('c', 'r1'))).toMatchObject({ outcome: 'duplicate', voidedBy: 'v' });
    expect(desk.when(confirms('r1'))).toMatchObject({ outcome: 'duplicate', voidedBy: 'v2' });
    const restored = talks(confirms('r1'), voids('v', 'r1'), voids('v2', 'v'));
    expect(restored.when(confirms('r1'))).toMatchObject({ outcome: 'duplicate', voidedBy: undefined });
    expect(restored.when(voids('v', 'r1'))).toMatchObject({ outcome: 'duplicate', voidedBy: 'v2' });
  });

  test('without an id gets one that follows from its content', () => {
    const { type, data } = voids('c', 'r1');
    const anonymous = { type, data: { negotiation: 'n', entry: data['entry'], reason: 'because' } };
    expect(talks(confirms('r1'), anonymous).when(anonymous)).toMatchObject({ outcome: 'duplicate' });
  });
});

describe.each([
  ['A correction', corrects],
  ['An amendment', amends],
])('%s', (_, changes) => {
  test('leaves a report that can be read', () => {
    const desk = talks(confirms('r1'));
    expect(recorded(desk.when(changes('c', 'r1', { summary: 'Better.' })))).toBe('new');
    expect(refusal(desk.when(changes('c', 'r1', { summary: null })))?.errors).toEqual(['/changes/summary']);
    expect(refusal(desk.when(changes('c', 'r1', { attribution: 'on-backgrond', sumary: 'x' })))?.errors).toEqual([
      '/changes/attribution on-background',
      '/changes/sumary summary',
    ]);
    expect(refusal(desk.when(changes('c', 'r1', { speaker: { capacity: 'x' } })))?.errors).toEqual([
      '/changes/speaker/capacity',
    ]);
  });

  test('may change the kind, where the fields of the new kind are there', () => {
    const desk = talks(confirms('r1'));
    expect(recorded(desk.when(changes('c', 'r1', { kind: 'denial' })))).toBe('new');
    expect(refusal(desk.when(changes('c', 'r1', { kind: 'contact' })))?.errors).toEqual(['/changes/with']);
    expect(refusal(desk.when(changes('c', 'r1', { kind: 'denail' })))?.errors).toEqual(['/changes/kind denial']);
  });

  test('that changes the kind leaves behind what only the old kind has, and may not set it itself', () => {
    const deal = { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [] };
    const desk = talks(
      says('r1', 9, 'state', 'agreement', deal),
      says('r2', 9, 'ford', 'acceptance', { agreement: 'deal', conditions: ['in May'] }),
    );
    expect(recorded(desk.when(changes('c', 'r1', { kind: 'assessment', outlook: 'imminent' })))).toBe('new');
    expect(recorded(desk.when(changes('c', 'r2', { kind: 'rejection' })))).toBe('new');
    expect(refusal(desk.when(changes('c', 'r2', { kind: 'rejection', conditions: ['in June'] })))?.errors).toEqual([
      '/changes/conditions',
    ]);
    expect(refusal(desk.when(changes('c', 'r1', { outlook: 'imminent' })))?.errors).toEqual(['/changes/outlook']);
  });

  test('names no unknown party, and no future', () => {
    const desk = talks(confirms('r1'));
    expect(refusal(desk.when(changes('c', 'r1', { to: ['frod'] })))).toEqual({
      code: 'unknown-party',
      errors: ['/changes/to/0 ford'],
    });
    expect(refusal(desk.when(changes('c', 'r1', { reportedAt: '2025' })))?.errors).toEqual(['/changes/reportedAt']);
  });

  test('does not turn a report into another', () => {
    const desk = talks(confirms('r1'));
    expect(refusal(desk.when(changes('c', 'r1', { reportId: 'r2' })))?.errors).toEqual(['/changes/reportId']);
    expect(refusal(desk.when(changes('c', 'r1', { reportId: null })))?.errors).toEqual(['/changes/reportId']);
    expect(refusal(desk.when(changes('c', 'r1', { negotiation: 'm' })))?.errors).toEqual(['/changes/negotiation']);
    expect(recorded(desk.when(changes('c', 'r1', { reportId: 'r1', summary: 'x' })))).toBe('new');
  });

  test('is checked against the report as it reads now', () => {
    const desk = talks(confirms('r1'), changes('c1', 'r1', { kind: 'contact', claim: null, with: ['ford'] }));
    expect(recorded(desk.when(changes('c2', 'r1', { venue: 'Doha' })))).toBe('new');
    expect(refusal(desk.when(changes('c2', 'r1', { kind: 'denial', with: null })))?.errors).toEqual(['/changes/claim']);
    expect(recorded(talks(confirms('r1')).when(changes('c2', 'r1', { kind: 'denial', with: null })))).toBe('new');
  });

  test('warns of a new slug that is nearly a known one', () => {
    const desk = talks(confirms('r1', { claim: 'strike-near' }));
    expect(warned(desk.when(changes('c', 'r1', { claim: 'strikes-near' })))).toEqual([
      'nearly-known /changes/claim strike-near',
    ]);
  });

  test('is the hundredth at most of one entry', () => {
    const many = Array.from({ length: 99 }, (__, i) => changes(`c${i}`, 'r1', { summary: `No. ${i}` }));
    expect(recorded(talks(confirms('r1'), ...many).when(changes('x', 'r1', { summary: 'x' })))).toBe('new');
    const desk = talks(confirms('r1'), ...many, voids('v', 'c1'));
    expect(refusal(desk.when(changes('x', 'r1', { summary: 'x' })))?.code).toBe('invalid-data');
    expect(recorded(desk.when(voids('x', 'r1')))).toBe('new');
  });
});

describe('A correction', () => {
  test('is merged where its publication has its place', () => {
    const recast = corrects('c1', 'r1', { kind: 'contact', claim: null, with: ['ford'] }, '2023-10-25');
    const desk = talks(confirms('r1'), recast);
    expect(recorded(desk.when(corrects('c2', 'r1', { kind: 'denial' }, '2023-10-20')))).toBe('new');
    expect(refusal(desk.when(corrects('c2', 'r1', { kind: 'denial' }, '2023-10-30')))?.errors).toContain(
      '/changes/claim',
    );
    const undone = talks(confirms('r1'), recast, voids('v', 'c1'));
    expect(recorded(undone.when(corrects('c2', 'r1', { kind: 'denial' }, '2023-10-30')))).toBe('new');
  });
});

describe('An amendment of a change', () => {
  test('leaves a change that can be read, about the same thing', () => {
    const desk = talks(confirms('r1'), denies('r2'), retracts('c1', 'r1'), voids('c2', 'r1'));
    expect(recorded(desk.when(amends('c', 'c1', { reportedAt: '2023-10-21' })))).toBe('new');
    expect(refusal(desk.when(amends('c', 'c1', { reportedAt: 'x' })))?.errors).toEqual(['/changes/reportedAt']);
    expect(refusal(desk.when(amends('c', 'c1', { reportId: 'r2' })))?.errors).toEqual(['/changes/reportId']);
    expect(refusal(desk.when(amends('c', 'c2', { entry: 'r2' })))?.errors).toEqual(['/changes/entry']);
    expect(refusal(desk.when(amends('c', 'c2', { changeId: 'z' })))?.errors).toEqual(['/changes/changeId']);
  });

  test('of a correction or an amendment leaves one that can be merged', () => {
    for (const changed of [corrects('c1', 'r1', { summary: 'x' }), amends('c1', 'r1', { summary: 'x' })]) {
      const desk = talks(confirms('r1'), changed);
      expect(recorded(desk.when(amends('c', 'c1', { changes: { summary: 'y' } })))).toBe('new');
      expect(recorded(desk.when(amends('c', 'c1', { reason: 'y' })))).toBe('new');
      expect(refusal(desk.when(amends('c', 'c1', { changes: { to: ['frod'] } })))?.errors).toEqual([
        '/changes/changes/to/0 ford',
      ]);
    }
  });

  test('may stand on a long row of amendments', () => {
    const row = Array.from({ length: 3000 }, (_, i) => amends(`c${i + 1}`, `c${i}`, { reason: 'slip' }));
    const desk = given(opened(), confirms('r1'), amends('c0', 'r1', { summary: 'x' }), ...row);
    expect(recorded(desk.when(amends('x', 'c3000', { reason: 'y' })))).toBe('new');
    expect(refusal(desk.when(amends('x', 'r1', { summary: 'y' })))?.code).toBe('invalid-data');
  });
});
