/** What the palette offers: pages, talks and acts, each found by the words of its name. */
import type { DeskAnswer } from '../../../answers/desk.js';
import { folded } from '../../../events/words/folded.js';
import { mayOpen, serverMenu, talksMenu } from '../../menu.js';
import { linkTo, pageOf, type Visit } from '../../page-context.js';

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

/** What can be chosen on any page, and on one of these talks. @param lens of the page @param acts what the page itself can do */
export function standing(
  visit: Visit,
  talks: Talks | undefined,
  lens: URLSearchParams,
  acts: readonly Choice[],
): Choice[] {
  const [record, merge] = ['/negotiations/:negotiation/record', '/negotiations/:negotiation/merge'];
  const ofTalks = talks
    ? [
        ...(mayOpen(visit, record)
          ? [{ name: `Record a report in ${talks.title}`, sort: 'act', href: pageOf(talks.negotiation, 'record') }]
          : []),
        ...talksMenu(visit, talks.negotiation, lens).map(({ name, href }) => ({
          name: `${name}: ${talks.title}`,
          sort: 'of these talks',
          href,
        })),
        ...(mayOpen(visit, merge)
          ? [{ name: `Make two names one in ${talks.title}`, sort: 'act', href: pageOf(talks.negotiation, 'merge') }]
          : []),
      ]
    : [];
  const pages = serverMenu(visit).map(({ name, href }) => ({ name, sort: 'page', href }));
  return [...ofTalks, ...pages, ...acts];
}

/** What leads to one place is listed once: as it stands first. */
export function once(choices: readonly Choice[]): Choice[] {
  const placeOf = ({ name, href }: Choice): string => href ?? name;
  return choices.filter((choice, at) => choices.findIndex((other) => placeOf(other) === placeOf(choice)) === at);
}

/** Talks that were found, and for whoever may, recording in each. @param page the talks that it is about, and its lens */
export const talksFound = (
  { negotiations }: DeskAnswer,
  visit: Visit,
  page: { readonly talks: Talks | undefined; readonly lens: URLSearchParams },
): Choice[] =>
  negotiations.flatMap(({ negotiation, title, phase }) => [
    {
      name: title,
      sort: `talks, ${phase.value}`,
      href: linkTo(pageOf(negotiation), negotiation === page.talks?.negotiation ? page.lens : {}),
    },
    ...(mayOpen(visit, '/negotiations/:negotiation/record')
      ? [{ name: `Record a report in ${title}`, sort: 'act', href: pageOf(negotiation, 'record') }]
      : []),
  ]);
