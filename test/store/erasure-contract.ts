/** What every store keeps to that seals what can be erased, and destroys its keys. */
import { firstValueFrom, take, toArray } from 'rxjs';
import { ACCESS_STREAM } from '../../events/access.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import type { NewEvent, RecorderErasure } from '../../events/envelope.js';
import { verifyLog } from '../../src/audit/verification.js';
import type { EventStore } from '../../src/store/event-store.js';
import type { OpenLog } from './contract.js';
import { eventOf, newNames } from './given.js';

const ERASED = /^\[erased on \d{4}-\d\d-\d\d, because a source is protected\]$/;
const REASON = 'source-protection';

/** A report of today, with two texts. */
export const sealedReport = (stream: string, reportId: string, recorder = 'operator'): NewEvent => ({
  ...eventOf(
    stream,
    'DenialReported',
    reportId,
    { reportId, summary: `What ${reportId} says.`, quote: `“${reportId}”` },
    5,
  ),
  recorder,
});

/** What erases texts of an event in the same stream. */
export const erasureOf = (stream: string, of: NewEvent, ownId: string, fields?: readonly string[]): NewEvent => ({
  ...eventOf(stream, 'T', ownId, { ownId }),
  erases: [{ eventId: of.id, fields, reason: REASON }],
});

const issued = (token: string, subject: string): NewEvent => {
  const data = { token, subject, roles: ['editor'], hash: '0'.repeat(64), expiresAt: null };
  return { ...eventOf(ACCESS_STREAM, 'TokenIssued', token, data, 5), recorder: 'bootstrap' };
};

