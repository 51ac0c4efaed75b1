/** The pages: the address of each, and what it loads from the public interface. A page is a component in `web/pages` and an entry here. */
import { calls } from './api.js';
import type { AlertsAnswer } from '../answers/alerts/alerts.js';
import type { FragilityAnswer } from '../answers/fragility.js';
import type { PartAnswer } from '../answers/parts.js';
import type { RegistryAnswer } from '../answers/registry.js';
import type { SessionsAnswer } from '../answers/access/sessions.js';
import type { TokensAnswer } from '../answers/access/tokens.js';
import { pictureQuery, settled } from './clock-query.js';
import { historyQuery, registryQuery } from './history-query.js';
import { isPast, lensIn, linkTo } from './page-context.js';
import { ifAllowed, intakeCalls } from './intake/calls.js';
import { loadArticle, loadQueue, loadWaiting } from './intake/load.js';
import { loadCompare } from './load-compare.js';
import { negotiationOf, type Loading } from './loading.js';
import { loadBriefing, loadCard } from './parts/briefing/load.js';
import { loadSearch } from './search/load-search.js';
import { withTitlesIn } from './naming/titles-shown.js';
import { toldOf } from './naming/told.js';

interface Page {
  readonly pattern: string;
  /** The name of its component. */
  readonly page: string;
  readonly load: (loading: Loading) => Promise<unknown>;
}

/** The query parameters of the desk. */
const DESK = ['phase', 'contested', 'party', 'freshness', 'q', 'mine', 'sort', 'direction', 'cursor'];
/** So many talks are on one page of the desk. */
const DESK_PAGE = '200';

/** The fields of a query that are filled in. A form sends its empty fields, too. */
const chosen = (query: URLSearchParams, names: readonly string[]): URLSearchParams =>
  new URLSearchParams([...query].filter(([name, value]) => names.includes(name) && value !== ''));

/** What every page of the talks needs: what they are, and how far the record has moved on since a past moment. */
async function loadTalks({ get }: Loading, id: string, lens: URLSearchParams) {
  const [about, later] = await Promise.all([
    calls.description(get, id, lens),
    isPast(lens) ? calls.later(get, id, lens) : null,
  ]);
  return { about, later };
}

async function loadDesk(loading: Loading) {
  const { query, get } = loading;
  const asked = chosen(query, DESK);
  // What was recorded last stands first.
  if (!asked.has('sort')) {
    asked.set('sort', 'recorded');
    asked.set('direction', 'desc');
  }
  asked.set('facets', 'true');
  asked.set('limit', DESK_PAGE);
  const desk = await calls.desk(get, asked);
  const waiting = await loadWaiting(loading);
  const stories = desk.facets?.all === 0 ? (await calls.stories(get)).stories : [];
  return { desk, stories, waiting, asked: String(asked) };
}

async function loadNegotiation(loading: Loading) {
  const { get } = loading;
  const query = settled(loading.query);
  const id = negotiationOf(loading);
  const [talks, overview, history, registry] = await Promise.all([
    loadTalks(loading, id, lensIn(query)),
    calls.overview(get, id, lensIn(query)),
    calls.history(get, id, historyQuery(query)),
    calls.history(get, id, registryQuery(query)),
  ]);
  const about = withTitlesIn(talks.about, overview, history, registry);
  return { ...talks, about, overview, history, registry };
}

async function loadReport(loading: Loading) {
  const { params, query, get } = loading;
  const id = negotiationOf(loading);
  const name = params['report'] ?? '';
  const [talks, report, rests] = await Promise.all([
    loadTalks(loading, id, lensIn(query)),
    calls.report(get, id, name, lensIn(query)),
    ifAllowed(intakeCalls.evidence(get, id, name)),
  ]);
  const about = withTitlesIn(talks.about, report, rests);
  return { ...talks, about, report, evidence: rests?.evidence ?? null };
}

async function loadPicture(loading: Loading) {
  const query = settled(loading.query);
  const id = negotiationOf(loading);
  const [talks, picture] = await Promise.all([
    loadTalks(loading, id, lensIn(query)),
    calls.picture(loading.get, id, pictureQuery(query)),
  ]);
  return { ...talks, picture };
}

async function loadSources(loading: Loading) {
  const { query, get } = loading;
  const id = negotiationOf(loading);
  const lens = lensIn(query);
  const all = lensIn(query, ['withoutSource', 'withoutOrigin']);
  const between = new URLSearchParams([
    ...(all.size ? [...all].map(([name, value]) => [`from.${name}`, value]) : [['from', 'now']]),
    ...[...lens].map(([name, value]) => [`to.${name}`, value]),
  ]);
  const [talks, sources, left, changes] = await Promise.all([
    loadTalks(loading, id, lens),
    get<PartAnswer<'sources'>>(linkTo(`${calls.path(id)}/sources`, all)),
    calls.overview(get, id, lens),
    all.size === lens.size ? null : calls.changes(get, id, between),
  ]);
  return { ...talks, sources, left: left.status, changes: changes?.changes ?? null };
}

/** The tour leads through talks that are followed: through the largest of the shipped stories, where it is. */
async function loadTour({ get }: Loading) {
  const { negotiations } = await calls.desk(get, new URLSearchParams({ limit: '200' }));
  const [first] = negotiations.toSorted((a, b) => b.revision - a.revision);
  return { talks: first ? { negotiation: first.negotiation, title: first.title } : null };
}

