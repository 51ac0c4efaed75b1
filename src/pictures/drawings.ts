/** Pictures of talks as files: drawn by the components of the pages. */
import { Injectable } from '@nestjs/common';
import type { PictureAnswer } from '../../answers/story/picture.js';
import type { TimelineAnswer } from '../../answers/story/timeline.js';
import { problem } from '../../answers/problem.js';
import { lazyAsync } from '../../projections/support/lazy-async.js';
import { Refused } from '../problems/refused.js';
import { PageBundle } from '../platform/page-bundle.js';
import { pictureCsv } from './picture-csv.js';
import { timelineCsv } from './timeline-csv.js';
import { pngOf } from './png.js';
import { inXmlText } from './xml-text.js';

/** What a picture can be had as, besides JSON. */
export type FileFormat = 'svg' | 'png' | 'csv';

const TYPES: Readonly<Record<FileFormat, string>> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
};
/** How wide a PNG is, in pixels: for print, and for screens with fine dots. */
const PNG_WIDTH = 2336;

/** A file, as it is sent. */
export interface Drawn {
  readonly content: Buffer;
  readonly type: string;
}

@Injectable()
export class Drawings {
  readonly #bundle = lazyAsync(() => PageBundle.load());

  /** Refuses (`not-found`) to draw where the pages have not been built; a table needs none. */
  picture(picture: PictureAnswer, format: FileFormat): Promise<Drawn> {
    return this.#made(
      format,
      () => pictureCsv(picture),
      ({ renderer }) => renderer.drawPicture(picture),
    );
  }

  /** Refuses as `picture` does. */
  timeline(timeline: TimelineAnswer, format: FileFormat): Promise<Drawn> {
    return this.#made(
      format,
      () => timelineCsv(timeline),
      ({ renderer }) => renderer.drawTimeline(timeline),
    );
  }

  async #made(format: FileFormat, csv: () => string, draw: (bundle: PageBundle) => string): Promise<Drawn> {
    const type = TYPES[format];
    if (format === 'csv') return { content: Buffer.from(csv()), type };
    const bundle = await this.#bundle();
    if (!bundle) throw new Refused(problem('not-found', 'the pages, which draw it, have not been built'));
    // The end of a CDATA section may not stand in text, and Svelte writes HTML.
    const svg = inXmlText(draw(bundle)).replaceAll(']]>', ']]&gt;');
    return { content: format === 'svg' ? Buffer.from(svg) : await pngOf(svg, PNG_WIDTH), type };
  }
}