export function describeErasure(name: string, openLog: OpenLog): void {
  describe(`${name}, erasing`, () => {
    let store: EventStore;
    let open: () => EventStore;
    let a = '';
    beforeEach(async () => {
      const names = newNames();
      a = names.of('a');
      open = await openLog(names);
      store = open();
    });
    afterEach(() => store.close());

    const textsOf = async (of = store): Promise<unknown[]> =>
      (await of.readStream(a)).filter(({ type }) => type !== 'T').map(({ data }) => [data['summary'], data['quote']]);

    test('stores no text in the clear, and opens it for everybody who reads', async () => {
      const heard = firstValueFrom(store.subscribe().pipe(take(2), toArray()));
      const reports = ['r1', 'r2'].map((id) => sealedReport(a, id, 'Ann'));
      expect(await store.append(a, reports, 'none')).toMatchObject({
        outcome: 'appended',
        events: [{ recorder: 'Ann', data: { summary: 'What r1 says.' } }, {}],
      });
      for (const read of [await heard, await store.readStream(a), await store.readAll()])
        expect(read).toMatchObject(reports.map(({ data, recorder }) => ({ data, recorder })));
      const stored = await store.evidence.all(null, 10);
      expect(stored.map(({ text }) => text).join()).not.toMatch(/says|“/);
      expect(stored.map(({ recorder }) => recorder).join()).not.toContain('Ann');
      expect(new Set(stored.map(({ recorder }) => recorder)).size).toBe(1);
      expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
    });

    test('destroys the keys of the texts that are named, and no others', async () => {
      const [one, other] = [sealedReport(a, 'r1'), sealedReport(a, 'r2')];
      await store.append(a, [one, other], 'none');
      const [before] = await store.evidence.stream(a, null, 1);
      expect(await store.erasableTexts(a, one.id)).toEqual(['/quote', '/summary']);
      expect(await store.append(a, [erasureOf(a, one, 'e1', ['/quote'])], 1)).toMatchObject({ outcome: 'appended' });
      expect(await textsOf()).toEqual([
        ['What r1 says.', expect.stringMatching(ERASED)],
        ['What r2 says.', '“r2”'],
      ]);
      expect(await store.erasableTexts(a, one.id)).toEqual(['/summary']);
      await store.append(a, [erasureOf(a, one, 'e2')], 'any');
      expect((await textsOf())[0]).toEqual([expect.stringMatching(ERASED), expect.stringMatching(ERASED)]);
      expect(await store.erasableTexts(a, one.id)).toEqual([]);
      expect(await store.erasableTexts(a, other.id)).toHaveLength(2);
      const [after] = await store.evidence.stream(a, null, 1);
      expect({ ...after, keys: [] }).toEqual({ ...before, keys: [] });
      expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
    });

    test('knows what was erased again, and takes its text not in', async () => {
      const report = sealedReport(a, 'r1');
      await store.append(a, [report], 'none');
      const erasure = erasureOf(a, report, 'e1');
      await store.append(a, [erasure], 'any');
      expect(await store.append(a, [report], 'any')).toMatchObject({ outcome: 'duplicate', revision: 0 });
      expect(await store.append(a, [erasure], 'any')).toMatchObject({ outcome: 'duplicate', revision: 1 });
      expect(await textsOf()).toEqual([[expect.stringMatching(ERASED), expect.stringMatching(ERASED)]]);
      const changed = { ...report, data: { ...report.data, reportId: 'other' } };
      expect(await store.append(a, [changed], 'any')).toMatchObject({ outcome: 'id-taken' });
    });

    test('destroys nothing where the erasure is refused', async () => {
      const report = sealedReport(a, 'r1');
      await store.append(a, [report], 'none');
      expect(await store.append(a, [erasureOf(a, report, 'e1')], 7)).toMatchObject({ outcome: 'wrong-revision' });
      await store.append(a, [sealedReport(a, 'r2')], 0);
      expect(await store.erasableTexts(a, report.id)).toHaveLength(2);
      expect(await textsOf()).toHaveLength(2);
    });

    test('erases what was moved here from another store, sealed, and says what was not sealed', async () => {
      const whole = sealedReport(a, 'r1', 'Ann');
      await store.append(a, [whole], 'none');
      const [stored] = (await store.evidence.all(null, 1)) as [StoredEvent];
      const { text, keys, recorder, recorderKey, recordedAt } = stored;
      const names = newNames();
      const other = (await openLog(names))();
      const b = names.of('b');
      const moved = { ...sealedReport(b, 'r1'), data: JSON.parse(text) as NewEvent['data'], recorder, recordedAt };
      const keyed = { ...moved, ...(keys && { keys }), ...(recorderKey && { recorderKey }) };
      const inTheClear = { ...sealedReport(b, 'r2'), recordedAt };
      expect(await other.append(b, [keyed, inTheClear], 'none')).toMatchObject({ outcome: 'appended' });
      expect(await other.readStream(b)).toMatchObject([
        { data: whole.data, recorder: 'Ann' },
        { data: inTheClear.data },
      ]);
      expect(await other.append(b, [keyed, inTheClear], 'any')).toMatchObject({ outcome: 'duplicate' });
      expect(await other.erasableTexts(b, inTheClear.id)).toEqual([]);
      await other.append(b, [erasureOf(b, keyed, 'e1')], 'any');
      expect((await other.readStream(b))[0]?.data['summary']).toMatch(ERASED);
      expect((await verifyLog(other.evidence, await other.head())).firstBad).toBeNull();
      await other.close();
    });

    test('tells an auditor where a key is missing or another one', async () => {
      await store.append(a, [sealedReport(a, 'r1')], 'none');
      const [{ text, recordedAt }] = (await store.evidence.all(null, 1)) as [StoredEvent];
      const names = newNames();
      const other = (await openLog(names))();
      const b = names.of('b');
      const data = JSON.parse(text) as NewEvent['data'];
      await other.append(b, [{ ...sealedReport(b, 'r1'), data, recordedAt }], 'none');
      expect((await other.readStream(b))[0]?.data['summary']).toMatch(/cannot be read/);
      const { firstBad } = await verifyLog(other.evidence, await other.head());
      expect(firstBad?.detail).toMatch(/its key is not the one/);
      await other.close();
    });

    test('draws a secret once, and takes over another where it has none', async () => {
      const [first, again] = await Promise.all([store.secret('content-ids'), store.secret('content-ids')]);
      expect([first.length, Buffer.from(again)]).toEqual([32, Buffer.from(first)]);
      const other = (await openLog(newNames()))();
      await other.keepSecret('content-ids', first);
      expect(Buffer.from(await other.secret('content-ids'))).toEqual(Buffer.from(first));
      await other.keepSecret('content-ids', Buffer.alloc(32, 1));
      expect(Buffer.from(await other.secret('content-ids'))).toEqual(Buffer.from(first));
      await other.close();
      const third = (await openLog(newNames()))();
      expect(Buffer.from(await third.secret('content-ids'))).not.toEqual(Buffer.from(first));
      await third.close();
    });
  });
}

