/** What every store keeps to: the same suite runs on each adapter. */
import { setImmediate as turn } from 'node:timers/promises';
import { firstValueFrom, take, toArray } from 'rxjs';
import { verifyStream } from '../../events/verify.js';
import type { JsonObject, NewEvent } from '../../events/envelope.js';
import { eventId } from '../../events/identity.js';
import { asStored } from '../../events/stored-event.js';
import type { EventStore } from '../../src/store/event-store.js';

export const event = (stream: string, ownId: string, data: JsonObject = { ownId }): NewEvent => ({
  id: eventId(stream, 'T', ownId),
  type: 'T',
  data,
  recorder: 'test',
  schemaVersion: 1,
  correlationId: 'c',
  causationId: 'd',
});
const events = (stream: string, ...ids: string[]) => ids.map((id) => event(stream, id));
const ownIds = (stored: readonly { data: JsonObject }[]) => stored.map((e) => e.data['ownId']);

export function describeEventStore(name: string, makeStore: () => Promise<EventStore>): void {
  describe(`${name}, as every store`, () => {
    let store: EventStore;
    beforeEach(async () => {
      store = await makeStore();
    });
    afterEach(() => store.close());

    test('expects the revision that the caller names: none, any, exact, stale and future', async () => {
      expect(await store.append('a', events('a', '1'), 0)).toMatchObject({ outcome: 'wrong-revision', actual: 'none' });
      expect(await store.append('a', events('a', '1', '2'), 'none')).toMatchObject({
        outcome: 'appended',
        revision: 1,
      });
      expect(await store.append('a', events('a', '3'), 'none')).toMatchObject({ outcome: 'wrong-revision', actual: 1 });
      expect(await store.append('a', events('a', '3'), 0)).toMatchObject({ outcome: 'wrong-revision', actual: 1 });
      expect(await store.append('a', events('a', '3'), 7)).toMatchObject({ outcome: 'wrong-revision', actual: 1 });
      expect(await store.append('a', events('a', '3'), 1)).toMatchObject({ outcome: 'appended', revision: 2 });
      expect(await store.append('a', events('a', '4'), 'any')).toMatchObject({ outcome: 'appended', revision: 3 });
    });

    test('answers the same append again with the first answer, and refuses an id with other content', async () => {
      const first = await store.append('a', events('a', '1', '2'), 'none');
      expect(await store.append('a', events('a', '1', '2'), 'none')).toMatchObject({
        outcome: 'duplicate',
        revision: 1,
        events: first.outcome === 'appended' ? first.events.map(({ hash }) => ({ hash })) : [],
      });
      expect(await store.append('a', [event('a', '1', { other: true })], 'any')).toMatchObject({ outcome: 'id-taken' });
      expect(await store.append('a', events('a', '2', '3'), 'any')).toMatchObject({ outcome: 'id-taken' });
      expect(await store.append('a', events('a', '3', '3'), 'any')).toMatchObject({ outcome: 'id-taken', by: null });
      expect(await store.append('b', [{ ...event('a', '1') }], 'none')).toMatchObject({ outcome: 'appended' });
      expect(await store.head()).toBe(3n);
    });

    test('refuses an own id that an event of another type has taken since the caller looked', async () => {
      const report = (type: string, reportId: string): NewEvent => ({
        ...event('a', reportId, { reportId }),
        id: eventId('a', type, reportId),
        type,
      });
      await store.append('a', [report('DenialReported', '0')], 'none', -1);
      await store.append('a', [report('DenialReported', '1'), report('DenialReported', '2')], 'any', 0);
      const late = [report('RefusalReported', '3'), report('RefusalReported', '2')];
      expect(await store.append('a', late, 'any', 0)).toMatchObject({
        outcome: 'id-taken',
        id: late[1]?.id,
        by: { type: 'DenialReported', revision: 2 },
      });
      const together = [{ stream: 'a', events: [report('RefusalReported', '1')], expected: 'any' as const, seen: 0 }];
      expect(await store.appendTogether(together)).toMatchObject({
        outcome: 'refused',
        refusal: { by: { revision: 1 } },
      });
      expect(await store.head()).toBe(3n);
      expect(await store.append('a', [report('DenialReported', '2')], 'any', 0)).toMatchObject({
        outcome: 'duplicate',
      });
      expect(await store.append('a', [report('RefusalReported', '3')], 'any', 0)).toMatchObject({
        outcome: 'appended',
      });
      expect(verifyStream(await store.readStream('a'))).toMatchObject({ ok: true });
    });

    test('lets exactly one of many racers on one revision win', async () => {
      const racers = Array.from({ length: 20 }, (_, i) => store.append('a', events('a', String(i)), 'none'));
      const won = (await Promise.all(racers)).filter(({ outcome }) => outcome === 'appended');
      expect(won).toHaveLength(1);
      expect(await store.readStream('a')).toHaveLength(1);
    });

    test('stores what many append at once, in one order without gaps, and every chain holds', async () => {
      const streams = ['a', 'b', 'c', 'd'];
      await Promise.all(
        streams.flatMap((s) => Array.from({ length: 25 }, (_, i) => store.append(s, events(s, String(i)), 'any'))),
      );
      const all = await store.readAll();
      expect(all.map(({ position }) => position)).toEqual(Array.from({ length: 100 }, (_, i) => BigInt(i + 1)));
      for (const s of streams) expect(verifyStream(await store.readStream(s))).toMatchObject({ ok: true });
    });

    test('keeps nothing of several appends of which one is refused', async () => {
      await store.append('a', events('a', '1'), 'none');
      const writes = [
        { stream: 'b', events: events('b', '1'), expected: 'none' as const },
        { stream: 'a', events: events('a', '2'), expected: 'none' as const },
      ];
      expect(await store.appendTogether(writes)).toMatchObject({ outcome: 'refused', write: 1 });
      expect(await store.readStream('b')).toEqual([]);
      expect(await store.appendTogether(writes.slice(0, 1))).toMatchObject({ outcome: 'stored' });
      expect(await store.head()).toBe(2n);
    });

    test('reads pages in both directions, and appends nothing where there is nothing', async () => {
      await store.append('a', events('a', '1', '2', '3', '4'), 'none');
      expect(ownIds(await store.readStream('a', { from: 1, limit: 2 }))).toEqual(['2', '3']);
      expect(ownIds(await store.readStream('a', { direction: 'backward', limit: 2 }))).toEqual(['4', '3']);
      expect(ownIds(await store.readStream('a', { direction: 'backward', from: 1 }))).toEqual(['2', '1']);
      expect(ownIds(await store.readAll(2n, 1))).toEqual(['3']);
      expect(await store.append('a', [], 3)).toMatchObject({ outcome: 'appended', revision: 3, position: 4n });
      expect(await store.readStream('nobody')).toEqual([]);
    });

    test('is not changed by changing what was read', async () => {
      await store.append('a', events('a', '1'), 'none');
      const [read] = await store.readStream('a');
      Object.assign(read?.data ?? {}, { ownId: 'changed' });
      expect(ownIds(await store.readStream('a'))).toEqual(['1']);
    });

    test('hands out what is stored as it is stored, page by page: by position, and by revision', async () => {
      const { evidence } = store;
      expect([await evidence.end(), await evidence.all(null, 9), await evidence.heads(0n, '', 9)]).toEqual([
        0n,
        [],
        [],
      ]);
      await store.append('b', [event('b', '1', { z: 1, a: 'é' })], 'none');
      await store.append('a', events('a', '1', '2', '3'), 'none');
      const all = await evidence.all(null, 9);
      expect(all).toEqual((await store.readAll()).map(asStored));
      expect(all[0]).toMatchObject({ text: '{"a":"é","z":1}' });
      const [, first, second, third] = all;
      expect(await evidence.all(first?.position ?? null, 1)).toEqual([second]);
      expect(await evidence.stream('a', null, 2)).toEqual([first, second]);
      expect(await evidence.stream('a', second ?? null, 2)).toEqual([third]);
      expect(await evidence.end()).toBe(third?.position);
    });

    test('says where its streams stood when the log ended at a position', async () => {
      const { evidence } = store;
      const outcome = await store.append('b', events('b', '1', '2'), 'none');
      const then = outcome.outcome === 'appended' ? outcome.position : 0n;
      await store.append('b', events('b', '3'), 1);
      await store.append('a', events('a', '1'), 'none');
      const [a, b] = await evidence.heads(await evidence.end(), '', 9);
      expect([a, b]).toMatchObject([
        { stream: 'a', revision: 0 },
        { stream: 'b', revision: 2 },
      ]);
      expect(await evidence.heads(await evidence.end(), 'a', 9)).toEqual([b]);
      expect(await evidence.heads(then, '', 1)).toMatchObject([{ stream: 'b', revision: 1 }]);
      expect(await evidence.head(then, 'b')).toMatchObject({ stream: 'b', revision: 1 });
      expect(await evidence.head(then, 'a')).toBeUndefined();
    });

    test('hands every event once and in order to a subscriber, stored before or while it follows', async () => {
      await store.append('a', events('a', '0', '1', '2'), 'none');
      const seen = firstValueFrom(store.subscribe(1n).pipe(take(42), toArray()));
      for (let i = 3; i < 43; i += 1) {
        await store.append(i % 2 ? 'a' : 'b', events(i % 2 ? 'a' : 'b', String(i)), 'any');
        if (i % 5 === 0) await turn();
      }
      expect((await seen).map(({ position }) => position)).toEqual(Array.from({ length: 42 }, (_, i) => BigInt(i + 2)));
    });

    test('refuses what is no event without storing anything, and everything once closed', async () => {
      await expect(store.append('a', [{ ...event('a', '1'), id: 'x' }], 'any')).rejects.toThrow(TypeError);
      await expect(store.append('a', [event('a', '1', { n: Number.NaN })], 'any')).rejects.toThrow(TypeError);
      expect(await store.head()).toBe(0n);
      await store.close();
      await store.close();
      await expect(store.head()).rejects.toMatchObject({ name: 'StoreFailure', code: 'closed' });
    });
  });
}
