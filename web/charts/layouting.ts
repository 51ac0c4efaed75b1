/** Lays out a picture, part by part, from its top down. */
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { PictureAnswer } from '../../answers/story/picture.js';
import { leaning } from '../words.js';
import { lanesOf } from './lanes.js';
import {
  tenths,
  type Band,
  type Block,
  type Column,
  type OfferBar,
  type PictureLayout,
  type PicturePart,
  type Row,
  type StanceBar,
} from './picture-shapes.js';
import { PictureWords, type Offer, type StanceRow, type StanceTurn } from './picture-words.js';
import { isOnlyOfOwnOffer, rankOf, runsOf } from './stance-runs.js';
import { fitted, textWidth, wrapped } from './text-width.js';
import { timeAxis, type Tick } from './time-axis.js';

export const GUTTER = 252;
const EDGE = 8;
const LINE = 14;
/** The size of the names of parties: they are bold, and so wider than their size says. */
const HEADING = 14;
const BAR = 14;
export const AXIS = 36;
const PHASE_LANES = 4;
/** From this width on, labels stand beside the rows; below it, above them. */
const WIDE = 640;
/** How many rows of stances a principal has at most, and anybody else. */
const ROWS = { whole: { principal: 8, other: 3 }, short: { principal: 4, other: 1 } } as const;

export class Layouting {
  readonly words: PictureWords;
  readonly x: (at: string | null) => number;
  readonly ticks: readonly Tick[];
  readonly left: number;
  readonly right: number;
  readonly isWide: boolean;
  rowsLeft = 0;
  y = 0;

  constructor(
    readonly picture: PictureAnswer,
    readonly width: number,
    tz: string,
    readonly part: PicturePart,
  ) {
    this.words = new PictureWords(picture, tz);
    this.isWide = width >= WIDE;
    [this.left, this.right] = [this.isWide ? GUTTER : EDGE, width - EDGE];
    const [from, to] = [Date.parse(picture.from ?? ''), Date.parse(picture.to ?? '')];
    const { x, ticks } = timeAxis(from, to, [this.left, this.right], tz);
    this.ticks = ticks;
    this.x = (at) => tenths(Math.min(this.right, Math.max(this.left, at === null ? this.right : x(Date.parse(at)))));
  }

  phases(): { bands: Omit<Band, 'height'>[]; wordless: number } {
    const spans = this.picture.phases.map((of) => {
      const wide = textWidth(of.phase) + 4;
      const left = Math.max(this.left, Math.min(this.x(of.from) + 3, this.right - wide));
      return { of, left, right: left + wide };
    });
    const lanes = lanesOf(spans.map(({ left, right }) => [left, right]));
    const used = Math.min(PHASE_LANES, Math.max(0, ...lanes.map((lane) => lane + 1)));
    const top = this.y;
    this.y += used * LINE + 4;
    const bands = spans.map(({ of, left }, i) => {
      const lane = lanes[i] ?? 0;
      const x = this.x(of.from);
      return {
        x,
        y: top,
        width: tenths(Math.max(1, this.x(of.to) - x)),
        phase: of.phase,
        says: this.words.phase(of),
        at: of.from,
        // The first lane is the lowest, next to the rows.
        word: lane < used ? { x: left, y: top + (used - lane) * LINE - 3 } : undefined,
      };
    });
    return { bands, wordless: bands.filter(({ word }) => !word).length };
  }

  contested(): PictureLayout['contested'] {
    if (this.picture.contested.length === 0) return [];
    const y = this.y + (this.isWide ? 2 : LINE + 2);
    this.y = y + BAR + 5;
    return this.picture.contested.map((of) => {
      const x = this.x(of.from);
      const width = tenths(Math.max(3, this.x(of.to) - x));
      const word = this.words.parties(of.by);
      return {
        x,
        y,
        width,
        height: BAR,
        says: this.words.contested(of),
        at: of.from,
        word: textWidth(word) + 8 <= width ? word : '',
      };
    });
  }