/** @param openLog a log that has the stream `access` to itself */
export function describeRecorderErasure(name: string, openLog: OpenLog): void {
  describe(`${name}, erasing recorders`, () => {
    test('destroys one key for the name of a recorder in all events', async () => {
      const names = newNames();
      const [a, store] = [names.of('a'), (await openLog(names))()];
      const [token, second] = ['0123456789ab', 'ba9876543210'];
      await store.append(ACCESS_STREAM, [issued(token, 'Ann')], 'none');
      await store.append(a, [sealedReport(a, 'r1', 'Ann'), sealedReport(a, 'r2', 'Bob')], 'none');
      await store.append(ACCESS_STREAM, [issued(second, 'Ann')], 'any');
      await store.append(a, [sealedReport(a, 'r3', 'Ann')], 'any');
      expect(await store.recorderStandsOpen([token, second])).toBe(false);
      const erases: RecorderErasure[] = [{ token, tokens: [token, second], reason: REASON }];
      await store.append(ACCESS_STREAM, [{ ...eventOf(ACCESS_STREAM, 'T', 'e', {}), erases }], 'any');
      const told = expect.stringMatching(new RegExp(`^\\[erased on .*\\] token ${token}$`));
      expect((await store.readStream(a)).map(({ recorder }) => recorder)).toEqual([told, 'Bob', told]);
      const subjects = (await store.readStream(ACCESS_STREAM)).map(({ data }) => data['subject']);
      expect(subjects).toEqual([expect.stringMatching(ERASED), expect.stringMatching(ERASED), undefined]);
      expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
      await store.append(a, [sealedReport(a, 'r4', 'Ann')], 'any');
      expect((await store.readStream(a)).at(-1)?.recorder).toBe('Ann');
      await store.close();
    });
  });
}

/** The same for handles that share one log. */
export function describeSharedErasure(name: string, openLog: OpenLog): void {
  describe(`${name}, erasing as every store that is shared`, () => {
    let [one, other]: EventStore[] = [];
    let a = '';
    const both = (): [EventStore, EventStore] => [one as EventStore, other as EventStore];
    beforeEach(async () => {
      const names = newNames();
      a = names.of('a');
      const open = await openLog(names);
      [one, other] = [open(), open()];
    });
    afterEach(() => Promise.all(both().map((store) => store.close())));
    const summariesOn = async (store: EventStore): Promise<unknown[]> =>
      (await store.readStream(a)).filter(({ type }) => type !== 'T').map(({ data }) => data['summary']);

    test('shows no handle what the other has erased, whether it follows or not', async () => {
      const [left, right] = both();
      const reports = ['r1', 'r2', 'r3'].map((id) => sealedReport(a, id));
      await left.append(a, reports, 'none');
      expect(await summariesOn(right)).toContain('What r1 says.');
      await left.append(a, [erasureOf(a, reports[0] as NewEvent, 'e1')], 'any');
      expect(await summariesOn(right)).toEqual([expect.stringMatching(ERASED), 'What r2 says.', 'What r3 says.']);
      const heard = firstValueFrom(right.subscribe().pipe(take(5), toArray()));
      await right.append(a, [erasureOf(a, reports[1] as NewEvent, 'e2')], 'any');
      await heard;
      for (const store of both())
        expect(await summariesOn(store)).toEqual([
          expect.stringMatching(ERASED),
          expect.stringMatching(ERASED),
          'What r3 says.',
        ]);
    });

    test('erases what both erase at the same time, and keeps what both record meanwhile', async () => {
      const stores = both();
      const reports = Array.from({ length: 8 }, (_, i) => sealedReport(a, `r${i}`));
      await stores[0].append(a, reports, 'none');
      const appends = reports.flatMap((report, i) => {
        const store = stores[i % 2] as EventStore;
        return i < 6
          ? [
              store.append(a, [erasureOf(a, report, `e${i}`)], 'any'),
              store.append(a, [sealedReport(a, `late${i}`)], 'any'),
            ]
          : [];
      });
      expect((await Promise.all(appends)).every(({ outcome }) => outcome === 'appended')).toBe(true);
      for (const store of stores) {
        const summaries = await summariesOn(store);
        expect(summaries.filter((text) => ERASED.test(String(text)))).toHaveLength(6);
        expect(summaries.slice(0, 6).every((text) => ERASED.test(String(text)))).toBe(true);
        expect(summaries.filter((text) => /^What (r[67]|late\d) says\.$/.test(String(text)))).toHaveLength(8);
        expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
      }
    });

    test('seals one name of a recorder once, and draws one secret, for both', async () => {
      const stores = both();
      const names = ['Ann', 'Bob', 'Cid'];
      await Promise.all(
        stores.flatMap((store, n) =>
          names.map((recorder) => store.append(a, [sealedReport(a, `${recorder}${n}`, recorder)], 'any')),
        ),
      );
      const stored = await stores[0].evidence.stream(a, null, 10);
      expect(new Set(stored.map(({ recorder }) => recorder)).size).toBe(3);
      const secrets = await Promise.all(stores.map((store) => store.secret('content-ids')));
      expect(Buffer.from(secrets[0] as Uint8Array)).toEqual(Buffer.from(secrets[1] as Uint8Array));
    });
  });
}
