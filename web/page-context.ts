/** The context of a page: its address, its lens, and the time zone of its dates. */
import type { WrongParameter } from './wrong-address.js';
import type { MeAnswer } from '../answers/access/me.js';
import { getContext, setContext } from 'svelte';

export interface Visit {
  readonly page: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** The query string, without its question mark. */
  readonly query: string;
  /** An IANA time zone. */
  readonly tz: string;
  /** Whether the reader has signed in with a token. */
  readonly signedIn: boolean;
  /** What the forms of signing in and out are sent with. */
  readonly form: string;
  /** Whether the page came over http, and not from the machine itself: browsers keep no session then. */
  readonly isPlain: boolean;
  /** What people call the identity provider; on the sign-in page alone, where there is one. */
  readonly provider?: string | undefined;
  /** Who the reader is, and what they may do. */
  readonly me: MeAnswer;
  /** The addresses of the pages that there are, as patterns. */
  readonly pages: readonly string[];
  /** What was wrong in the address, and is left out of `query` or read otherwise. */
  readonly wrong?: readonly WrongParameter[];
  /** Scheme and host, for permanent links. */
  readonly origin: string;
}

const KEY = 'visit';
export const provideVisit = (visit: Visit): Visit => setContext(KEY, visit);
export const theVisit = (): Visit => getContext<Visit>(KEY);

const LENS_KEY = 'lens';
/** The lens of what is below in the page, as it is now. */
export const provideLens = (lens: () => URLSearchParams): unknown => setContext(LENS_KEY, lens);
/** The lens that links to other pages of the talks carry, so that a frozen page leads to frozen pages. */
export function theLens(): () => URLSearchParams {
  const { query } = theVisit();
  return getContext<(() => URLSearchParams) | undefined>(LENS_KEY) ?? (() => lensIn(new URLSearchParams(query)));
}

const LENS = [
  'recordedBy',
  'revision',
  'reportedBy',
  'happenedBy',
  'withoutSource',
  'withoutOrigin',
  'withoutParty',
  'onlyAttribution',
  'minReliability',
  'minCredibility',
  'table',
];
/** The lens fields that choose a moment. */
export const BOUNDS = ['reportedBy', 'happenedBy', 'recordedBy', 'revision'];

/** The lens in a query; `but` names fields to leave out. */
export function lensIn(query: URLSearchParams, but: readonly string[] = []): URLSearchParams {
  return new URLSearchParams([...query].filter(([name, value]) => LENS.includes(name) && !but.includes(name) && value));
}

/** The lens that a page leads on with: its own, or that of the later side of a comparison. */
export function lensOnwards(query: URLSearchParams): URLSearchParams {
  const own = lensIn(query);
  if (own.size > 0) return own;
  return lensIn(
    new URLSearchParams(
      [...query].flatMap(([name, value]): [string, string][] =>
        name.startsWith('to.') ? [[name.slice(3), value]] : [],
      ),
    ),
  );
}

/** Whether a lens shows a past moment: its bound is a date or a revision. */
export const isPast = (query: URLSearchParams): boolean => BOUNDS.some((bound) => query.get(bound));

/** A path with a query; empty fields are left out. */
export function linkTo(path: string, query: URLSearchParams | Record<string, string | undefined>): string {
  const given = query instanceof URLSearchParams ? [...query] : Object.entries(query);
  const search = new URLSearchParams(given.filter((pair): pair is [string, string] => Boolean(pair[1])));
  return search.size ? `${path}?${search}` : path;
}

/**
 * The address of a page of talks by which it is known, whatever zone it was read in and in whatever order its parameters
 * came: a frozen link has one address.
 */
export function canonicalOf({ origin, path, query }: Pick<Visit, 'origin' | 'path' | 'query'>): string {
  const named = new URLSearchParams(query);
  named.delete('tz');
  named.sort();
  return origin + linkTo(path, named);
}

export const pageOf = (negotiation: string, page = ''): string =>
  `/negotiations/${encodeURIComponent(negotiation)}${page === '' ? '' : `/${page}`}`;

/** @param lens under which the report is read; the present where it is not given */
export const reportPage = (
  negotiation: string,
  report: string,
  lens: URLSearchParams = new URLSearchParams(),
): string => linkTo(pageOf(negotiation, `reports/${encodeURIComponent(report)}`), lens);
