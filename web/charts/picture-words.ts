/** What a picture of the talks says, in words: for tooltips, tables and files. */
import { unitInWords } from '../../events/words/amount-words.js';
import { listed } from '../../events/words/list-words.js';
import { slugAsName, titleAsName } from '../../events/words/title-words.js';
import type { PictureAnswer } from '../../answers/story/picture.js';
import { termAmount, termName } from './term-words.js';
import { plural, spaced } from '../words.js';
import { momentIn, spanIn } from './moment-words.js';

export type StanceRow = PictureAnswer['stances'][number];
export type StanceTurn = StanceRow['turns'][number];
export type Offer = PictureAnswer['offers'][number];
export type Opening = Offer['openings'][number];
export type ReportPoint = PictureAnswer['reports']['points'][number];
export type TermChart = PictureAnswer['terms'][number];
export type TermLine = TermChart['lines'][number];
export type TermPoint = TermLine['points'][number];

/** Words for one picture: names and dates as its reader has them. */
export class PictureWords {
  readonly #names: ReadonlyMap<string, string>;
  /** The parties of the charts of terms. */
  readonly #counting: readonly string[];

  constructor(
    { parties, terms }: Pick<PictureAnswer, 'parties' | 'terms'>,
    readonly tz: string,
  ) {
    this.#names = new Map(parties.map(({ party, name }) => [party, name]));
    const counting = new Set(terms.flatMap(({ lines }) => lines.map(({ party }) => party)));
    this.#counting = parties.map(({ party }) => party).filter((party) => counting.has(party));
  }

  party(id: string | null): string {
    return id === null ? 'Voices of no party' : (this.#names.get(id) ?? id);
  }

  parties(ids: readonly string[]): string {
    const names = ids.map((id) => this.party(id));
    return listed(names) || 'nobody named';
  }

  /** What a row of stances is about. */
  subject({ subject, title }: Pick<StanceRow, 'subject' | 'title'>): string {
    const [sort = '', slug = ''] = Object.entries(subject)[0] ?? [];
    return title === null ? slugAsName(sort, slug) : titleAsName(title);
  }

  stance(held: StanceTurn['declared']): string {
    return held ? `${spaced(held.stance)}${held.to.length ? ` with ${this.parties(held.to)}` : ''}` : '';
  }

  held(
    row: StanceRow,
    {
      held,
      whose,
      from,
      to,
    }: {
      readonly held: StanceTurn['declared'];
      readonly whose: 'declared' | 'attributed';
      readonly from: string;
      readonly to: string | null;
    },
  ): string {
    const voice = whose === 'declared' ? '' : ', as others say';
    return `${this.party(row.party)} on “${this.subject(row)}”: ${this.stance(held)}${voice}; ${spanIn(from, to, this.tz)}.`;
  }

  offerTitle({ title, id, sort }: Offer): string {
    return `${sort === 'demand' ? 'Demand: ' : ''}${title ?? spaced(id)}`;
  }

  outcome({ outcome, to }: Opening): string {
    return outcome ?? (to === null ? 'open' : 'told no more');
  }

  opening(offer: Offer, opening: Opening): string {
    const makers = this.parties(offer.proposers);
    const to = offer.to.length ? ` to ${this.parties(offer.to)}` : '';
    return `${this.offerTitle(offer)}; by ${makers}${to}: ${this.outcome(opening)}; ${spanIn(opening.from, opening.to, this.tz)}.`;
  }

  phase({ phase, from, to }: PictureAnswer['phases'][number]): string {
    return `${phase}; ${spanIn(from, to, this.tz)}.`;
  }

  contested({ by, from, to }: PictureAnswer['contested'][number]): string {
    return `Contested by ${this.parties(by)}; ${spanIn(from, to, this.tz)}.`;
  }

  report({ at, party, kind, declares, summary }: ReportPoint): string {
    const who = party === null ? 'A voice of no party' : `${this.party(party)}${declares ? '' : ', as others say'}`;
    return `${momentIn(at, this.tz)}. ${who}: ${spaced(kind)}. ${summary}`;
  }

  term({ item, unit, basis, per, of, title }: TermChart): string {
    return `${termName({ item, unit, basis })}${per === null ? '' : ` per ${unitInWords(per, 1)}`}${of === null ? '' : `, as agreed in “${title ?? spaced(of)}”`}`;
  }

  /** The same party looks the same in each chart: by its place among the parties that have a line in one. */
  lookOf({ party }: TermLine): number {
    return Math.max(0, this.#counting.indexOf(party ?? ''));
  }

  lineName({ party, agreed }: TermLine): string {
    return agreed ? 'as agreed' : party === null ? 'no party named' : this.party(party);
  }

  amount(point: TermPoint): string {
    return termAmount(point);
  }

  point(chart: TermChart, of: TermLine, point: TermPoint): string {
    return `${momentIn(point.at, this.tz)}. ${this.term(chart)}: ${this.amount(point)}, ${of.agreed ? 'as agreed' : `put by ${this.lineName(of)}`}.`;
  }
}

/** What a picture does not show of its story; none where it shows all. */
export function cutsOf(
  { moments, stops, omitted, reports, terms }: PictureAnswer,
  cut: { readonly rows: number; readonly words: number; readonly still: number },
): string[] {
  const earlier = terms.reduce((sum, chart) => sum + chart.earlier, 0);
  return [
    ...(stops < moments ? [`A long story: it was read at ${stops} of ${moments} moments.`] : []),
    ...(reports.count > reports.points.length
      ? [`${plural(reports.count, 'report')} are too many for a mark each: bars count them.`]
      : []),
    ...(omitted.stances ? [`${plural(omitted.stances, 'earlier row')} of positions left out.`] : []),
    ...(omitted.offers ? [`${plural(omitted.offers, 'earlier offer')} left out.`] : []),
    ...(omitted.terms ? [`${plural(omitted.terms, 'earlier quantity', 'earlier quantities')} left out.`] : []),
    ...(cut.rows ? [`${plural(cut.rows, 'more row')} of positions in the table alone.`] : []),
    ...(cut.words ? [`${plural(cut.words, 'short phase')} without a word.`] : []),
    ...(cut.still ? [`${plural(cut.still, 'quantity', 'quantities')} that never moved in the table alone.`] : []),
    ...(earlier ? [`${plural(earlier, 'earlier value')} of terms left out.`] : []),
  ];
}

/** How a picture is read. */
export const LEGEND = [
  'Bars: what a party declares; with a dashed outline, or thin below the bar, what others say of it. Green is for, red against, amber in between.',
  'Dots: reports that count, filled where an official speaks for the party. A diamond is an offer; its line ends in a circle where it was accepted, in a cross where it ended otherwise.',
  'The ground is the phase of the talks.',
] as const;

/** On which of its clocks a story is drawn. */
export const CLOCK_WORDS = {
  reported: 'Dated as reported',
  happened: 'Dated as it happened, as we know now',
  recorded: 'Dated as this desk recorded it',
} as const;

/** The span that a picture covers. */
export const extentOf = ({ from, to }: Pick<PictureAnswer, 'from' | 'to'>, tz: string): string =>
  from === null || to === null
    ? 'Nothing has been reported'
    : from === to
      ? `All of ${momentIn(from, tz)}`
      : `${momentIn(from, tz)} to ${momentIn(to, tz)}`;
