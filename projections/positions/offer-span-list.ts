/** What offers were, and when, in the order in which that began: what held at an instant is found quickly. */
import type { Instant } from '../../events/dates.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { OfferKey } from '../report-index/offer-groups.js';
import { lazy } from '../support/lazy.js';
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

/** The present may be ∞ as well, and what has no end holds even then. */
const hasEnded = (to: Instant, instant: Instant): boolean => to !== Infinity && to <= instant;

export class OfferSpanList {
  private constructor(private readonly spans: readonly OfferSpan[]) {}

  static empty(): OfferSpanList {
    return new OfferSpanList([]);
  }

  /** With what some offers are now in place of what they were. */
  with(offers: ReadonlySet<OfferKey>, spans: readonly OfferSpan[]): OfferSpanList {
    const others = this.spans.filter(({ offer }) => !offers.has(offer));
    if (spans.length === 0 && others.length === this.spans.length) return this;
    return new OfferSpanList([...others, ...spans].toSorted((a, b) => a.from - b.from));
  }

  /** The spans that hold at an instant. */
  at(instant: Instant): OfferSpan[] {
    const [begun, ends] = [this.begunBy(instant), this.ends()];
    const found: OfferSpan[] = [];
    for (let i = 0; i < begun; i += 1)
      if (!hasEnded(ends[i] as Instant, instant)) found.push(this.spans[i] as OfferSpan);
    return found;
  }

  /** Of what holds at an instant, the report last told: mostly that of one of the spans that began last. */
  lastToldAt(instant: Instant): PlacedReport | undefined {
    let latest: PlacedReport | undefined;
    for (let i = this.begunBy(instant) - 1; i >= 0; i -= 1) {
      if (latest && laterOf(latest, this.lastToldUpTo()[i]) === latest) return latest;
      const span = this.spans[i] as OfferSpan;
      if (!hasEnded(span.to, instant)) latest = laterOf(latest, span.lastTold);
    }
    return latest;
  }

  /** How many have begun by an instant. */
  private begunBy(instant: Instant): number {
    let [low, high] = [0, this.spans.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.spans[middle] as OfferSpan).from <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Numbers side by side: thousands of spans are asked for their ends, and few have not ended. */
  private readonly ends = lazy(() => Float64Array.from(this.spans, ({ to }) => to));

  /** Up to each span, the report last told by any, whether it still holds or not. */
  private readonly lastToldUpTo = lazy(() => {
    let latest: PlacedReport | undefined;
    return this.spans.map(({ lastTold }) => (latest = laterOf(latest, lastTold)));
  });
}
