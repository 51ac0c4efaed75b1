/** Rows that are added and removed by keyboard: the focus goes where one would go on. */
import { tick } from 'svelte';

/** The first field of a row that is there once the page has been drawn again. */
export async function focusRow(key: string): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(`[data-row="${key}"] :is(input, select, textarea)`)?.focus();
}

/** The row to go on with when one is taken out: the next, else the one before. */
export function neighbour<R extends { readonly key: string }>(rows: readonly R[], gone: R): R | undefined {
  const at = rows.indexOf(gone);
  return rows[at + 1] ?? rows[at - 1];
}

/** What Enter does in the first field of a row: on to the next, which is made where there is none. */
export function onEnter<R extends { readonly key: string; readonly isBlank: boolean }>(
  event: KeyboardEvent,
  rows: readonly R[],
  row: R,
  add: () => R,
): void {
  // In an empty row it sends the form, as in any other field. While letters are composed it takes them.
  if (event.key !== 'Enter' || event.isComposing || row.isBlank) return;
  event.preventDefault();
  const next = rows[rows.indexOf(row) + 1] ?? add();
  void focusRow(next.key);
}
