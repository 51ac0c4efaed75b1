/** The table of query commands: name, path, flags and layout of each. */
import { historyQuery } from '../../../projections/history/history.js';
import { deskQuery } from '../../../answers/desk.js';
import { searchQuery } from '../../../answers/search.js';
import type { PartAnswer } from '../../../answers/parts.js';
import { sourcesQuery, type SourcesOverallAnswer } from '../../../answers/sources.js';
import { fieldsOf, type Field } from '../flags/fields.js';
import {
  agreementsLayout,
  claimsLayout,
  contradictionsLayout,
  positionsLayout,
} from '../output/layouts/projections.js';
import { proposalsLayout, sourcesLayout, termsLayout } from '../output/layouts/projections.js';
import { deskLayout, historyLayout, reportLayout } from '../output/layouts/record.js';
import { searchLayout } from '../output/layouts/search.js';
import { allSourcesLayout } from '../output/layouts/all-sources.js';
import { statusLayout } from '../output/layouts/status.js';
import { fragilityLayout } from '../output/layouts/changes.js';
import type { Layout } from '../output/layout.js';

/** A command that makes one GET request and prints the answer. */
export interface QueryCommand {
  readonly name: string;
  readonly summary: string;
  /** Each argument with its description; one in [brackets] is optional. */
  readonly args: Readonly<Record<string, string>>;
  /** The segments of the path below `/v1`. */
  readonly at: (args: readonly string[]) => readonly string[];
  /** Query parameters that its arguments are. */
  readonly asks?: (args: readonly string[]) => Readonly<Record<string, string>>;
  readonly lens: boolean;
  readonly fields?: readonly Field[];
  /** The field that holds the rows, where the answer comes in pages. */
  readonly paged?: string;
  /** How many rows where no limit is given; all of them where this is not. */
  readonly usual?: number;
  readonly layout: (answer: never) => Layout;
  readonly examples: readonly string[];
}

const NEGOTIATION = { '<negotiation>': 'its slug, such as qatar-mediation' };

const part = (
  name: string,
  summary: string,
  layout: QueryCommand['layout'],
  more: Partial<QueryCommand> = {},
): QueryCommand => ({
  name,
  summary,
  args: NEGOTIATION,
  at: ([negotiation = '', ...rest]) => ['negotiations', negotiation, name, ...rest],
  lens: true,
  layout,
  examples: [`parley ${name} qatar-mediation`, `parley ${name} qatar-mediation --reported-by 2023-10-09`],
  ...more,
});

const anySourcesLayout = (answer: PartAnswer<'sources'> | SourcesOverallAnswer): Layout =>
  'origins' in answer ? sourcesLayout(answer) : allSourcesLayout(answer);

/** In the order of the help. */
export const QUERY_COMMANDS: readonly QueryCommand[] = [
  {
    name: 'list',
    summary: 'all negotiations, with where their talks stand in short',
    args: {},
    at: () => ['negotiations'],
    lens: false,
    fields: fieldsOf(deskQuery.shape, ['limit', 'cursor']),
    paged: 'negotiations',
    layout: deskLayout,
    examples: ['parley list', 'parley list --phase negotiating --contested true'],
  },
  {
    name: 'search',
    summary: 'looks for words in all talks, parties, claims, reports, speakers and sources',
    args: { '<words...>': 'all of them must be there; "in quotation marks" one after another' },
    at: () => ['search'],
    asks: (words) => ({ q: words.join(' ') }),
    lens: true,
    fields: fieldsOf(searchQuery.shape, ['q', 'limit', 'cursor']),
    paged: 'results',
    usual: 20,
    layout: searchLayout,
    examples: [
      'parley search prisoner exchange',
      'parley search \'"humanitarian pause"\' --sort date --limit 5',
      'parley search hostages --party israel --kind denial --from 2023-11',
      'parley search حماس --what report --reported-by 2023-11-22',
    ],
  },
  part('status', 'where the talks stand, who says so and who denies it', statusLayout, {
    examples: [
      'parley status qatar-mediation',
      'parley status qatar-mediation --reported-by 2023-10-09   # what could be known that day',
      'parley status qatar-mediation --without-source Reuters   # does it stand without them?',
      'parley status gaza-hostages-2023 --table israel,hamas --json | jq .phase',
    ],
  }),
  part('positions', 'where each party stands on each subject, or one party', positionsLayout, {
    args: { ...NEGOTIATION, '[party]': 'only this party' },
    examples: ['parley positions qatar-mediation', 'parley positions qatar-mediation hamas'],
  }),
  part('claims', 'what is said to be so, by whom it is confirmed and denied', claimsLayout),
  part('proposals', 'offers and demands, and what became of them', proposalsLayout),
  part('agreements', 'agreements, their members and their state', agreementsLayout),
  part('contradictions', 'what cannot hold together', contradictionsLayout),
  part('terms', 'how quantities moved, and how far agreements are carried out', termsLayout),
  part('sources', 'publishers and origins, and what each has said; of one negotiation, or over all', anySourcesLayout, {
    args: { '[negotiation]': 'its slug; else over all talks, which takes no lens' },
    at: ([negotiation]) => (negotiation === undefined ? ['sources'] : ['negotiations', negotiation, 'sources']),
    fields: fieldsOf(sourcesQuery.shape),
    examples: [
      'parley sources qatar-mediation',
      'parley sources qatar-mediation --reported-by 2023-10-09',
      'parley sources --sort newest --limit 20   # over all talks',
      'parley sources --q reuters',
    ],
  }),
  part('history', 'the entries of the record, with what became of them', historyLayout, {
    fields: fieldsOf(historyQuery.shape),
    paged: 'entries',
    examples: [
      'parley history qatar-mediation --direction desc --limit 5',
      'parley history qatar-mediation --party israel --kind denial',
      'parley history qatar-mediation --subject claim:talks --reported-by 2023-10-09',
    ],
  }),
  part('show', 'one report: as recorded, what became of it, what it changed', reportLayout, {
    args: { ...NEGOTIATION, '<report>': 'its id, such as qm-01' },
    at: ([negotiation = '', report = '']) => ['negotiations', negotiation, 'reports', report],
    examples: ['parley show qatar-mediation qm-01'],
  }),
  part('fragility', 'the sources, origins and reports on which the status rests', fragilityLayout, {
    examples: ['parley fragility qatar-mediation', 'parley fragility qatar-mediation --only-attribution on-the-record'],
  }),
];
