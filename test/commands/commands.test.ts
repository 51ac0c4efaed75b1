import type { PartyId } from '../../events/ids.js';
import { verifyStreams } from '../../src/audit/verification.js';
import { AddParty, AddPartyHandler } from '../../src/commands/registry/add-party.js';
import { OpenNegotiation, OpenNegotiationHandler } from '../../src/commands/registry/open-negotiation.js';
import type { Writing } from '../../src/commands/writing.js';
import { RecordReport, RecordReportHandler } from '../../src/commands/record-report.js';
import { ReviseParty, RevisePartyHandler } from '../../src/commands/registry/revise-party.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { opened } from '../projections/given.js';
import { confirms, denies } from '../decisions/given.js';
import { bodyOf, N, problemOf, Shell } from './shell.js';

Logger.overrideLogger(false);

const HTTP: Writing = { recorder: 'http' };
const confirmation = bodyOf(confirms('r1'), { kind: 'confirmation' });
const denial = bodyOf(denies('r2'), { kind: 'denial' });

const desk = (shell: Shell) => ({
  open: (body: unknown, writing = HTTP) =>
    new OpenNegotiationHandler(shell.eventRecorder).execute(new OpenNegotiation(body, writing)),
  add: (body: unknown, writing = HTTP) =>
    new AddPartyHandler(shell.eventRecorder).execute(new AddParty(N, body, writing)),
  revise: (party: string, body: unknown, writing = HTTP) =>
    new RevisePartyHandler(shell.eventRecorder, shell.loader).execute(
      new ReviseParty(N, party as PartyId, body, writing),
    ),
  record: (body: unknown, writing = HTTP) =>
    new RecordReportHandler(shell.eventRecorder).execute(new RecordReport(N, body, writing)),
});

