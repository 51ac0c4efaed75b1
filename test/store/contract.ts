/** What every store keeps to: the same suite runs on each adapter. */
import { setImmediate as turn } from 'node:timers/promises';
import { firstValueFrom, take, toArray } from 'rxjs';
import { verifyStream } from '../../events/chain/verify.js';
import { storedEventOf } from '../../events/chain/stored-event.js';
import type { EventStore } from '../../src/store/event-store.js';
import { event, eventsOf, newNames, ownIdsOf, positionsOf, report, type Names } from './given.js';

/** A log of its own for a test: each call opens another handle on it. */
export type OpenLog = (names: Names) => Promise<() => EventStore>;

const isAscending = (positions: readonly bigint[]): boolean =>
  positions.every((position, i) => i === 0 || position > (positions[i - 1] as bigint));

export function describeEventStore(name: string, openLog: OpenLog): void {
  describe(`${name}, as every store`, () => {
    let store: EventStore;
    let names: Names;
    let [a, b] = ['', ''];
    beforeEach(async () => {
      names = newNames();
      [a, b] = [names.of('a'), names.of('b')];
      store = (await openLog(names))();
    });
    afterEach(() => store.close());

    test('expects the revision that the caller names: none, any, exact, stale and future', async () => {
      expect(await store.append(a, eventsOf(a, '1'), 0)).toMatchObject({ outcome: 'wrong-revision', actual: 'none' });
      expect(await store.append(a, eventsOf(a, '1', '2'), 'none')).toMatchObject({ outcome: 'appended', revision: 1 });
      expect(await store.append(a, eventsOf(a, '3'), 'none')).toMatchObject({ outcome: 'wrong-revision', actual: 1 });
      expect(await store.append(a, eventsOf(a, '3'), 0)).toMatchObject({ outcome: 'wrong-revision', actual: 1 });
      expect(await store.append(a, eventsOf(a, '3'), 7)).toMatchObject({ outcome: 'wrong-revision', actual: 1 });
      expect(await store.append(a, eventsOf(a, '3'), 1)).toMatchObject({ outcome: 'appended', revision: 2 });
      expect(await store.append(a, eventsOf(a, '4'), 'any')).toMatchObject({ outcome: 'appended', revision: 3 });
    });

    test('answers the same append again with the first answer, and refuses an id with other content', async () => {
      const first = await store.append(a, eventsOf(a, '1', '2'), 'none');
      expect(await store.append(a, eventsOf(a, '1', '2'), 'none')).toMatchObject({
        outcome: 'duplicate',
        revision: 1,
        events: first.outcome === 'appended' ? first.events.map(({ hash }) => ({ hash })) : [],
      });
      expect(await store.append(a, [event(a, '1', { other: true })], 'any')).toMatchObject({ outcome: 'id-taken' });
      expect(await store.append(a, eventsOf(a, '2', '3'), 'any')).toMatchObject({ outcome: 'id-taken' });
      expect(await store.append(a, eventsOf(a, '3', '3'), 'any')).toMatchObject({ outcome: 'id-taken', by: null });
      expect(await store.append(b, [event(a, '1')], 'none')).toMatchObject({ outcome: 'appended' });
      expect(ownIdsOf(await store.readAll())).toEqual(['1', '2', '1']);
    });

    test('refuses an own id that an event of another type has taken since the caller looked', async () => {
      await store.append(a, [report(a, 'DenialReported', '0')], 'none', -1);
      await store.append(a, [report(a, 'DenialReported', '1'), report(a, 'DenialReported', '2')], 'any', 0);
      const late = [report(a, 'RefusalReported', '3'), report(a, 'RefusalReported', '2')];
      expect(await store.append(a, late, 'any', 0)).toMatchObject({
        outcome: 'id-taken',
        id: late[1]?.id,
        by: { type: 'DenialReported', revision: 2 },
      });
      const together = [{ stream: a, events: [report(a, 'RefusalReported', '1')], expected: 'any' as const, seen: 0 }];
      expect(await store.appendTogether(together)).toMatchObject({
        outcome: 'refused',
        refusal: { by: { revision: 1 } },
      });
      expect(await store.readAll()).toHaveLength(3);
      expect(await store.append(a, [report(a, 'DenialReported', '2')], 'any', 0)).toMatchObject({
        outcome: 'duplicate',
      });
      expect(await store.append(a, [report(a, 'RefusalReported', '3')], 'any', 0)).toMatchObject({
        outcome: 'appended',
      });
      expect(verifyStream(await store.readStream(a))).toMatchObject({ ok: true });
    });

    test('lets exactly one of many racers on one revision win', async () => {
      const racers = Array.from({ length: 20 }, (_, i) => store.append(a, eventsOf(a, String(i)), 'none'));
      const won = (await Promise.all(racers)).filter(({ outcome }) => outcome === 'appended');
      expect(won).toHaveLength(1);
      expect(await store.readStream(a)).toHaveLength(1);
    });

    test('stores what many append at once, in one order for all readers, and every chain holds', async () => {
      const streams = ['a', 'b', 'c', 'd'].map((s) => names.of(s));
      const answers = await Promise.all(
        streams.flatMap((s) => Array.from({ length: 25 }, (_, i) => store.append(s, eventsOf(s, String(i)), 'any'))),
      );
      const all = await store.readAll();
      expect(all).toHaveLength(100);
      expect(isAscending(positionsOf(all))).toBe(true);
      if (store.evidence.contiguous) expect(positionsOf(all)).toEqual(all.map((_, i) => BigInt(i + 1)));
      const told = answers.map((answer) => (answer.outcome === 'appended' ? answer.position : -1n));
      expect(told.toSorted((x, y) => Number(x - y))).toEqual(positionsOf(all));
      for (const s of streams) expect(verifyStream(await store.readStream(s))).toMatchObject({ ok: true });
    });

    test('never lets a reader skip what others are storing meanwhile', async () => {
      const writes = Array.from({ length: 40 }, (_, i) => {
        const stream = i % 2 ? a : b;
        return store.append(stream, eventsOf(stream, `${i}.1`, `${i}.2`), 'any');
      });
      const writing = Promise.all(writes);
      const read: bigint[] = [];
      for (let all = false; !all || read.length < 80; await turn()) {
        const page = await store.readAll(read.at(-1) ?? 0n, 7);
        read.push(...positionsOf(page));
        if (page.length === 0) all = await writing.then(() => true);
      }
      expect(read).toEqual(positionsOf(await store.readAll()));
    });

    test('keeps nothing of an append of which one event is refused', async () => {
      await store.append(a, eventsOf(a, '1'), 'none');
      expect(await store.append(a, eventsOf(a, '2', '1', '3'), 'any')).toMatchObject({ outcome: 'id-taken' });
      await expect(store.append(a, [...eventsOf(a, '2'), { ...event(a, '3'), id: 'x' }], 'any')).rejects.toThrow(
        TypeError,
      );
      expect(ownIdsOf(await store.readAll())).toEqual(['1']);
    });

    test('keeps nothing of several appends of which one is refused, or says that it stores only one', async () => {
      await store.append(a, eventsOf(a, '1'), 'none');
      const writes = [
        { stream: b, events: eventsOf(b, '1'), expected: 'none' as const },
        { stream: a, events: eventsOf(a, '2'), expected: 'none' as const },
      ];
      expect(['refused', 'unsupported']).toContain((await store.appendTogether(writes)).outcome);
      expect(await store.readStream(b)).toEqual([]);
      expect(await store.appendTogether(writes.slice(1))).toMatchObject({ outcome: 'refused', write: 0 });
      expect(await store.appendTogether(writes.slice(0, 1))).toMatchObject({ outcome: 'stored' });
      expect(await store.appendTogether([])).toEqual({ outcome: 'stored', writes: [] });
      expect(await store.readAll()).toHaveLength(2);
    });

    test('reads pages in both directions, and appends nothing where there is nothing', async () => {
      await store.append(a, eventsOf(a, '1', '2', '3', '4'), 'none');
      expect(ownIdsOf(await store.readStream(a, { from: 1, limit: 2 }))).toEqual(['2', '3']);
      expect(ownIdsOf(await store.readStream(a, { direction: 'backward', limit: 2 }))).toEqual(['4', '3']);
      expect(ownIdsOf(await store.readStream(a, { direction: 'backward', from: 1 }))).toEqual(['2', '1']);
      const [, second, , last] = positionsOf(await store.readAll());
      expect(ownIdsOf(await store.readAll(second, 1))).toEqual(['3']);
      expect(await store.readAll(last)).toEqual([]);
      expect(await store.append(a, [], 3)).toMatchObject({ outcome: 'appended', revision: 3, position: last });
      expect(await store.append(a, [], 'none')).toMatchObject({ outcome: 'wrong-revision', actual: 3 });
      expect(await store.readStream(names.of('nobody'))).toEqual([]);
    });

    test('says where its log ends, and which positions are those of its events', async () => {
      expect([await store.head(), await store.hasPosition(5n)]).toEqual([0n, false]);
      const outcome = await store.append(a, eventsOf(a, '1', '2'), 'none');
      expect(await store.head()).toBe(outcome.outcome === 'appended' ? outcome.position : -1n);
      const [first = 0n, last = 0n] = positionsOf(await store.readAll());
      expect(await store.head()).toBe(last);
      const asked = [first, last, last + 1n, first + 1n].map((position) => store.hasPosition(position));
      expect(await Promise.all(asked)).toEqual([true, true, false, last === first + 1n]);
    });

    test('is not changed by changing what was handed in or read', async () => {
      const data = { ownId: '1' };
      const appending = store.append(a, [event(a, '1', data)], 'none');
      data.ownId = 'changed';
      await appending;
      const [read] = await store.readStream(a);
      Object.assign(read?.data ?? {}, { ownId: 'changed' });
      expect(ownIdsOf(await store.readStream(a))).toEqual(['1']);
      expect(verifyStream(await store.readStream(a))).toMatchObject({ ok: true });
    });

    test('keeps the time of an event that is moved, and lets no time go back in a stream', async () => {
      const moved = (ownId: string, recordedAt: string) => [{ ...event(a, ownId), recordedAt }];
      await store.append(a, moved('1', '2023-10-09T13:05:00.000Z'), 'none');
      await store.append(a, moved('2', '2023-10-10T00:00:00.000Z'), 0);
      const late = moved('3', '2023-10-09T23:59:59.999Z');
      expect(await store.append(a, late, 1)).toEqual({
        outcome: 'back-dated',
        id: late[0]?.id,
        last: '2023-10-10T00:00:00.000Z',
      });
      expect((await store.readStream(a)).map(({ recordedAt }) => recordedAt)).toEqual([
        '2023-10-09T13:05:00.000Z',
        '2023-10-10T00:00:00.000Z',
      ]);
    });

    test('hands out what is stored as it is stored, page by page: by position, and by revision', async () => {
      const { evidence } = store;
      expect(await evidence.end()).toBe(0n);
      expect([...(await evidence.all(null, 9)), ...(await evidence.heads(0n, '', 9))]).toEqual([]);
      await store.append(b, [event(b, '1', { z: 1, a: 'é' })], 'none');
      await store.append(a, eventsOf(a, '1', '2', '3'), 'none');
      const all = await evidence.all(null, 9);
      expect(all).toEqual((await store.readAll()).map(storedEventOf));
      expect(all[0]).toMatchObject({ text: '{"a":"é","z":1}' });
      const [, first, second, third] = all;
      expect(await evidence.all(first?.position ?? null, 1)).toEqual([second]);
      expect(await evidence.stream(a, null, 2)).toEqual([first, second]);
      expect(await evidence.stream(a, second ?? null, 2)).toEqual([third]);
      expect(await evidence.end()).toBe(third?.position);
    });

    test('says where its streams stood when the log ended at a position', async () => {
      const { evidence } = store;
      const outcome = await store.append(b, eventsOf(b, '1', '2'), 'none');
      const then = outcome.outcome === 'appended' ? outcome.position : 0n;
      await store.append(b, eventsOf(b, '3'), 1);
      await store.append(a, eventsOf(a, '1'), 'none');
      const [first, second] = await evidence.heads(await evidence.end(), '', 9);
      expect([first, second]).toMatchObject([
        { stream: a, revision: 0 },
        { stream: b, revision: 2 },
      ]);
      expect(await evidence.heads(await evidence.end(), a, 9)).toEqual([second]);
      expect(await evidence.heads(then, '', 1)).toMatchObject([{ stream: b, revision: 1 }]);
      expect(await evidence.head(then, b)).toMatchObject({ stream: b, revision: 1 });
      expect(await evidence.head(then, a)).toBeUndefined();
    });

    test('hands every event once and in order to a subscriber, stored before or while it follows', async () => {
      await store.append(a, eventsOf(a, '0', '1', '2'), 'none');
      const [after = 0n] = positionsOf(await store.readAll());
      const seen = firstValueFrom(store.subscribe(after).pipe(take(42), toArray()));
      for (let i = 3; i < 43; i += 1) {
        const stream = i % 2 ? a : b;
        await store.append(stream, eventsOf(stream, String(i)), 'any');
        if (i % 5 === 0) await turn();
      }
      expect(positionsOf(await seen)).toEqual(positionsOf(await store.readAll(after)));
    });

    test('goes over from catching up to following without losing or doubling what is stored meanwhile', async () => {
      const write = (from: number) =>
        Array.from({ length: 150 }, (_, i) => store.append(b, eventsOf(b, String(from + i)), 'any'));
      await Promise.all(write(0));
      const writing = Promise.all(write(150));
      const seen = firstValueFrom(store.subscribe().pipe(take(300), toArray()));
      await writing;
      expect((await seen).map(({ revision }) => revision)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    });

    test('refuses what is no event without storing anything, and everything once closed', async () => {
      await expect(store.append(a, [{ ...event(a, '1'), id: 'x' }], 'any')).rejects.toThrow(TypeError);
      await expect(store.append(a, [event(a, '1', { n: Number.NaN })], 'any')).rejects.toThrow(TypeError);
      expect(await store.head()).toBe(0n);
      await store.close();
      await store.close();
      await expect(store.head()).rejects.toMatchObject({ name: 'StoreFailure', code: 'closed' });
      await expect(firstValueFrom(store.subscribe())).rejects.toMatchObject({ code: 'closed' });
    });
  });
}
