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

export class SharedMap<K, V> {
  private constructor(
    private readonly numbers: Map<K, number>,
    private readonly root: Node | undefined,
    private readonly level: number,
  ) {}

  static empty<K, V>(): SharedMap<K, V> {
    return new SharedMap(new Map(), undefined, 0);
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

  with(key: K, value: V | undefined): SharedMap<K, V> {
    const number = this.numbers.get(key) ?? this.numbers.size;
    this.numbers.set(key, number);
    let { root, level } = this;
    for (; number >= WIDTH ** (level + 1); level += 1) root = root && [root, ...Array.from({ length: WIDTH - 1 })];
    return new SharedMap(this.numbers, put(root, level, number, value), level);
  }
}
