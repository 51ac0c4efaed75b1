/**
 * A persistent map: each version stays as it is, and shares all but a few small nodes with the one before. Keys are
 * numbered in the order of their arrival, in a table that all versions share. Values are in a tree of 32-way nodes.
 */
const BITS = 5;
const WIDTH = 1 << BITS;

type Node = readonly unknown[];

const within = (number: number, level: number): number => (number >>> (level * BITS)) & (WIDTH - 1);

function put(node: Node | undefined, level: number, number: number, value: unknown): Node {
  const copy = node ? [...node] : Array.from({ length: WIDTH });
  const at = within(number, level);
  copy[at] = level === 0 ? value : put(copy[at] as Node | undefined, level - 1, number, value);
  return copy;
}

function collect(node: Node | undefined, level: number, found: unknown[]): void {
  if (!node) return;
  for (const item of node)
    if (level > 0) collect(item as Node | undefined, level - 1, found);
    else if (item !== undefined) found.push(item);
}

/** The root of a map as a higher one has it. */
const raised = (root: Node | undefined): Node | undefined => root && [root, ...Array.from({ length: WIDTH - 1 })];

/** The values under two nodes of one level that are not the same; what the nodes share is passed over. */
function* differing(a: Node | undefined, b: Node | undefined, level: number): Generator<[unknown, unknown]> {
  if (a === b) return;
  for (let at = 0; at < WIDTH; at += 1) {
    const [one, other] = [a?.[at], b?.[at]];
    if (one === other) continue;
    if (level === 0) yield [one, other];
    else yield* differing(one as Node | undefined, other as Node | undefined, level - 1);
  }
}

/** The items in nodes of full width; the last node is filled with undefined. */
function inNodes(items: readonly unknown[]): Node[] {
  const nodes: Node[] = [];
  for (let from = 0; from < items.length; from += WIDTH)
    nodes.push(Array.from({ length: WIDTH }, (_, i) => items[from + i]));
  return nodes;
}

/** A value may not be undefined. */
export class PersistentMap<K, V> {
  private constructor(
    private readonly numbers: Map<K, number>,
    private readonly root: Node | undefined,
    private readonly level: number,
  ) {}

  static empty<K, V>(): PersistentMap<K, V> {
    return new PersistentMap(new Map(), undefined, 0);
  }

  /** A map of all these entries, made at once. */
  static of<K, V>(entries: Iterable<readonly [K, V]>): PersistentMap<K, V> {
    const all = new Map(entries);
    const numbers = new Map([...all.keys()].map((key, number) => [key, number]));
    let nodes: readonly unknown[] = [...all.values()];
    let level = 0;
    for (nodes = inNodes(nodes); nodes.length > 1; nodes = inNodes(nodes)) level += 1;
    return new PersistentMap(numbers, nodes[0] as Node | undefined, level);
  }

  get(key: K): V | undefined {
    const number = this.numbers.get(key);
    if (number === undefined || number >= WIDTH ** (this.level + 1)) return undefined;
    let node: unknown = this.root;
    for (let level = this.level; level >= 0 && node !== undefined; level -= 1)
      node = (node as Node)[within(number, level)];
    return node as V | undefined;
  }

  /** All values, in the order in which their keys arrived. */
  values(): V[] {
    const found: V[] = [];
    collect(this.root, this.level, found);
    return found;
  }

  /**
   * The values in which two versions differ, each with the one that the other has in its place. Undefined where they are
   * no versions of one map. It takes as long as they differ.
   */
  differencesTo(other: PersistentMap<K, V>): [here: V | undefined, there: V | undefined][] | undefined {
    if (other.numbers !== this.numbers) return undefined;
    let [here, there] = [this.root, other.root];
    const level = Math.max(this.level, other.level);
    for (let at = this.level; at < level; at += 1) here = raised(here);
    for (let at = other.level; at < level; at += 1) there = raised(there);
    return [...(differing(here, there, level) as Generator<[V | undefined, V | undefined]>)];
  }

  /** The version with one more value, or another one; undefined removes it. */
  with(key: K, value: V | undefined): PersistentMap<K, V> {
    const number = this.numbers.get(key) ?? this.numbers.size;
    this.numbers.set(key, number);
    let { root, level } = this;
    for (; number >= WIDTH ** (level + 1); level += 1) root = raised(root);
    return new PersistentMap(this.numbers, put(root, level, number, value), level);
  }
}
