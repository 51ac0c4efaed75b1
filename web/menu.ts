/** The menu: pages of this server and of one set of talks, and who is offered each. */
import type { MeAnswer } from '../answers/access/me.js';
import { linkTo, pageOf, type Visit } from './page-context.js';

export interface MenuItem {
  readonly name: string;
  readonly href: string;
}

interface Entry {
  readonly name: string;
  /** As in `web/pages.ts`. */
  readonly pattern: string;
  /** Who is offered it: what a role may not do is not in the menu. */
  readonly role: keyof MeAnswer['may'];
}

const SERVER: readonly Entry[] = [
  { name: 'Desk', pattern: '/', role: 'reader' },
  { name: 'Search', pattern: '/search', role: 'reader' },
  { name: 'New talks', pattern: '/new', role: 'editor' },
  { name: 'Intake', pattern: '/intake', role: 'reporter' },
  { name: 'Import', pattern: '/import', role: 'editor' },
  { name: 'Sources', pattern: '/sources', role: 'reader' },
  { name: 'Alerts', pattern: '/alerts', role: 'reader' },
  { name: 'People', pattern: '/people', role: 'admin' },
  { name: 'Glossary', pattern: '/glossary', role: 'reader' },
];

const OF_TALKS = '/negotiations/:negotiation';
const TALKS: readonly Entry[] = [
  { name: 'Status', pattern: OF_TALKS, role: 'reader' },
  { name: 'Picture', pattern: `${OF_TALKS}/picture`, role: 'reader' },
  { name: 'Compare', pattern: `${OF_TALKS}/compare`, role: 'reader' },
  { name: 'Replay', pattern: `${OF_TALKS}/replay`, role: 'reader' },
  { name: 'Sources', pattern: `${OF_TALKS}/sources`, role: 'reader' },
  { name: 'Fragility', pattern: `${OF_TALKS}/fragility`, role: 'reader' },
  { name: 'Audit', pattern: `${OF_TALKS}/audit`, role: 'reader' },
  { name: 'Record', pattern: `${OF_TALKS}/record`, role: 'reporter' },
  { name: 'Edit', pattern: `${OF_TALKS}/edit`, role: 'editor' },
  { name: 'Briefing', pattern: `${OF_TALKS}/briefing`, role: 'reader' },
];

type Reader = Pick<Visit, 'me' | 'pages'>;

const offered = ({ me, pages }: Reader, { pattern, role }: Entry): boolean => me.may[role] && pages.includes(pattern);

/** The pages of this server that the reader may use. */
export const serverMenu = (reader: Reader): MenuItem[] =>
  SERVER.filter((entry) => offered(reader, entry)).map(({ name, pattern }) => ({ name, href: pattern }));

/** What is recorded or edited is of today, whatever moment is looked at. */
const OF_TODAY: readonly string[] = [`${OF_TALKS}/record`, `${OF_TALKS}/edit`];

/** The comparison whose later side is of a lens. */
export const comparePage = (negotiation: string, lens: URLSearchParams): string =>
  linkTo(
    pageOf(negotiation, 'compare'),
    new URLSearchParams([...lens].map(([field, value]) => [`to.${field}`, value])),
  );

/**
 * The pages of these talks that the reader may use.
 * @param lens that the page shows: those that show a moment are of the same
 */
export const talksMenu = (reader: Reader, negotiation: string, lens = new URLSearchParams()): MenuItem[] =>
  TALKS.filter((entry) => offered(reader, entry)).map(({ name, pattern }) => {
    if (pattern.endsWith('/compare')) return { name, href: comparePage(negotiation, lens) };
    const page = pageOf(negotiation, pattern.slice(OF_TALKS.length + 1));
    return { name, href: OF_TODAY.includes(pattern) ? page : linkTo(page, lens) };
  });

/** Whether a page is there and the reader may use it. @param pattern as in `web/pages.ts` */
export const mayOpen = (reader: Reader, pattern: string): boolean =>
  [...SERVER, ...TALKS].some((entry) => entry.pattern === pattern && offered(reader, entry));
