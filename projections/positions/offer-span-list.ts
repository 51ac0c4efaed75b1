/** What offers were, and when, in the order in which that began: what held at an instant is found quickly. */
import type { Instant } from '../../events/dates.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { OfferKey } from '../report-index/offer-groups.js';
import type { OfferState } from './offer-states.js';

/** What an offer was from one instant until another. */
export interface OfferSpan extends OfferState {
  readonly offer: OfferKey;
  readonly from: Instant;
  /** The next span begins here; ∞ for the last. */
  readonly to: Instant;
}

/** Of two reports, the later one in the order; the first where they are one. */
export const laterOf = (a: PlacedReport | undefined, b: PlacedReport | undefined): PlacedReport | undefined =>
  a && (!b || inOrder(a, b) >= 0) ? a : b;

const isLater = (a: PlacedReport | undefined, b: PlacedReport | undefined): boolean =>
  a !== undefined && laterOf(b, a) !== b;

/** The present may be ∞ as well, and what has no end holds even then. */
const hasEnded = (to: Instant, instant: Instant): boolean => to !== Infinity && to <= instant;

const holdsAt = ({ from, to }: OfferSpan, instant: Instant): boolean => from <= instant && !hasEnded(to, instant);

/** Some consecutive spans, with what tells whether to look into them. */
interface Chunk {
  readonly spans: readonly OfferSpan[];
  /** When the first of them begins. */
  readonly from: Instant;
  /** When the last of them ends. */
  readonly to: Instant;
  /** The report last told by any, whether it still holds or not. */
  readonly lastTold: PlacedReport | undefined;
}

/** The most spans of a chunk. */
const MOST = 64;

const chunkOf = (spans: readonly OfferSpan[]): Chunk => ({
  spans,
  from: spans[0]?.from ?? Infinity,
  to: Math.max(...spans.map(({ to }) => to)),
  lastTold: spans.reduce<PlacedReport | undefined>((latest, { lastTold }) => laterOf(latest, lastTold), undefined),
});

function chunksOf(spans: readonly OfferSpan[]): Chunk[] {
  const size = spans.length > MOST ? MOST / 2 : MOST;
  const chunks: Chunk[] = [];
  for (let at = 0; at < spans.length; at += size) chunks.push(chunkOf(spans.slice(at, at + size)));
  return chunks;
}

const byBeginning = (a: OfferSpan, b: OfferSpan): number => a.from - b.from;

/** It never changes. Another list shares the chunks in which nothing differs. */
export class OfferSpanList {
  private constructor(private readonly chunks: readonly Chunk[]) {}

  static empty(): OfferSpanList {
    return new OfferSpanList([]);
  }

  /** With other spans in place of some that are here. */
  with(removed: readonly OfferSpan[], added: readonly OfferSpan[]): OfferSpanList {
    if (removed.length === 0 && added.length === 0) return this;
    const changed = new Map<number, OfferSpan[]>();
    const spansAt = (at: number): OfferSpan[] => {
      const spans = changed.get(at) ?? [...(this.chunks[at]?.spans ?? [])];
      changed.set(at, spans);
      return spans;
    };
    for (const span of removed) {
      const at = this.chunks.findIndex(({ spans }) => spans.includes(span));
      if (at >= 0)
        changed.set(
          at,
          spansAt(at).filter((other) => other !== span),
        );
    }
    for (const span of added) spansAt(this.chunkFor(span.from)).push(span);
    const next: Chunk[] = [];
    for (let at = 0; at < Math.max(1, this.chunks.length); at += 1) {
      const [spans, chunk] = [changed.get(at), this.chunks[at]];
      if (spans) next.push(...chunksOf(spans.toSorted(byBeginning)));
      else if (chunk) next.push(chunk);
    }
    return new OfferSpanList(next);
  }

  /** The spans that hold at an instant. */
  at(instant: Instant): OfferSpan[] {
    return this.chunks.flatMap(({ spans, from, to }) =>
      from > instant || hasEnded(to, instant) ? [] : spans.filter((span) => holdsAt(span, instant)),
    );
  }

  /** Of what holds at an instant, and is wanted, the offer last told. */
  lastToldAt(instant: Instant, isWanted: (span: OfferSpan) => boolean): OfferSpan | undefined {
    let latest: OfferSpan | undefined;
    for (let at = this.chunks.length - 1; at >= 0; at -= 1) {
      const { spans, from, to, lastTold } = this.chunks[at] as Chunk;
      if (from > instant || hasEnded(to, instant) || !isLater(lastTold, latest?.lastTold)) continue;
      for (const span of spans)
        if (holdsAt(span, instant) && isWanted(span) && isLater(span.lastTold, latest?.lastTold)) latest = span;
    }
    return latest;
  }

  /** The chunk in which a span that begins then belongs: the last that begins by then. */
  private chunkFor(from: Instant): number {
    const at = this.chunks.findLastIndex(({ spans: [first] }) => (first as OfferSpan).from <= from);
    return Math.max(0, at);
  }
}
