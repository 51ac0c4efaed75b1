/**
 * A map of which every version stays as it was: a new one shares with the old all but a few small nodes. Keys are
 * numbered as they come, in common to all versions; the values stand in a tree, thirty-two to a node.
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

/** In nodes of full width, the last filled up. */
function inNodes(items: readonly unknown[]): Node[] {
  const nodes: Node[] = [];
  for (let from = 0; from < items.length; from += WIDTH)
    nodes.push(Array.from({ length: WIDTH }, (_, i) => items[from + i]));
  return nodes;
}

export class PersistentMap<K, V> {
  private constructor(
    private readonly numbers: Map<K, number>,
    private readonly root: Node | undefined,
    private readonly level: number,
  ) {}

  static empty<K, V>(): PersistentMap<K, V> {
    return new PersistentMap(new Map(), undefined, 0);
  }

  /** With all of these at once: none of the versions in between is made. */
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

  /** In the order in which their keys came. */
  values(): V[] {
    const found: V[] = [];
    collect(this.root, this.level, found);
    return found;
  }

  with(key: K, value: V | undefined): PersistentMap<K, V> {
    const number = this.numbers.get(key) ?? this.numbers.size;
    this.numbers.set(key, number);
    let { root, level } = this;
    for (; number >= WIDTH ** (level + 1); level += 1) root = root && [root, ...Array.from({ length: WIDTH - 1 })];
    return new PersistentMap(this.numbers, put(root, level, number, value), level);
  }
}
