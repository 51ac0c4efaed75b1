/** Lines of text in a picture: broken where they would not fit, by how wide letters usually are. */

/** Widths in parts of the size of the font, measured in Noto Sans; the wider where letters of a class differ. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[\p{Mn}\p{Me}\p{Cf}]/u, 0],
  [/[iljI|.,:;'’!()[\] ftr“”"/-]/u, 0.36],
  [/[mwMW@%—…]/u, 0.95],
  [/\p{Lu}/u, 0.68],
  [/[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{Extended_Pictographic}]/u, 1.05],
];
const USUAL_WIDTH = 0.57;

const widthOf = (letter: string): number => WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? USUAL_WIDTH;

/** How wide a text is, in the unit of `size`. An estimate on the safe side. */
export const textWidth = (text: string, size: number): number =>
  size * Array.from(text, widthOf).reduce((width, letter) => width + letter, 0);

/** The longest start of a text that fits, with an ellipsis. */
function shortened(text: string, size: number, width: number): string {
  let kept = '';
  for (const letter of text) {
    if (textWidth(`${kept}${letter}…`, size) > width) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/** Words, none of which is wider than a line. */
function wordsOf(text: string, size: number, width: number): string[] {
  const pieces = (word: string): string[] => {
    if (textWidth(word, size) <= width) return [word];
    const start = shortened(word, size, width).slice(0, -1);
    return start === '' ? [word] : [start, ...pieces(word.slice(start.length))];
  };
  return text.split(' ').flatMap(pieces);
}

/**
 * The lines of a text.
 * @param most lines; what does not fit in them is cut off with an ellipsis
 */
export function textLines(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of wordsOf(text, size, width)) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const rest = lines.slice(most - 1).join(' ');
  return [...lines.slice(0, most - 1), shortened(rest, size, width)];
}