describe('The desk', () => {
  let shell: Shell;
  let when: ReturnType<typeof desk>;
  beforeEach(async () => {
    shell = new Shell();
    when = desk(shell);
    await when.open(opened().data);
  });
  afterEach(() => shell.stop());

  test('opens a negotiation once, and answers as the first time when asked again', async () => {
    const again = await when.open(opened().data);
    expect(again).toMatchObject({ negotiation: 'n', revision: 0, position: '1', duplicate: true, warnings: [] });
    expect(again.changes).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'phase', from: null })]));
    expect(await problemOf(when.open(opened({ title: 'Other' }).data))).toMatchObject({ code: 'already-open' });
    expect(await problemOf(when.open([]))).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '' }] });
  });

  test('gives an id to one of those who use it at the same time, also for reports of two kinds', async () => {
    const same = Array.from({ length: 20 }, (_, i) =>
      when.record(i % 2 ? confirmation : { ...denial, reportId: 'r1' }),
    );
    const told = await Promise.allSettled(same);
    const recorded = told.flatMap((t) => (t.status === 'fulfilled' ? [t.value] : []));
    expect(recorded.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(recorded).toHaveLength(10);
    expect(await shell.store.head()).toBe(2n);
  });

  test('is told where a report is recorded and what it changed in the status', async () => {
    const first = await when.record(confirmation);
    const [, stored] = await shell.store.readAll();
    expect(first).toMatchObject({ reportId: 'r1', revision: 1, position: '2', warnings: [] });
    expect(first).toMatchObject({ recordedAt: stored?.recordedAt, hash: stored?.hash });
    expect(first).not.toHaveProperty('duplicate');
    const phase = first.changes.find(({ field }) => field === 'phase');
    expect(phase).toMatchObject({ from: { value: 'unreported' }, to: { value: 'exploratory' } });

    const { changes } = await when.record(denial);
    expect(changes.find(({ field }) => field === 'contested')).toMatchObject({ from: false, to: { by: ['ford'] } });
    expect((await verifyStreams(shell.store.evidence, ['negotiation-n'])).firstBad).toBeNull();
  });

  test('gets the first answer again for the same report, also after others', async () => {
    const odd = bodyOf(confirms('r0', { claim: 'talk', corroborates: 'r2' }), { kind: 'confirmation' });
    const first = await when.record(odd);
    expect(first.warnings.map(({ code }) => code)).toEqual(['nearly-known', 'not-recorded']);
    await when.record(denial);
    expect(await when.record(odd)).toEqual({ ...first, duplicate: true });
    expect(await problemOf(when.record({ ...odd, summary: 'x' }))).toMatchObject({ code: 'id-taken', status: 409 });
    expect(await problemOf(when.record({ ...denial, reportId: 'r0' }))).toMatchObject({ code: 'id-taken' });
    expect(await shell.store.head()).toBe(3n);
  });

  test('may leave out id and negotiation, and then sends the same twice and records it once', async () => {
    const { reportId: _, negotiation: __, ...body } = confirmation;
    const first = await when.record(body);
    expect(await when.record({ ...body, negotiation: 'n' })).toEqual({ ...first, duplicate: true });
    expect(await problemOf(when.record({ ...body, negotiation: 'm' }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/negotiation' }],
    });
  });

  test('is refused with pointers, and nothing is written', async () => {
    expect(await problemOf(when.record({ ...denial, party: 'frod' }))).toMatchObject({
      code: 'unknown-party',
      status: 422,
      errors: [{ pointer: '/party', nearest: 'ford' }],
    });
    expect(await problemOf(when.record({ ...denial, kind: 'denail' }))).toMatchObject({
      errors: [{ pointer: '/kind', nearest: 'denial' }],
    });
    const { kind: _, ...kindless } = denial;
    expect(await problemOf(when.record(kindless))).toMatchObject({
      errors: [{ pointer: '/kind', detail: 'is required' }],
    });
    expect(await problemOf(when.record({ ...kindless, knd: 'denial', kind: 'denial' }))).toMatchObject({
      errors: [{ pointer: '/knd', nearest: 'kind' }],
    });
    expect(await problemOf(when.record({ ...denial, recordedAt: '2024-01-01' }))).toMatchObject({ status: 422 });
    for (const body of [null, 'x', 3, []]) expect(await problemOf(when.record(body))).toMatchObject({ status: 422 });
    expect(await shell.store.head()).toBe(1n);
  });

  test('can ask for what a report would change without recording it', async () => {
    const rehearsed = await when.record(confirmation, { ...HTTP, dryRun: true });
    expect(rehearsed).toMatchObject({ revision: null, position: null, recordedAt: null, hash: null, dryRun: true });
    expect(await shell.store.head()).toBe(1n);
    const real = await when.record(confirmation);
    expect(real.changes).toEqual(rehearsed.changes);
    expect(await when.record(confirmation, { ...HTTP, dryRun: true })).toMatchObject({ duplicate: true, changes: [] });
  });

  test('may insist on the revision that it has seen', async () => {
    expect(await when.record(confirmation, { ...HTTP, ifMatch: 0 })).toMatchObject({ revision: 1 });
    const stale = { ...HTTP, ifMatch: 0 };
    expect(await problemOf(when.record(denial, stale))).toMatchObject({ code: 'precondition-failed', status: 412 });
    expect(await problemOf(when.record(denial, { ...stale, dryRun: true }))).toMatchObject({ status: 412 });
    expect(await when.record(confirmation, stale)).toMatchObject({ duplicate: true, revision: 1 });
    expect(await problemOf(when.add({ party: 'gm', name: 'GM', role: 'principal' }, stale))).toMatchObject({
      status: 412,
    });
  });

  test('adds a party and gives it a role, takes it back, and gives it again', async () => {
    expect(await problemOf(when.record({ ...denial, party: 'gm' }))).toMatchObject({ code: 'unknown-party' });
    expect(await when.add({ party: 'gm', name: 'GM', role: 'observer' })).toMatchObject({ party: 'gm', revision: 1 });
    await when.record({ ...confirmation, party: 'gm' });
    const roles = ['principal', 'observer', 'principal'];
    const answers = [];
    for (const role of roles) answers.push(await when.revise('gm', { role }));
    expect(answers.map(({ revision }) => revision)).toEqual([3, 4, 5]);
    expect(answers[0]?.changes.map(({ field }) => field)).toContain('phase');
    expect(new Set(answers.map(({ changeId }) => changeId)).size).toBe(3);
    const own = { changeId: 'mine', role: 'mediator' };
    expect(await when.revise('gm', own)).toMatchObject({ changeId: 'mine', revision: 6 });
    expect(await when.revise('gm', own)).toMatchObject({ duplicate: true, revision: 6 });
  });

  test('is told which party the path may have meant', async () => {
    expect(await problemOf(when.revise('frod', { role: 'mediator' }))).toMatchObject({
      code: 'no-such-party',
      status: 404,
      errors: [{ parameter: 'party', nearest: 'ford' }],
    });
    expect(await problemOf(when.revise('ford', { party: 'union', role: 'mediator' }))).toMatchObject({
      errors: [{ pointer: '/party' }],
    });
  });

  test('is told as a problem that the store has failed', async () => {
    await shell.store.close();
    expect(await problemOf(when.record(confirmation))).toMatchObject({ code: 'store-failed', status: 503 });
  });
});

test('What another process has recorded on the same file is known before anything is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'));
  const [ours, theirs] = [0, 1].map(() => new Shell(SqliteEventStore.open(join(folder, 'log.db')))) as [Shell, Shell];
  await desk(theirs).open(opened().data);
  await desk(theirs).add({ party: 'gm', name: 'GM', role: 'principal' });
  expect(await desk(ours).record({ ...denial, party: 'gm' })).toMatchObject({ revision: 2 });
  await Promise.all([ours.stop(), theirs.stop()]);
  rmSync(folder, { recursive: true });
});

test('and so is what arrives by itself while the store is asked how far it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'));
  const [ours, theirs] = [0, 1].map(() => new Shell(SqliteEventStore.open(join(folder, 'log.db')))) as [Shell, Shell];
  // Now it has begun to follow the log.
  await desk(ours).open({ ...opened().data, negotiation: 'other' });
  const head = ours.store.head.bind(ours.store);
  ours.store.head = async () => {
    ours.store.head = head;
    await desk(theirs).open(opened().data);
    await ours.image.waitForPosition(await theirs.store.head());
    return head();
  };
  expect(await desk(ours).record(confirmation)).toMatchObject({ revision: 1 });
  await Promise.all([ours.stop(), theirs.stop()]);
  rmSync(folder, { recursive: true });
});
