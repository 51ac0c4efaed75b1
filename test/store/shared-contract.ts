/** What every store keeps to that several processes, or several handles of one, may use at once. */
import { firstValueFrom, take, toArray } from 'rxjs';
import { verifyStream } from '../../events/chain/verify.js';
import type { EventStore } from '../../src/store/event-store.js';
import type { OpenLog } from './contract.js';
import { event, eventsOf, newNames, ownIdsOf, positionsOf, report } from './given.js';

export function describeSharedStore(name: string, openLog: OpenLog): void {
  describe(`${name}, as every store that is shared`, () => {
    let [one, other]: EventStore[] = [];
    let open: () => EventStore;
    let a = '';
    const both = (): [EventStore, EventStore] => [one as EventStore, other as EventStore];
    beforeEach(async () => {
      const names = newNames();
      a = names.of('a');
      open = await openLog(names);
      [one, other] = [open(), open()];
    });
    afterEach(() => Promise.all(both().map((store) => store.close())));

    test('shows each what the other stores, at once and to those who follow', async () => {
      const [left, right] = both();
      const heard = firstValueFrom(right.subscribe().pipe(take(3), toArray()));
      await left.append(a, eventsOf(a, '1'), 'none');
      expect(ownIdsOf(await right.readStream(a))).toEqual(['1']);
      await right.append(a, eventsOf(a, '2'), 0);
      expect(ownIdsOf(await left.readStream(a))).toEqual(['1', '2']);
      await left.append(a, eventsOf(a, '3'), 1);
      expect(ownIdsOf(await heard)).toEqual(['1', '2', '3']);
      expect(await right.head()).toBe(await left.head());
    });

    test('lets neither write over what the other has stored', async () => {
      const [left, right] = both();
      await left.append(a, eventsOf(a, '1'), 'none');
      expect(await right.append(a, eventsOf(a, '2'), 'none')).toMatchObject({ outcome: 'wrong-revision', actual: 0 });
      await right.append(a, [event(a, '2'), event(a, '3')], 0);
      expect(await left.append(a, eventsOf(a, '2', '3'), 0)).toMatchObject({ outcome: 'duplicate', revision: 2 });
      expect(await left.append(a, [event(a, '2', { other: 1 })], 'any')).toMatchObject({ outcome: 'id-taken' });
      expect(await left.append(a, eventsOf(a, '4'), 'any')).toMatchObject({ outcome: 'appended', revision: 3 });
      expect(verifyStream(await right.readStream(a))).toMatchObject({ ok: true });
    });

    test('gives an own id once, also to events of different types', async () => {
      const [left, right] = both();
      await left.append(a, [report(a, 'DenialReported', 'r0')], 'none', -1);
      for (let i = 1; i < 20; i += 1) {
        const types = ['DenialReported', 'RefusalReported'] as const;
        const appends = [left, right].map((store, n) =>
          store.append(a, [report(a, types[n] ?? '', `r${i}`)], 'any', i - 1),
        );
        const outcomes = (await Promise.all(appends)).map(({ outcome }) => outcome);
        expect(outcomes.toSorted()).toEqual(['appended', 'id-taken']);
      }
    });

    test('stores the same append once where both are asked for it at the same time', async () => {
      const stores = both();
      for (let i = 0; i < 20; i += 1) {
        const appends = stores.map((store, n) => {
          const events = eventsOf(a, `${i}.1`, `${i}.2`).map((e) => ({ ...e, correlationId: `of ${n}` }));
          return store.append(a, events, 'any');
        });
        const outcomes = await Promise.all(appends);
        expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['appended', 'duplicate']);
        const hashes = outcomes.map((answer) => ('events' in answer ? answer.events.map(({ hash }) => hash) : []));
        expect(hashes[0]).toEqual(hashes[1]);
      }
      const stored = await stores[0].readStream(a);
      expect(stored).toHaveLength(40);
      expect(verifyStream(stored)).toMatchObject({ ok: true });
    });

    test('keeps one chain and one order while both append to one stream', async () => {
      const [left, right] = both();
      const appends = Array.from({ length: 60 }, (_, i) =>
        (i % 2 ? left : right).append(a, eventsOf(a, String(i)), 'any'),
      );
      const outcomes = await Promise.all(appends);
      expect(outcomes.every(({ outcome }) => outcome === 'appended')).toBe(true);
      expect(verifyStream(await left.readStream(a))).toMatchObject({ ok: true });
      expect(positionsOf(await left.readAll())).toEqual(positionsOf(await right.readAll()));
      expect(await left.readAll()).toHaveLength(60);
    });

    test('finishes what is under way when it is closed, and the next one finds it', async () => {
      const [left] = both();
      const appends = Array.from({ length: 10 }, (_, i) => left.append(a, eventsOf(a, String(i)), 'any'));
      await left.close();
      const outcomes = await Promise.all(appends);
      const next = open();
      expect(await next.readStream(a)).toHaveLength(10);
      await next.close();
      expect(outcomes.every(({ outcome }) => outcome === 'appended')).toBe(true);
    });
  });
}
