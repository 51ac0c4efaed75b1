/** How wide text is about, where nothing can be measured: on the server, and before a font has come. */

/** Of the size of the letters, on the safe side. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[iljtfrI.,:;'’|!()[\] ]/u, 0.35],
  [/[mwMW@—]/u, 0.95],
  [/\p{Mn}/u, 0],
  [/\p{Lu}/u, 0.68],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u, 1.1],
];

/** In pixels. @param size of the letters, in pixels */
export const textWidth = (text: string, size = 11): number =>
  Array.from(text).reduce((sum, letter) => sum + (WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 0.57), 0) *
  size;

/** The text, cut at its end where it is wider than the room. */
export function fitted(text: string, room: number, size = 11): string {
  if (textWidth(text, size) <= room) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** The text in lines that fit into the room; a word that is wider is cut. */
export function wrapped(text: string, room: number, size = 11): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && textWidth(longer, size) <= room) lines[lines.length - 1] = longer;
    else lines.push(fitted(word, room, size));
  }
  return lines;
}
