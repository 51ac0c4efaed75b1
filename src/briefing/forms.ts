/** The forms of a card and of a briefing: as data, as pictures and as documents. */
import type { BriefingAnswer, BriefingFormat, CardAnswer, CardFormat } from '../../answers/publishing/briefing.js';
import { CARD_WIDTH, cardSvg } from '../pictures/card-svg.js';
import { pngOf } from '../pictures/png.js';
import { briefingDocument } from './docx.js';
import { briefingMarkdown } from './markdown.js';

/** What is sent. `from` is what the body was made from, where that is not the body itself. */
export interface Form {
  readonly body: Buffer;
  readonly type: string;
  readonly from?: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';

const textForm = (text: string, type: string): Form => ({ body: Buffer.from(text), type });

/** The card in one of its forms. */
export async function cardForm(card: CardAnswer, format: CardFormat): Promise<Form> {
  switch (format) {
    case 'json':
      return textForm(JSON.stringify(card), JSON_TYPE);
    case 'svg':
      return textForm(cardSvg(card), 'image/svg+xml; charset=utf-8');
    case 'png':
      return { body: await pngOf(cardSvg(card), CARD_WIDTH), type: 'image/png' };
  }
}

/** @param base scheme and host of the server */
export async function briefingForm(briefing: BriefingAnswer, format: BriefingFormat, base: string): Promise<Form> {
  const data = JSON.stringify(briefing);
  switch (format) {
    case 'json':
      return textForm(data, JSON_TYPE);
    case 'md':
      return textForm(briefingMarkdown(briefing, base), 'text/markdown; charset=utf-8');
    case 'docx':
      return {
        body: await briefingDocument(briefing, base),
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        // Documents hold the time at which they were made.
        from: `${base}\n${data}`,
      };
  }
}
