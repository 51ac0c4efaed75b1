/** In the server: renders a page to HTML, with the data that the browser hydrates it from. */
import type { Component } from 'svelte';
import type { MeAnswer } from '../answers/access/me.js';
import { render as toHtml } from 'svelte/server';
import type { PictureAnswer } from '../answers/story/picture.js';
import type { TimelineAnswer } from '../answers/story/timeline.js';
import App from './App.svelte';
import { Refusal, type Get, type ProblemShown } from './api.js';
import PictureFile from './charts/files/PictureFile.svelte';
import TimelineFile from './charts/files/TimelineFile.svelte';
import { CHART_STYLES } from './charts/files/chart-styles.js';
import { isTimeZone } from './dates.js';
import { PAGES } from './pages.js';
import type { Visit } from './page-context.js';
import { readAgain, type WrongParameter } from './wrong-address.js';

export { Refusal };

const SIGN_IN = '/sign-in';

/** The addresses of the pages that this build has. */
const PATTERNS = PAGES.map(({ pattern }) => pattern);

export interface Asked {
  readonly pattern: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: string;
  /** The time zone in the reader’s cookie. */
  readonly tz: string | undefined;
  readonly signedIn: boolean;
  readonly form: string;
  readonly isPlain: boolean;
  readonly provider: string | undefined;
  readonly me: MeAnswer;
  readonly origin: string;
  readonly get: Get;
}

export interface Rendered {
  readonly status: number;
  /** The name of the component, by which its script is found. */
  readonly page: string;
  readonly head: string;
  readonly body: string;
  /** JSON, escaped for a script element. */
  readonly data: string;
}

const components = import.meta.glob<{ default: Component<{ data: never }> }>('./pages/**/*.svelte', { eager: true });

/** Escapes what would end a script element or begin a comment in it. */
const safeJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

function visitOf(
  { path, params, query, tz, signedIn, form, isPlain, provider, me, origin }: Asked,
  page: string,
): Visit {
  const wanted = new URLSearchParams(query).get('tz') ?? tz ?? 'UTC';
  return {
    page,
    path,
    params,
    query,
    tz: isTimeZone(wanted) ? wanted : 'UTC',
    signedIn,
    form,
    isPlain,
    provider,
    me,
    pages: PATTERNS,
    origin,
  };
}

function rendered(visit: Visit, data: unknown, status: number): Rendered {
  const Page = components[`./pages/${visit.page}.svelte`]?.default;
  if (!Page) throw new Error(`no page ${visit.page}`);
  const { head, body } = toHtml(App, { props: { visit, data: data as never, Page: Page as never } });
  return { status, page: visit.page, head, body, data: safeJson({ visit, data }) };
}

/** What is wrong with the token that was typed: it is told at its field, on the sign-in page. */
const OF_THE_TOKEN = new Set(['bad-token', 'bad-request']);

export function renderProblem(asked: Asked, problem: ProblemShown): Rendered {
  const isOfToken = asked.pattern === SIGN_IN && OF_THE_TOKEN.has(problem.code ?? '');
  const [page, data] = isOfToken ? ['SignIn', { wrong: problem.detail ?? problem.title }] : ['Problem', problem];
  return rendered(visitOf(asked, page), data, problem.status);
}

/** An address has few parameters, and each is read twice at most. */
const MOST_READINGS = 20;

/**
 * A refusal of the interface is rendered as a page. What it refuses in the address is left out, or read as a person may
 * have meant it, and the page says so. Rejects where the page itself fails.
 */
export async function render(asked: Asked): Promise<Rendered> {
  const found = PAGES.find(({ pattern }) => pattern === asked.pattern);
  if (!found) throw new Error(`no page at ${asked.pattern}`);
  let query = new URLSearchParams(asked.query);
  let wrong: readonly WrongParameter[] = [];
  const { tz } = visitOf(asked, found.page);
  for (let reading = 1; ; reading += 1) {
    try {
      const data = await found.load({ params: asked.params, query, get: asked.get });
      const visit = { ...visitOf({ ...asked, query: String(query) }, found.page), wrong };
      return rendered(visit, data, wrong.some(({ isUnderstood }) => !isUnderstood) ? 400 : 200);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const again =
        reading < MOST_READINGS ? await readAgain(error.problem, query, wrong, { now: new Date(), tz }) : null;
      if (!again) return renderProblem(asked, error.problem);
      const names = new Set(again.wrong.map(({ parameter }) => parameter));
      [query, wrong] = [again.query, [...wrong.filter(({ parameter }) => !names.has(parameter)), ...again.wrong]];
    }
  }
}

/** In pixels, without the margin. */
const DRAWN_WIDTH = 1120;

/** Svelte marks where it would hydrate; a file is not hydrated. */
const svgIn = (body: string): string => body.replaceAll(/<!--[\s\S]*?-->/g, '').trim();

/** The picture of the talks as an SVG document. */
export const drawPicture = (picture: PictureAnswer): string =>
  svgIn(toHtml(PictureFile, { props: { picture, width: DRAWN_WIDTH, styles: CHART_STYLES } }).body);

/** The picture of a timeline as an SVG document. */
export const drawTimeline = (timeline: TimelineAnswer): string =>
  svgIn(toHtml(TimelineFile, { props: { timeline, width: DRAWN_WIDTH, styles: CHART_STYLES } }).body);
