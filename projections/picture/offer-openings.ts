/** The offers over time: from when until when each was open, and what ended that. */
import { z } from 'zod';
import { isoOf, latestInstant, type Instant } from '../../events/dates.js';
import { partyId, reportId, type ReportId } from '../../events/ids.js';
import type { OfferLifecycle, OfferLifecycles, OfferValue } from '../positions/offer-lifecycle.js';
import { inOrder } from '../record/order.js';
import { titleKey } from '../record/registry.js';

const OUTCOMES = ['accepted', 'rejected', 'countered', 'replaced', 'withdrawn', 'lapsed'] as const;
type Outcome = (typeof OUTCOMES)[number];

const openingAnswer = z.strictObject({
  from: z.string(),
  to: z.string().nullable().meta({ description: 'Null: open when the story ends.' }),
  outcome: z
    .enum(OUTCOMES)
    .nullable()
    .meta({ description: 'What ended it; null where nothing has, or where no report puts the offer any more.' }),
});
type Opening = z.infer<typeof openingAnswer>;

/** One proposal or demand. */
export const offerOpeningsAnswer = z.strictObject({
  sort: z.enum(['proposal', 'demand']),
  id: z.string().meta({ description: 'The proposal; of a demand its first report.' }),
  title: z.string().nullable().meta({ description: 'Of a demand, that of its issue.' }),
  proposers: z.array(partyId),
  to: z.array(partyId),
  report: reportId.meta({ description: 'The first report that names it.' }),
  openings: z
    .array(openingAnswer)
    .meta({ description: 'In order; one that begins where it ends was closed at once, or closed anew.' }),
});
export type OfferOpenings = z.infer<typeof offerOpeningsAnswer>;

/** A proposal or a demand at one moment. */
interface Offer extends Pick<OfferOpenings, 'sort' | 'id'> {
  readonly lifecycle: OfferLifecycle;
  /** The title that reports give it, the key of another, and what stands for a title where there is none. */
  readonly title: string | undefined;
  readonly titled: string;
  readonly untitled: string | null;
}

const isOutcome = (value: OfferValue): value is Outcome => (OUTCOMES as readonly string[]).includes(value);

/** When it ended: an offer that lapses does so at its own time, which may lie between two moments. */
function endOf(value: Outcome, { until }: OfferLifecycle, from: string, at: Instant): string {
  const lapsed = value === 'lapsed' && until !== undefined ? isoOf(latestInstant(until)) : undefined;
  return lapsed !== undefined && Date.parse(lapsed) >= Date.parse(from) ? lapsed : isoOf(at);
}

/** The openings of one offer, as they come. */
class Openings {
  readonly list: Opening[] = [];
  #last: Outcome | undefined;

  take(at: Instant, now: Instant, lifecycle: OfferLifecycle): void {
    const value = lifecycle.value(now);
    const open = this.#open();
    if (value === 'open') {
      if (!open) this.list.push({ from: isoOf(at), to: null, outcome: null });
      this.#last = undefined;
    } else if (!isOutcome(value)) this.gone(at);
    else if (value !== this.#last) {
      const from = open?.from ?? isoOf(at);
      const closed = { from, to: endOf(value, lifecycle, from, at), outcome: value };
      if (open) this.list.splice(-1, 1, closed);
      else this.list.push(closed);
      this.#last = value;
    }
  }

  /** Nothing puts it any more. */
  gone(at: Instant): void {
    const open = this.#open();
    if (open) this.list.splice(-1, 1, { ...open, to: isoOf(at) });
    this.#last = undefined;
  }

  #open(): Opening | undefined {
    const last = this.list.at(-1);
    return last && last.to === null ? last : undefined;
  }
}

/** Takes the lifecycles of all offers at one moment after another. */
export class OfferCourse {
  readonly #openings = new Map<string, Openings>();
  /** Each offer as it was last: no report may put it any more when the story ends. */
  readonly #offers = new Map<string, Offer>();
  readonly #demandOf = new Map<ReportId, ReportId>();

  /** @param ends the lifecycles when the story ends: reports of one demand there are one demand at every moment */
  constructor(ends: OfferLifecycles) {
    for (const { demand, puts } of ends.demands) for (const { id } of puts) this.#demandOf.set(id, demand.id);
  }

  /**
   * @param at the moment, as it is drawn
   * @param now the instant at which it is asked whether an offer has lapsed
   */
  take(at: Instant, now: Instant, lifecycles: OfferLifecycles): void {
    const before = new Map(this.#openings);
    const taken = new Set<string>();
    for (const offer of this.#offersIn(lifecycles)) {
      const key = `${offer.sort}:${offer.id}`;
      if (taken.has(key)) continue;
      taken.add(key);
      before.delete(key);
      const openings = this.#openings.get(key) ?? new Openings();
      this.#openings.set(key, openings);
      this.#offers.set(key, offer);
      openings.take(at, now, offer.lifecycle);
    }
    for (const openings of before.values()) openings.gone(at);
  }

  /** Those that have come last, in the order of their first reports; offers that were never put are left out. */
  latest(
    most: number,
    titles: ReadonlyMap<string, string>,
  ): { readonly offers: OfferOpenings[]; readonly omitted: number } {
    const all = [...this.#rows('proposal', titles), ...this.#rows('demand', titles)];
    const startOf = ({ openings }: OfferOpenings): number => Date.parse(openings.at(-1)?.from ?? '');
    const kept = new Set(all.toSorted((a, b) => startOf(b) - startOf(a)).slice(0, most));
    return { offers: all.filter((offer) => kept.has(offer)), omitted: all.length - kept.size };
  }

  #offersIn({ proposals, demands }: OfferLifecycles): Offer[] {
    return [
      ...proposals.map(({ proposal: { proposal, title }, lifecycle }) => ({
        sort: 'proposal' as const,
        id: proposal,
        lifecycle,
        title,
        titled: titleKey('proposal', proposal),
        untitled: null,
      })),
      ...demands.map(({ demand, puts, lifecycle }) => ({
        sort: 'demand' as const,
        id: this.#demandWith(puts.map(({ id }) => id)) ?? demand.id,
        lifecycle,
        title: undefined,
        titled: titleKey('issue', demand.report.issue),
        untitled: demand.report.issue,
      })),
    ];
  }

  /** The demand that one of these reports puts when the story ends, else did at a moment before. */
  #demandWith(puts: readonly ReportId[]): ReportId | undefined {
    const [known = puts[0]] = puts.flatMap((id) => this.#demandOf.get(id) ?? []);
    if (known !== undefined) for (const id of puts) if (!this.#demandOf.has(id)) this.#demandOf.set(id, known);
    return known;
  }

  #rows(sort: Offer['sort'], titles: ReadonlyMap<string, string>): OfferOpenings[] {
    return [...this.#offers.values()]
      .filter((offer) => offer.sort === sort)
      .toSorted((a, b) => inOrder(a.lifecycle.first, b.lifecycle.first))
      .map(({ id, title, titled, untitled, lifecycle: { proposers, to, first } }) => ({
        sort,
        id,
        title: title ?? titles.get(titled) ?? untitled,
        proposers: [...proposers],
        to: [...to],
        report: first.id,
        openings: this.#openings.get(`${sort}:${id}`)?.list ?? [],
      }))
      .filter(({ openings }) => openings.length > 0);
  }
}