  block(party: string | null, role: string | null): Block[] {
    const { stances, offers, reports } = this.picture;
    const own = stances
      .filter((row) => row.party === party && !isOnlyOfOwnOffer(row))
      .toSorted((a, b) => rankOf(b) - rankOf(a));
    const most = this.part === 'whole' ? ROWS.whole : ROWS.short;
    const shown = own.slice(0, role === 'principal' ? most.principal : most.other);
    const made = this.part === 'whole' ? offers.filter(({ proposers }) => (proposers[0] ?? null) === party) : [];
    const points = reports.points.filter((point) => point.party === party);
    const columns = reports.points.length ? undefined : reports.columns.find((of) => of.party === party);
    const isShort = this.part === 'short' && (role === null || shown.length === 0);
    if (isShort || (shown.length + made.length + points.length === 0 && !columns)) {
      this.rowsLeft += own.length;
      return [];
    }
    this.rowsLeft += own.length - shown.length;
    const room = this.isWide ? GUTTER - 16 : this.right - this.left;
    const name = wrapped(this.words.party(party), room, HEADING).slice(0, 2);
    const beside = room - textWidth(name.at(-1) ?? '', HEADING);
    const y = this.y + 16;
    // Beside the name there is room for the marks; on a phone they stand below it.
    const more = (name.length - 1) * (LINE + 2);
    const rug = this.isWide ? y - 4 : y + more + LINE - 2;
    this.y = rug + 10 + (this.isWide ? more : 0);
    const marks = points.map((point) => ({
      x: this.x(point.at),
      y: rug,
      says: this.words.report(point),
      report: point.report,
      declares: point.declares,
    }));
    const drawn = columns ? this.columns(columns.counts, rug + 6) : [];
    const rows = shown.map((row) => this.row(row));
    const bars = this.offers(made);
    this.y += 6;
    return [
      {
        y,
        name,
        role: role && textWidth(role) + 6 < beside ? role : '',
        reports: marks,
        columns: drawn,
        rows,
        offers: bars,
      },
    ];
  }

  private columns(counts: readonly number[], foot: number): Column[] {
    const width = (this.right - this.left) / counts.length;
    const all = this.picture.reports.columns.flatMap((of) => of.counts);
    const scale = scaleLinear([0, max([1, ...all]) ?? 1], [0, 14]);
    return counts.flatMap((count, i) => {
      const height = scale(count);
      return count ? [{ x: this.left + i * width, y: foot - height, width: Math.max(1, width - 1), height }] : [];
    });
  }

  private row(row: StanceRow): Row {
    const labelY = this.y + 11;
    const y = this.isWide ? this.y : this.y + LINE;
    this.y = y + BAR + 7;
    return {
      y,
      labelY,
      label: fitted(this.words.subject(row), this.isWide ? GUTTER - 20 : this.right - this.left - 4),
      bars: [...this.bars(row, 'declared', y), ...this.bars(row, 'attributed', y)],
    };
  }

  /** What others say beside the party's own word is a thin bar below that. */
  private bars(row: StanceRow, whose: 'declared' | 'attributed', top: number): StanceBar[] {
    const isBeside = (turn: StanceTurn): boolean => whose === 'attributed' && turn.declared !== null;
    return runsOf(row.turns, whose, isBeside).map(({ turn, held, to }) => {
      const x = Math.min(this.x(turn.from), this.right - 3);
      const width = tenths(Math.max(2, this.x(to) - x - 1));
      const word = this.words.stance(held);
      const isThin = isBeside(turn);
      return {
        x,
        y: isThin ? top + BAR + 1 : top,
        width,
        height: isThin ? 3 : BAR,
        leaning: leaning(held.stance),
        look: whose === 'declared' ? 'declared' : isThin ? 'beside' : 'attributed',
        word: !isThin && textWidth(word) + 8 <= width ? word : '',
        says: this.words.held(row, { held, whose, from: turn.from, to }),
        report: held.report,
      };
    });
  }

  private offers(offers: readonly Offer[]): OfferBar[] {
    const room = this.right - this.left;
    const all = offers
      .flatMap((offer) => offer.openings.map((opening) => ({ offer, opening })))
      .toSorted((a, b) => this.x(a.opening.from) - this.x(b.opening.from));
    const placed = all.map(({ offer, opening }) => {
      const x = this.x(opening.from);
      const to = this.x(opening.to);
      const ending = `: ${this.words.outcome(opening)}`;
      const title = this.words.offerTitle(offer);
      const most = Math.min(room, 300) - textWidth(ending);
      const word = `${fitted(title, most)}${ending}`;
      const wordX = Math.max(this.left, Math.min(x, this.right - textWidth(word)));
      return { offer, opening, x, to, word, wordX, span: [wordX, Math.max(to + 5, wordX + textWidth(word))] as const };
    });
    const lanes = lanesOf(placed.map(({ span: [a, b] }) => [a, b]));
    const top = this.y;
    const height = LINE + 9;
    this.y += Math.max(0, ...lanes.map((lane) => lane + 1)) * height;
    return placed.map(({ offer, opening, x, to, word, wordX }, i) => ({
      x,
      y: top + (lanes[i] ?? 0) * height + LINE,
      width: tenths(Math.max(0, to - x)),
      height: 6,
      word,
      wordX: tenths(wordX),
      outcome: opening.outcome,
      isOpen: opening.to === null,
      says: this.words.opening(offer, opening),
      report: offer.report,
    }));
  }
}
