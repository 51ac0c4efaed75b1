/** The tree of every store is that of RFC 6962 over its events, in the order of positions. */
import { isConsistent } from '../../events/log/consistency.js';
import { leafOf } from '../../events/log/entry.js';
import { isIncluded } from '../../events/log/inclusion.js';
import { toHex } from '../../events/log/bytes.js';
import { TreeEdge } from '../../events/log/tree-edge.js';
import { TreeReader } from '../../events/log/tree-reader.js';
import type { EventStore } from '../../src/store/event-store.js';
import type { OpenLog } from './contract.js';
import { eventsOf, newNames } from './given.js';

const readerOf = ({ tree }: EventStore): TreeReader => new TreeReader((...tile) => tree.tile(...tile));

/** The root over all events of a log, computed from nothing but its events. */
async function expectedRoot(store: EventStore, size = Infinity): Promise<string> {
  const edge = new TreeEdge();
  for (const [i, { hash }] of (await store.readAll()).slice(0, size).entries()) edge.add(leafOf(i, hash));
  return toHex(edge.root());
}

async function rootOf(store: EventStore): Promise<string> {
  return toHex(await readerOf(store).root(await store.tree.size()));
}

const manyIds = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => String(from + i));

export function describeTree(name: string, openLog: OpenLog): void {
  describe(`the tree of ${name}`, () => {
    let open: () => EventStore;
    let store: EventStore;
    let [a, b] = ['', ''];
    beforeEach(async () => {
      const names = newNames();
      [a, b] = [names.of('a'), names.of('b')];
      open = await openLog(names);
      store = open();
    });
    afterEach(() => store.close());

    test('has a leaf for each event, in the order of positions, and grows by what is appended', async () => {
      expect(await store.tree.size()).toBe(0);
      await expect(store.tree.tile(0, 0, 1)).rejects.toThrow(RangeError);
      for (const [stream, from, count] of [
        [a, 0, 1],
        [b, 0, 2],
        [a, 1, 300],
        [b, 2, 500],
      ] as const) {
        await store.append(stream, eventsOf(stream, ...manyIds(from, count)), 'any');
        expect(await rootOf(store)).toBe(await expectedRoot(store));
      }
      expect(await store.tree.size()).toBe(803);
      const all = await store.readAll();
      const hashes = await store.tree.eventHashes(0, 1000);
      expect(hashes.map(toHex)).toEqual(all.map(({ hash }) => hash));
      for (const index of [0, 1, 255, 256, 802]) {
        const { position = -1n } = all[index] ?? {};
        expect([await store.tree.indexOf(position), await store.tree.positionOf(index)]).toEqual([index, position]);
      }
      expect([await store.tree.positionOf(803), await store.tree.indexOf(1n << 60n)]).toEqual([undefined, undefined]);
    });

    test('proves each event, and that it only grows', async () => {
      await store.append(a, eventsOf(a, ...manyIds(0, 600)), 'none');
      const all = await store.readAll();
      const size = await store.tree.size();
      const [reader, root] = [readerOf(store), await readerOf(store).root(size)];
      for (const index of [0, 1, 254, 255, 256, 511, 512, 599]) {
        const proof = await reader.inclusion(index, size);
        expect(isIncluded(leafOf(index, all[index]?.hash ?? ''), index, proof, { size, root })).toBe(true);
      }
      for (const from of [1, 255, 256, 257, 512, 599, 600]) {
        const older = { size: from, root: await reader.root(from) };
        expect(toHex(older.root)).toBe(await expectedRoot(store, from));
        expect(isConsistent(older, { size, root }, await reader.consistency(from, size))).toBe(true);
      }
    });

    test('is not moved by what is refused, said twice or appended by many at once', async () => {
      await store.append(a, eventsOf(a, ...manyIds(0, 255)), 'none');
      await store.append(a, eventsOf(a, '0'), 'any');
      await store.append(a, eventsOf(a, 'x', '0'), 'any');
      await store.append(a, eventsOf(a, 'x'), 'none');
      const appends = manyIds(0, 40).flatMap((id) => [
        store.append(b, eventsOf(b, id), 'any'),
        store.append(a, eventsOf(a, 'y', '0', id), 'any'),
      ]);
      await Promise.all(appends);
      await store.append(b, eventsOf(b, 'last'), 'any');
      expect(await store.tree.size()).toBe(296);
      expect(await rootOf(store)).toBe(await expectedRoot(store));
    });

    test('is the same for a second handle, beside it and after it', async () => {
      const other = store.evidence.contiguous && name.includes('memory') ? store : open();
      await store.append(a, eventsOf(a, ...manyIds(0, 300)), 'any');
      const early = await rootOf(other);
      await other.append(b, eventsOf(b, ...manyIds(0, 300)), 'any');
      await store.append(a, eventsOf(a, ...manyIds(300, 300)), 'any');
      expect([await rootOf(other), early]).toEqual([await rootOf(store), await expectedRoot(store, 300)]);
      expect(await rootOf(store)).toBe(await expectedRoot(store));
      await (other === store ? undefined : other.close());
    });

    test('stores its full tiles', async () => {
      await store.append(a, eventsOf(a, ...manyIds(0, 513)), 'any');
      await store.tree.size();
      const stored = [await store.tree.stored(0, 0), await store.tree.stored(0, 1), await store.tree.stored(0, 2)];
      expect(stored.map((tile) => tile?.hashes.length)).toEqual([8192, 8192, undefined]);
      expect(toHex(stored[0]?.root ?? new Uint8Array())).toBe(await expectedRoot(store, 256));
    });
  });
}
