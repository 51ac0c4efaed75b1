/** What a reader did on a page before its script ran, as on a slow line: it stays, and the page is told of it. */
import { flushSync } from 'svelte';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Remembers how the page stands before it is hydrated. Answers what brings that back afterwards. */
export function asLeft(page: Element): () => void {
  const folds = [...page.querySelectorAll('details')].map((fold) => ({ fold, isOpen: fold.open }));
  // The frame's own fields lead to other pages by themselves.
  const fields = [...page.querySelectorAll<Field>('main :is(input, textarea, select)')]
    .filter(isChanged)
    .map(remembered);
  return () => {
    for (const { fold, isOpen } of folds) {
      if (fold.open !== isOpen) fold.open = isOpen;
      // What belongs into it is loaded when it is unfolded.
      else if (isOpen) fold.dispatchEvent(new Event('toggle'));
    }
    // What the page sets by itself when it is there, such as a draft that was kept, is older than what was typed now.
    flushSync();
    for (const bringBack of fields) bringBack();
  };
}

const firstChosen = ({ options }: HTMLSelectElement): number =>
  Math.max(
    0,
    [...options].findLastIndex(({ defaultSelected }) => defaultSelected),
  );

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) return field.selectedIndex !== firstChosen(field);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  // A file cannot be set by script; a hidden field is no reader's.
  if (field.type === 'file' || field.type === 'hidden') return false;
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}

function remembered(field: Field): () => void {
  const { value } = field;
  const isChecked = field instanceof HTMLInputElement && field.checked;
  return () => {
    field.value = value;
    if (field instanceof HTMLInputElement) field.checked = isChecked;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    // What was typed and left is taken as such.
    if (document.activeElement !== field) field.dispatchEvent(new FocusEvent('blur'));
  };
}
