/** What is drawn of a picture, in pixels: bars, bands, marks and rows. */
import type { Mark } from './mark.js';
import type { Opening } from './picture-words.js';
import type { TermChartDrawn } from './term-layout.js';
import type { Tick } from './time-axis.js';

/** Which part of a picture is drawn: all of it, a short form of the positions, or the terms alone. */
export type PicturePart = 'whole' | 'short' | 'terms';

/** In tenths of a pixel: finer is not seen, and a page holds thousands of these. */
export const tenths = (pixels: number): number => Math.round(pixels * 10) / 10;

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
export interface Column {
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
