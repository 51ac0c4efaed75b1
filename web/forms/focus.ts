/** Where the focus goes when what had it is taken out of the page: nobody who reads by ear or keys is left at its top. */
import { tick } from 'svelte';

/** Focuses what is there once the page has been drawn again. */
export async function focusNext(found: () => HTMLElement | null | undefined): Promise<void> {
  await tick();
  found()?.focus();
}

/** The same, where nothing has the focus any more. */
export const focusIfLost = (found: () => HTMLElement | null | undefined): Promise<void> =>
  focusNext(() => (document.activeElement === document.body ? found() : undefined));

/** Focuses a control that may be folded away: what is folded cannot take the focus. */
export function reveal(control: HTMLElement | null): void {
  for (let at = control?.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  control?.focus();
  control?.scrollIntoView({ block: 'nearest' });
}
