/** Finding titles by what is typed. */
import { folded } from '../../events/words/folded.js';

/** Something to choose: what is stored, and how it is called. */
export interface Option {
  readonly value: string;
  readonly title: string;
  /** What else it is found by and told apart by, such as its sort or its date. */
  readonly note?: string | undefined;
}

const rank = ({ title }: Option, typed: string): number => {
  const name = folded(title);
  if (name === typed) return 0;
  return name.startsWith(typed) ? 1 : 2;
};

/** The options that have every word of what was typed, the likeliest first; all of them where nothing was typed. */
export function matching(options: readonly Option[], text: string): Option[] {
  const typed = folded(text.trim());
  const words = typed.split(/\s+/).filter(Boolean);
  return options
    .filter(({ title, value, note = '' }) => {
      const all = folded(`${title} ${value} ${note}`);
      return words.every((word) => all.includes(word));
    })
    .toSorted((a, b) => rank(a, typed) - rank(b, typed));
}

/** The option of exactly this title; undefined where none or several have it. */
export function titled(options: readonly Option[], text: string): Option | undefined {
  const typed = folded(text.trim());
  const found = options.filter(({ title, value }) => folded(title.trim()) === typed || value === text.trim());
  return found.length === 1 ? found[0] : undefined;
}
