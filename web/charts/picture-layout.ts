/** Where everything stands in a picture of the talks: to scale in time, in rows below each other. */
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { PictureAnswer } from '../../answers/picture.js';
import { leaning } from '../words.js';
import { lanesOf } from './lanes.js';
import { PictureWords, type Offer, type Opening, type StanceRow, type StanceTurn } from './picture-words.js';
import { termCharts, type TermChartDrawn } from './term-layout.js';
import { fitted, textWidth, wrapped } from './text-width.js';
import { timeAxis, type Tick } from './time-axis.js';

/** Something that a reader can point at: what it says, and what it leads to. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly says: string;
  /** The report that it rests on; undefined where it leads to the talks at a moment. */
  readonly report?: string;
  readonly at?: string;
}

interface Bar extends Mark {
  readonly width: number;
  readonly height: number;
}
export interface StanceBar extends Bar {
  readonly leaning: 'for' | 'against' | 'between';
  /** What the party declares; what others say of it, where it declares nothing; the same beside what it declares. */
  readonly look: 'declared' | 'attributed' | 'beside';
  /** What is written in it, where there is room. */
  readonly word: string;
}
export interface OfferBar extends Bar {
  readonly word: string;
  readonly wordX: number;
  readonly outcome: Opening['outcome'];
  readonly isOpen: boolean;
}
export interface Band extends Bar {
  readonly phase: string;
  readonly word: { readonly x: number; readonly y: number } | undefined;
}
interface ReportMark extends Mark {
  readonly declares: boolean;
}
interface Column {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Row {
  readonly y: number;
  readonly label: string;
  readonly labelY: number;
  readonly bars: readonly StanceBar[];
}
export interface Block {
  readonly y: number;
  /** In lines. */
  readonly name: readonly string[];
  readonly role: string;
  readonly reports: readonly ReportMark[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly offers: readonly OfferBar[];
}

export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** Whether labels stand beside the rows. */
  readonly isWide: boolean;
  readonly top: number;
  readonly bottom: number;
  readonly bands: readonly Band[];
  readonly contested: readonly (Bar & { readonly word: string })[];
  readonly contestedY: number;
  readonly blocks: readonly Block[];
  readonly ticks: readonly Tick[];
  /** Where the ticks are written: below the positions, and below the terms. */
  readonly axes: readonly number[];
  /** Where the heading of the terms stands; undefined where there is none. */
  readonly termsY: number | undefined;
  readonly terms: readonly TermChartDrawn[];
  /** How many had no room: rows of positions, and words of phases; and how many quantities never moved. */
  readonly cut: { readonly rows: number; readonly words: number; readonly still: number };
}

const GUTTER = 252;
const EDGE = 8;
const LINE = 14;
/** The size of the names of parties: they are bold, and so wider than their size says. */
const HEADING = 14;
const BAR = 14;
const AXIS = 36;
const PHASE_LANES = 4;
/** From this width on, labels stand beside the rows; below it, above them. */
const WIDE = 640;
/** How many rows of stances a principal has at most, and anybody else. */
const ROWS = { whole: { principal: 8, other: 3 }, short: { principal: 4, other: 1 } } as const;

/** Which part of a picture is drawn: all of it, a short form of the positions, or the terms alone. */
export type PicturePart = 'whole' | 'short' | 'terms';

/** In tenths of a pixel: finer is not seen, and a page holds thousands of these. */
export const tenths = (pixels: number): number => Math.round(pixels * 10) / 10;

/** Offers and what is put in them are shown by their own bars. */
const isOnlyOfOwnOffer = ({ subject, turns }: StanceRow): boolean =>
  'proposal' in subject && turns.every(({ declared, attributed }) => (declared ?? attributed)?.stance === 'proposes');

const rankOf = ({ subject, turns }: StanceRow): number =>
  ('claim' in subject && subject.claim === 'talks' ? 1_000_000 : 0) + turns.length + ('issue' in subject ? 0.5 : 0);

interface Run {
  readonly turn: StanceTurn;
  readonly held: NonNullable<StanceTurn['declared']>;
  readonly to: string | null;
}

/** Turns in which the same is said one after another, as one. */
function runsOf(
  turns: readonly StanceTurn[],
  whose: 'declared' | 'attributed',
  lookOf: (turn: StanceTurn) => boolean,
): Run[] {
  const runs: Run[] = [];
  for (const turn of turns) {
    const held = turn[whose];
    if (!held) continue;
    const before = runs.at(-1);
    const goesOn =
      before?.to === turn.from &&
      before.held.stance === held.stance &&
      before.held.to.join() === held.to.join() &&
      lookOf(before.turn) === lookOf(turn);
    if (before && goesOn) runs[runs.length - 1] = { ...before, to: turn.to };
    else runs.push({ turn, held, to: turn.to });
  }
  return runs;
}

class Layouting {
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

/**
 * @param width in pixels
 * @param tz an IANA time zone
 */
export function pictureLayout(
  picture: PictureAnswer,
  width: number,
  tz: string,
  part: PicturePart = 'whole',
): PictureLayout {
  const here = new Layouting(picture, width, tz, part);
  const { bands, wordless } = here.phases();
  const top = here.y;
  const hasPositions = part !== 'terms';
  const contested = hasPositions ? here.contested() : [];
  const parties = hasPositions ? [...picture.parties, { party: null, role: null }] : [];
  const blocks = parties.flatMap(({ party, role }) => here.block(party, role));
  const axes = hasPositions ? [here.y] : [];
  if (hasPositions) here.y += AXIS;
  const termsY = here.y + 14;
  const { charts, still, bottom } = termCharts(part === 'short' ? [] : picture.terms, here.words, {
    x: here.x,
    left: here.left,
    right: here.right,
    top: here.y + (hasPositions ? 26 : 6),
    gutter: here.isWide ? GUTTER : 0,
  });
  if (charts.length) {
    axes.push(bottom);
    here.y = bottom + AXIS;
  }
  const foot = axes.at(-1) ?? here.y;
  return {
    width,
    height: here.y,
    left: here.left,
    right: here.right,
    isWide: here.isWide,
    top,
    bottom: foot,
    bands: bands.map((band) => ({ ...band, height: foot - band.y })),
    contested,
    contestedY: contested[0] ? contested[0].y + (here.isWide ? 11 : -4) : 0,
    blocks,
    ticks: here.ticks,
    axes,
    termsY: hasPositions && charts.length ? termsY : undefined,
    terms: charts,
    cut: { rows: here.rowsLeft, words: wordless, still: part === 'short' ? 0 : still },
  };
}
