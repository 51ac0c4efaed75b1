/** The card as a picture that can stand alone: with title, sources, “as of” and the lens in it. */
import type { CardAnswer } from '../../answers/publishing/briefing.js';
import { listed } from '../../events/words/list-words.js';
import { cardHeadline, cardReading, NOBODY } from './card-words.js';
import { FONT_FAMILY } from './fonts/shipped.js';
import { phaseIcon } from './phase-icon.js';
import { textLines } from './text-lines.js';
import { inXml, oneLine } from './xml-text.js';

/** In units of the picture, which is as wide as link previews usually are. */
export const CARD_WIDTH = 1200;
/** At least; a card with more to say is higher. */
const CARD_HEIGHT = 630;
const MARGIN = 64;
const INNER = CARD_WIDTH - 2 * MARGIN;

const FOOT_SIZE = 21;

const INK = '#16202e';
const QUIET = '#4a5768';
const GROUND = '#ffffff';
const ACCENT = '#1d4f91';
const WARNING = '#8a3b00';
const WARNING_GROUND = '#fdf0e3';

interface Written {
  readonly size: number;
  readonly fill?: string;
  readonly most?: number;
  /** Only for our own words: the bold fonts may not have the letters of names. */
  readonly bold?: boolean;
  readonly x?: number;
  readonly width?: number;
}

/** Without it, a line that begins with a name in Arabic or Hebrew would be set from right to left as a whole. */
const LEFT_TO_RIGHT = '\u200E';

/** A picture that grows downwards. */
class Column {
  readonly #parts: string[] = [];

  constructor(private y: number) {}

  gap(height: number): this {
    this.y += height;
    return this;
  }

  draw(part: (y: number) => string): this {
    this.#parts.push(part(this.y));
    return this;
  }

  text(text: string, { size, fill = INK, most = 1, bold = false, x = MARGIN, width = INNER }: Written): this {
    for (const line of textLines(oneLine(text), size, width, most)) {
      this.y += size * 1.28;
      this.#parts.push(
        `<text x="${x}" y="${this.y.toFixed(1)}" font-size="${size}" fill="${fill}"${bold ? ' font-weight="700"' : ''}>` +
          `${inXml(LEFT_TO_RIGHT + line)}</text>`,
      );
    }
    return this;
  }

  /** Where the next part would begin. */
  get end(): number {
    return this.y;
  }

  toString(): string {
    return this.#parts.join('\n');
  }
}

const labelAt = (label: string, y: number): string =>
  `<text x="${MARGIN}" y="${(y + 27 * 1.28).toFixed(1)}" font-size="22" fill="${QUIET}">${inXml(label)}</text>`;

/** A label in our words, and what it stands for. */
const row = (column: Column, label: string, text: string, most = 1): Column =>
  column
    .gap(8)
    .draw((y) => labelAt(label, y))
    .text(text, { size: 27, x: MARGIN + 150, width: INNER - 150, most });

const namesOf = (people: readonly { readonly name: string }[]): string =>
  listed(people.map(({ name }) => oneLine(name)));

/** What the picture shows, as text: for those who do not see it. */
export function cardInWords(card: CardAnswer): string {
  const { title, sentence, says, denies, asOf, past, lensWords, sources } = card;
  return [
    `${oneLine(title)}: ${cardHeadline(card)}.`,
    oneLine(sentence.words),
    ...(says.length ? [`Say so: ${namesOf(says)}.`] : []),
    ...(denies.length ? [`Deny talks: ${namesOf(denies)}.`] : []),
    `As of ${asOf}${past ? ', a past moment' : ''}.`,
    ...(lensWords.length ? [`Read ${oneLine(lensWords.join('; '))}.`] : []),
    ...(sources.length ? [`Sources: ${oneLine(listed(sources))}.`] : []),
  ].join(' ');
}

const pastBand = (text: string): string =>
  `<rect x="0" y="0" width="${CARD_WIDTH}" height="52" fill="${WARNING_GROUND}"/>` +
  `<text x="${MARGIN}" y="35" font-size="22" fill="${WARNING}">${inXml(text)}</text>`;

function bodyOf(card: CardAnswer): Column {
  const { title, phase, sentence, says, denies, newest } = card;
  const column = new Column(card.past ? 64 : 40);
  column.text(title, { size: 42, most: 2 }).gap(26);
  column.draw((y) => phaseIcon(phase, MARGIN, y, 46, card.contested ? WARNING : ACCENT));
  column.gap(-2).text(cardHeadline(card), {
    size: 34,
    bold: true,
    fill: card.contested ? WARNING : ACCENT,
    x: MARGIN + 64,
    width: INNER - 64,
  });
  column.gap(10).text(sentence.words, { size: 27, most: 2 }).gap(6);
  row(column, 'Say so', namesOf(says) || NOBODY.says, 2);
  row(column, 'Deny talks', namesOf(denies) || NOBODY.denies);
  if (newest !== null) row(column, 'Newest', `report of ${newest}`);
  return column;
}

/** @param least where it begins at the earliest */
function footOf(card: CardAnswer, least: number): Column {
  const { asOf, past, sources, revision, hash, proof } = card;
  const read = cardReading(card).join('; ');
  const lines = [
    `As of ${asOf}${past ? ' (a past moment)' : ''}. Read: ${read}`,
    `Sources: ${sources.length ? listed(sources) : 'none'}`,
    `Parley · record up to revision ${revision}${hash === null ? '' : ` · SHA-256 ${hash.slice(0, 16)}…`}`,
    ...(proof ? [`In the log: entry ${proof.index + 1} of ${proof.size} · root ${proof.root}`] : []),
  ].flatMap((line, i) => textLines(oneLine(line), FOOT_SIZE, INNER, i === 0 ? 3 : 1));
  const foot = new Column(Math.max(least, CARD_HEIGHT - FOOT_SIZE * 1.28 * lines.length - 40));
  foot.draw(
    (y) => `<line x1="${MARGIN}" y1="${y}" x2="${CARD_WIDTH - MARGIN}" y2="${y}" stroke="#b9c2cd" stroke-width="2"/>`,
  );
  foot.gap(4);
  for (const line of lines) foot.text(line, { size: FOOT_SIZE, fill: QUIET });
  return foot;
}

/** The card as an SVG document. It loads nothing, and runs nothing. */
export function cardSvg(card: CardAnswer): string {
  const body = bodyOf(card);
  const foot = footOf(card, body.end + 28);
  const height = Math.round(foot.end + 32);
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH}" height="${height}" viewBox="0 0 ${CARD_WIDTH} ${height}" role="img" aria-labelledby="title desc" font-family="${FONT_FAMILY}, sans-serif">
<title id="title">${inXml(oneLine(card.title))}</title>
<desc id="desc">${inXml(cardInWords(card))}</desc>
${card.proof ? `<metadata>${inXml(JSON.stringify(card.proof))}</metadata>\n` : ''}<rect width="${CARD_WIDTH}" height="${height}" fill="${GROUND}"/>
<rect x="0" y="0" width="12" height="${height}" fill="${card.contested ? WARNING : ACCENT}"/>
${card.past ? pastBand(`A past moment: as of ${card.asOf}`) : ''}
${body.toString()}
${foot.toString()}
</svg>
`;
}
