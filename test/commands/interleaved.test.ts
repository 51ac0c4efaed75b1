/** What others record between the loading of a negotiation, a decision on it, and its append. */
import type { EventProposal } from '../../decisions/decide.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { confirms, denies } from '../decisions/given.js';
import { change, opened } from '../projections/given.js';
import { Barrier, DelegatingStore } from '../store/delegating-store.js';
import { N, ndjson, problemOf, Shell } from './shell.js';

/** A store in which a test can hold up the appends, or the reading of streams. */
class HeldUpStore extends DelegatingStore {
  appends: Barrier | undefined;
  streamReads: Barrier | undefined;

  override async append(...args: Parameters<DelegatingStore['append']>) {
    await this.appends?.pass();
    return super.append(...args);
  }
  override async appendTogether(...args: Parameters<DelegatingStore['appendTogether']>) {
    await this.appends?.pass();
    return super.appendTogether(...args);
  }
  override async readStream(...args: Parameters<DelegatingStore['readStream']>) {
    await this.streamReads?.pass();
    return super.readStream(...args);
  }
}

describe('What others record meanwhile', () => {
  let file: SqliteEventStore;
  let store: HeldUpStore;
  let ours: Shell;
  /** On the same store, and never held up. */
  let theirs: Shell;
  const record = (shell: Shell, line: EventProposal) => shell.eventRecorder.record(line, { recorder: 'http' });
  const theyRecord = async (line: EventProposal) => {
    const { receipt } = await record(theirs, line);
    await ours.image.waitForPosition(BigInt(receipt.position ?? 0));
    return receipt;
  };
  const own = async () =>
    (await store.readStream(`negotiation-${N}`)).map(({ type, data }) => [type, data['reportId']]);

  beforeEach(async () => {
    file = SqliteEventStore.open(':memory:');
    store = new HeldUpStore(file);
    [ours, theirs] = [new Shell(store), new Shell(file)];
    await record(ours, opened());
    await theirs.image.waitForPosition(1n);
  });
  afterEach(async () => {
    await Promise.all([ours.stop(), theirs.stop()]);
  });

  test('between the decision and its append is compared with it: one own id is not given twice', async () => {
    store.appends = new Barrier();
    const recording = record(ours, confirms('r1'));
    await store.appends.arrived();
    await theyRecord(denies('r1'));
    store.appends.open();
    expect(await problemOf(recording)).toMatchObject({ code: 'id-taken', errors: [{ pointer: '/reportId' }] });
    expect(await own()).toEqual([
      ['NegotiationOpened', undefined],
      ['DenialReported', 'r1'],
    ]);
  });

  test('between the decision and its append is looked at again where two merges could make a circle', async () => {
    const merges = (changeId: string, from: string, into: string) =>
      change('SubjectMerged', changeId, { what: 'party', from, into });
    store.appends = new Barrier();
    const [circle, other] = [record(ours, merges('m1', 'ford', 'union')), record(ours, merges('m2', 'press', 'union'))];
    await store.appends.arrived();
    await theyRecord(merges('m3', 'union', 'ford'));
    store.appends.open();
    expect(await problemOf(circle)).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/into' }] });
    expect((await other).receipt).toMatchObject({ revision: 2 });
  });

  test('between the decision and its append does not undo a decision that still holds', async () => {
    store.appends = new Barrier();
    const recording = record(ours, confirms('r1'));
    await store.appends.arrived();
    await theyRecord(denies('r2'));
    store.appends.open();
    expect((await recording).receipt).toMatchObject({ revision: 2, position: '3' });
  });

  test('between the decision on the lines of an import and their append is compared with them', async () => {
    store.appends = new Barrier();
    const importing = ours.import([ndjson([confirms('r1'), confirms('r2')])]);
    await store.appends.arrived();
    await theyRecord(denies('r1'));
    store.appends.open();
    expect(await importing).toMatchObject({ recorded: 1, refused: [{ line: 1, problem: { code: 'id-taken' } }] });
    expect((await own()).map(([, id]) => id)).toEqual([undefined, 'r1', 'r2']);
  });

  test('between the decision on an import with merges and their append is looked at again', async () => {
    const merges = (changeId: string, from: string, into: string) =>
      change('SubjectMerged', changeId, { what: 'party', from, into });
    const other = opened({ negotiation: 'm' });
    store.appends = new Barrier();
    const lines = [merges('m1', 'ford', 'union'), other, merges('m2', 'press', 'union'), confirms('r1')];
    const importing = ours.import([ndjson(lines)]);
    await store.appends.arrived();
    await theyRecord(merges('m3', 'union', 'ford'));
    store.appends.open();
    expect(await importing).toMatchObject({
      recorded: 3,
      refused: [{ line: 1, problem: { code: 'invalid-request' } }],
    });
    expect((await own()).map(([type]) => type)).toEqual([
      'NegotiationOpened',
      'SubjectMerged',
      'SubjectMerged',
      'ConfirmationReported',
    ]);
  });

  /** A recorder that started from a snapshot, and has loaded nothing. */
  const restored = (): Shell => {
    const snapshot = ours.image.snapshot();
    if (!snapshot) throw new Error('nothing has been recorded');
    const image = new MemoryImage();
    image.restore(snapshot);
    return new Shell(store, image);
  };

  test('while the negotiation is loaded is decided on as well', async () => {
    const cold = restored();
    store.streamReads = new Barrier();
    const recordings = [record(cold, confirms('r1')), record(cold, denies('r2'))];
    await store.streamReads.arrived();
    await theyRecord(denies('r1'));
    const second = await theyRecord(denies('r2'));
    await cold.image.waitForPosition(BigInt(second.position ?? 0));
    store.streamReads.open();
    expect(await problemOf(recordings[0] as Promise<unknown>)).toMatchObject({ code: 'id-taken' });
    expect((await recordings[1])?.receipt).toMatchObject({ revision: second.revision, duplicate: true });
    await cold.stop();
  });

  test('after the loading is seen in all that was loaded, or in nothing of it', async () => {
    const loaded = await new StreamLoader(store, ours.image).load(N);
    const moment = () => [loaded.log.negotiation.at(-1)?.revision, loaded.state.revision, loaded.revision];
    expect(moment()).toEqual([0, 0, 0]);
    await theyRecord(denies('r1'));
    expect(moment()).toEqual([1, 1, 1]);
  });
});
