/** What the palette offers: pages, talks and acts, each found by the words of its name. */
import type { DeskAnswer } from '../../../answers/desk.js';
import { folded } from '../../../events/words/folded.js';
import { mayOpen, serverMenu, talksMenu } from '../../menu.js';
import { pageOf, type Visit } from '../../page-context.js';

/** One line of the palette: it leads to a page, or does something on this one. */
export interface Choice {
  readonly name: string;
  /** What sort of thing it is. */
  readonly sort: string;
  readonly href?: string;
  readonly act?: () => void;
}

/** The talks that the page is about. */
export interface Talks {
  readonly negotiation: string;
  readonly title: string;
}

/** The choices in whose name each word of the text begins a word or stands. */
export function matching(choices: readonly Choice[], typed: string): Choice[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return choices.filter(({ name, sort }) => {
    const text = folded(`${name} ${sort}`);
    return words.every((word) => text.includes(word));
  });
}

/** What can be chosen on any page, and on one of these talks. @param acts what the page itself can do */
export function standing(visit: Visit, talks: Talks | undefined, acts: readonly Choice[]): Choice[] {
  const record = '/negotiations/:negotiation/record';
  const ofTalks = talks
    ? [
        ...(mayOpen(visit, record)
          ? [{ name: `Record a report in ${talks.title}`, sort: 'act', href: pageOf(talks.negotiation, 'record') }]
          : []),
        ...talksMenu(visit, talks.negotiation).map(({ name, href }) => ({
          name: `${name}: ${talks.title}`,
          sort: 'of these talks',
          href,
        })),
      ]
    : [];
  const pages = serverMenu(visit).map(({ name, href }) => ({ name, sort: 'page', href }));
  return [...ofTalks, ...pages, ...acts];
}

/** Talks that were found, and for whoever may, recording in each. */
export const talksFound = ({ negotiations }: DeskAnswer, visit: Visit): Choice[] =>
  negotiations.flatMap(({ negotiation, title, phase }) => [
    { name: title, sort: `talks, ${phase.value}`, href: pageOf(negotiation) },
    ...(mayOpen(visit, '/negotiations/:negotiation/record')
      ? [{ name: `Record a report in ${title}`, sort: 'act', href: pageOf(negotiation, 'record') }]
      : []),
  ]);
