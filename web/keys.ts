/** Keys: what each does, when it is heard, and that single ones can be turned off (WCAG 2.1.4). */

/** As the list of keys shows them. */
export const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['?'], 'these keys'],
  [['Ctrl', 'K'], 'everything by its name: pages, talks, acts'],
  [['/'], 'search'],
  [['g', 'd'], 'the desk: all talks (first g, then d)'],
  [['n'], 'a new report; outside of talks, new talks'],
  [['j'], 'in a list: the next'],
  [['k'], 'in a list: the one before'],
  [['c'], 'compare two moments'],
  [['a', 'x'], 'on an article: accept, reject what is in front'],
  [['1', '–', '9'], 'on an article: its kind (1 to 3), what the card asks for (4 to 9)'],
  [['e', 'u'], 'on an article: edit it in the form, undo'],
  [['←', '→'], 'on the time machine: a step back, a step on'],
  [['Home', 'End'], 'on the time machine: the first moment, the present'],
  [['s'], 'share what you see'],
  [['Esc'], 'close'],
];

const KEPT = 'parley:keys';
/** How long after `g` the next key is of the pair, in milliseconds. */
const PAIR = 1_200;

/** Whether keys without Ctrl do anything, as this browser remembers it. */
export const singleKeysAreOn = (): boolean => localStorage.getItem(KEPT) !== 'off';
export const turnSingleKeys = (on: boolean): void => localStorage.setItem(KEPT, on ? 'on' : 'off');

const TYPING = 'input:not([type=range], [type=checkbox], [type=radio]), select, textarea, [contenteditable]';

/** Whether the key goes into a field or a dialog, and so means nothing to the page. */
function isElsewhere({ target, isComposing }: KeyboardEvent): boolean {
  if (isComposing || document.querySelector('dialog:modal') !== null) return true;
  // A dialog that has just closed may still receive keys for a moment.
  return target instanceof HTMLElement && target.matches(TYPING) && target.checkVisibility();
}

/** The key without Ctrl that the page is meant to hear; undefined where it is meant for something else. */
export function singleKey(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) return undefined;
  return singleKeysAreOn() ? event.key : undefined;
}

/** Whether the key asks for the palette. */
export const asksForPalette = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) &&
  !event.altKey &&
  !event.shiftKey &&
  event.key.toLowerCase() === 'k' &&
  !isElsewhere(event);

/** Hears pairs of keys: `g d` for `g`, and then `d` soon after. */
export function pairOfKeys(now: () => number = Date.now): (key: string) => string {
  let first: { readonly key: string; readonly at: number } | undefined;
  return (key) => {
    const before = first && now() - first.at < PAIR ? first.key : undefined;
    first = key === 'g' ? { key, at: now() } : undefined;
    return before === undefined ? key : `${before} ${key}`;
  };
}

/** What `j` and `k` go through, and what is focused in each. */
const ITEMS = ':is(main :is(ol, ul) > li, main tbody > tr):not(:is(nav, form, .note, [role=alert]) *)';
const FOCUSABLE = 'a[href], button:not([disabled]), summary';

/** Focuses the first link of the next item of a list, or of the one before. Returns whether there was one. */
export function step(by: 1 | -1): boolean {
  const items = [...document.querySelectorAll<HTMLElement>(ITEMS)].flatMap((item) => {
    const focus = item.querySelector<HTMLElement>(FOCUSABLE);
    return focus?.checkVisibility() ? [{ item, focus }] : [];
  });
  const at = items.findLastIndex(({ item }) => item.contains(document.activeElement));
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  next?.focus.focus();
  next?.item.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}
