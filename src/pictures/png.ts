/** Pictures as PNG, from SVG. */
import { FONT_FAMILY, shippedFonts } from './fonts/shipped.js';

/** The widest picture that is made, in pixels. */
export const WIDEST_PICTURE = 4000;

/**
 * The PNG of an SVG document, `width` pixels wide and as high as its `viewBox` asks for. Text is set in the shipped fonts
 * and in no other: name `FONT_FAMILY`. Nothing is loaded from a network. It does not block the process.
 *
 * Rejects with an `Error` where the text is no SVG.
 */
export async function pngOf(svg: string, width: number): Promise<Buffer> {
  // Loaded with the first picture: most servers draw none.
  const { renderAsync } = await import('@resvg/resvg-js');
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'width', value: Math.min(WIDEST_PICTURE, Math.max(1, Math.round(width))) },
    font: {
      loadSystemFonts: false,
      fontFiles: [...(await shippedFonts())],
      defaultFontFamily: FONT_FAMILY,
      sansSerifFamily: FONT_FAMILY,
    },
  });
  return picture.asPng();
}
