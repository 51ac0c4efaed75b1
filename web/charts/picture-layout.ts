/** Where everything stands in a picture of the talks: to scale in time, in rows below each other. */
import type { PictureAnswer } from '../../answers/story/picture.js';
import { AXIS, GUTTER, Layouting } from './layouting.js';
import type { PictureLayout, PicturePart } from './picture-shapes.js';
import { termCharts } from './term-layout.js';

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