/** Fragility takes long to compute, so this page loads it by itself. */
async function loadFragility(loading: Loading) {
  const { query, get } = loading;
  const lens = lensIn(query);
  const id = negotiationOf(loading);
  const [talks, fragility] = await Promise.all([
    loadTalks(loading, id, lens),
    get<FragilityAnswer>(`${calls.path(id)}/fragility${lens.size ? `?${lens}` : ''}`),
  ]);
  const reports = fragility.ranked.flatMap(({ without }) => ('report' in without ? [without.report] : []));
  return { ...talks, fragility, told: await toldOf(get, id, lens, reports) };
}

async function loadEntries(loading: Loading) {
  const { query, get } = loading;
  const id = negotiationOf(loading);
  const asked = historyQuery(query, 50);
  asked.set('order', 'recorded');
  const [talks, overview, history, registry] = await Promise.all([
    loadTalks(loading, id, lensIn(query)),
    calls.overview(get, id, lensIn(query)),
    calls.history(get, id, asked),
    calls.history(get, id, registryQuery(query, 500)),
  ]);
  return { ...talks, history, registry, hash: overview.hash, revision: overview.revision };
}

const talksOnly = (loading: Loading) => loadTalks(loading, negotiationOf(loading), lensIn(settled(loading.query)));

/** What is recorded is recorded now, whatever moment the page before showed: the talks of today, and what can be chosen. */
async function loadForm(loading: Loading) {
  const id = negotiationOf(loading);
  const [talks, vocabulary] = await Promise.all([
    loadTalks(loading, id, new URLSearchParams()),
    calls.vocabulary(loading.get, id),
  ]);
  return { ...talks, vocabulary };
}

/** What our desk has said of the talks, and what reports name. */
async function loadEdit(loading: Loading) {
  const { get } = loading;
  const [{ vocabulary, ...talks }, registry] = await Promise.all([
    loadForm(loading),
    get<RegistryAnswer>(`${calls.path(negotiationOf(loading))}/registry`),
  ]);
  const { claims, issues, proposals, agreements } = vocabulary;
  return { ...talks, registry, subjects: { claims, issues, proposals, agreements } };
}

/** Without tokens for whoever may not see them: the page says why. The reader's own sessions are there for everybody. */
const loadPeople = async ({ get }: Loading) => {
  const [tokens, { sessions }] = await Promise.all([
    ifAllowed(get<TokensAnswer>('/v1/tokens')),
    get<SessionsAnswer>('/v1/me/sessions'),
  ]);
  return { tokens: tokens?.tokens ?? null, sessions };
};

/** The talks by their titles and the parties by their names, to be chosen. Of more than these, slugs are taken by the command line. */
const loadAlerts = async ({ get }: Loading) => {
  const [answer, { negotiations }] = await Promise.all([
    get<AlertsAnswer>('/v1/alerts'),
    calls.desk(get, new URLSearchParams({ limit: DESK_PAGE })),
  ]);
  const names = new Map(negotiations.flatMap((row) => Object.entries(row.names)));
  return {
    ...answer,
    talks: negotiations.map(({ negotiation, title }) => ({ value: negotiation, title })),
    parties: [...names].map(([value, title]) => ({ value, title })),
  };
};

const of = '/negotiations/:negotiation';

export const PAGES: readonly Page[] = [
  { pattern: '/', page: 'Desk', load: loadDesk },
  { pattern: '/search', page: 'Search', load: ({ get, query }) => loadSearch(get, query) },
  { pattern: of, page: 'Negotiation', load: loadNegotiation },
  { pattern: `${of}/reports/:report`, page: 'Report', load: loadReport },
  { pattern: `${of}/briefing`, page: 'Briefing', load: loadBriefing },
  { pattern: `${of}/card`, page: 'Card', load: loadCard },
  { pattern: `${of}/compare`, page: 'Compare', load: loadCompare },
  { pattern: `${of}/picture`, page: 'Picture', load: loadPicture },
  { pattern: `${of}/replay`, page: 'Replay', load: talksOnly },
  { pattern: `${of}/sources`, page: 'Sources', load: loadSources },
  { pattern: `${of}/fragility`, page: 'Fragility', load: loadFragility },
  { pattern: `${of}/audit`, page: 'Audit', load: loadEntries },
  { pattern: `${of}/record`, page: 'Record', load: loadForm },
  { pattern: `${of}/merge`, page: 'Merge', load: loadForm },
  { pattern: '/glossary', page: 'help/Glossary', load: async () => ({}) },
  { pattern: '/tour', page: 'help/Tour', load: loadTour },
  { pattern: `${of}/edit`, page: 'EditTalks', load: loadEdit },
  { pattern: '/new', page: 'OpenTalks', load: async () => ({}) },
  { pattern: '/people', page: 'People', load: loadPeople },
  { pattern: '/alerts', page: 'alerts/Alerts', load: loadAlerts },
  {
    pattern: '/sources',
    page: 'AllSources',
    load: ({ query, get }) => get(linkTo('/v1/sources', chosen(query, ['q', 'sort', 'cursor']))),
  },
  {
    pattern: '/sources/:source',
    page: 'OneSource',
    load: ({ params, get }) => get(`/v1/sources/${encodeURIComponent(params['source'] ?? '')}`),
  },
  { pattern: '/import', page: 'Import', load: async () => ({}) },
  { pattern: '/intake', page: 'intake/Queue', load: loadQueue },
  { pattern: '/intake/:article', page: 'intake/Article', load: loadArticle },
  { pattern: '/sign-in', page: 'SignIn', load: async () => ({}) },
];
