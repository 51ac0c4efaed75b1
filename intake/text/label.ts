/** What stands before a sentence and is no part of it: the place and wire of a report, the time of a live blog, a heading. */

const LABELS: readonly RegExp[] = [
  // NEWARK — ; PRETORIA, Oct 28 (Meridian Wire) - ; YEREVAN/BAKU —
  /^\p{Lu}[\p{Lu}/ .’'-]{2,40}(?:, [\p{L}. ]{2,20}\d{0,2})?(?: ?\([^)]{2,40}\))? ?[—–-]{1,2}\s+/u,
  // London, 3 May (Reuters) —
  /^\p{Lu}[\p{L} .]{2,30}, (?:\d{1,2} )?\p{L}{3,9}\.?(?: \d{1,2})? ?(?:\([^)]{2,40}\))? ?[—–-]\s+/u,
  // 13.10 ; 9:28
  /^\d{1,2}[.:]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[—–:-])?\s+/u,
  // MONEY TALKS:
  /^\p{Lu}[\p{Lu} ’'&?,-]{2,40}:\s+/u,
];

/** How many code units of a sentence are a label. */
export function labelLength(sentence: string): number {
  for (const label of LABELS) {
    const found = label.exec(sentence.slice(0, 120));
    if (found && found[0].length < sentence.length) return found[0].length;
  }
  return 0;
}
