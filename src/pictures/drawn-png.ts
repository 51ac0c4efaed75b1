/** Draws pictures, in whichever thread it is called. */
import { FONT_FAMILY } from './fonts/shipped.js';

/** What is to be drawn: `width` pixels wide, and as high as the `viewBox` asks for. */
export interface Drawn {
  readonly svg: string;
  readonly width: number;
}

/**
 * The PNG of an SVG document. To encode it keeps the thread busy for up to a tenth of a second.
 * @param fontFiles the paths of the shipped fonts
 */
export async function drawnPng({ svg, width }: Drawn, fontFiles: readonly string[]): Promise<Uint8Array> {
  // Loaded with the first picture: most servers draw none.
  const { renderAsync } = await import('@resvg/resvg-js');
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'width', value: width },
    font: {
      loadSystemFonts: false,
      fontFiles: [...fontFiles],
      defaultFontFamily: FONT_FAMILY,
      sansSerifFamily: FONT_FAMILY,
    },
  });
  return picture.asPng();
}
