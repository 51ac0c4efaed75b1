/** Spans on a clock, in the order in which they begin: those that hold a moment are found without a look at all. */

/** From a moment, that one included, until another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Some consecutive spans, with when the last of them ends. */
interface Chunk<T> {
  readonly items: readonly T[];
  readonly from: number;
  readonly to: number;
}

/** The most spans of a chunk. */
const MOST = 64;

/** It never changes. Another list shares the chunks in which nothing differs. */
export class SpanList<T> {
  private constructor(
    private readonly spanOf: (item: T) => Span,
    private readonly chunks: readonly Chunk<T>[],
  ) {}

  /** @param spanOf the span of an item; one that is empty is not listed */
  static of<T>(items: readonly T[], spanOf: (item: T) => Span): SpanList<T> {
    return new SpanList(spanOf, []).with([], items);
  }

  /** With other items in place of some that are here. */
  with(removed: readonly T[], added: readonly T[]): SpanList<T> {
    const isListed = (item: T): boolean => this.spanOf(item).from < this.spanOf(item).to;
    const [gone, come] = [new Set(removed.filter(isListed)), added.filter(isListed)];
    if (gone.size === 0 && come.length === 0) return this;
    const changed = new Map<number, T[]>();
    for (const item of gone) changed.set(this.#chunkOf(item), []);
    for (const item of come) {
      const at = this.#chunkFor(this.spanOf(item).from);
      changed.set(at, [...(changed.get(at) ?? []), item]);
    }
    const next = this.chunks.flatMap((chunk, at) => {
      const more = changed.get(at);
      return more ? this.#chunksOf([...chunk.items.filter((item) => !gone.has(item)), ...more]) : [chunk];
    });
    return new SpanList(this.spanOf, this.chunks.length > 0 ? next : this.#chunksOf(come));
  }

  /** Those whose span holds a moment. */
  at(moment: number): T[] {
    return this.chunks.flatMap(({ items, from, to }) =>
      from > moment || to <= moment
        ? []
        : items.filter((item) => this.spanOf(item).from <= moment && moment < this.spanOf(item).to),
    );
  }

  #chunksOf(items: readonly T[]): Chunk<T>[] {
    const inOrder = items.toSorted((a, b) => this.spanOf(a).from - this.spanOf(b).from);
    const size = inOrder.length > MOST ? MOST / 2 : MOST;
    const chunks: Chunk<T>[] = [];
    for (let at = 0; at < inOrder.length; at += size) {
      const spans = inOrder.slice(at, at + size);
      const [first] = spans;
      if (first === undefined) continue;
      chunks.push({
        items: spans,
        from: this.spanOf(first).from,
        to: Math.max(...spans.map((item) => this.spanOf(item).to)),
      });
    }
    return chunks;
  }

  /** The chunk in which a span that begins then belongs: the last that begins by then, or the first. */
  #chunkFor(from: number): number {
    let [low, high] = [0, this.chunks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.chunks[middle] as Chunk<T>).from <= from) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  /** The chunk that has an item. Several may begin when it does. */
  #chunkOf(item: T): number {
    const last = this.#chunkFor(this.spanOf(item).from);
    return this.chunks.slice(0, last + 1).findLastIndex(({ items }) => items.includes(item));
  }
}
