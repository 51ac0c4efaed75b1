/** The tools that an assistant may call: all that can be read, and one that drafts. Their descriptions never change. */
import { z } from 'zod';
import { deskQuery } from '../../answers/desk.js';
import { draftRequest } from '../../answers/intake/drafts.js';
import { searchQuery } from '../../answers/search.js';
import { partyId, reportId } from '../../events/ids.js';
import { historyQuery } from '../../projections/history/history.js';
import type { Moment, Parley } from '../../packages/client/src/parley.js';
import { idsIn, type Named } from './cited.js';
import { fieldsOf, lens, lensOf, negotiation, page, USUAL_LIMIT } from './inputs.js';

/** What a tool answers, and the reports that it names. */
export interface Told {
  readonly answer: object;
  readonly named: readonly Named[];
}

export interface Tool {
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  /** Whether it leaves everything as it is. */
  readonly readOnly: boolean;
  /** @param input as the schema has read it */
  readonly run: (parley: Parley, input: never) => Promise<Told>;
}

/** Ties the type of what a tool takes to its schema. */
const tool = <S extends z.ZodObject>(
  about: Pick<Tool, 'title' | 'description'> & { readonly readOnly?: false },
  input: S,
  run: (parley: Parley, input: z.infer<S>) => Promise<Told>,
): Tool => ({ readOnly: true, ...about, input, run });

/** An answer about one negotiation under a lens. */
const about = (id: string, answer: object, ...lenses: readonly z.infer<typeof lens>[]): Told => ({
  answer,
  named: [{ negotiation: id, ids: idsIn(answer), lenses: (lenses.length > 0 ? lenses : [{}]).map(lensOf) }],
});

const underLens = z.strictObject({ negotiation, lens });

const { mine: _, limit: __, cursor: ___, ...deskFields } = deskQuery.shape;
const { limit: ____, cursor: _____, q, ...searchFields } = searchQuery.shape;

const flags = { contested: z.boolean().optional(), facets: z.boolean().optional() } as const;

const moment = lens.meta({ description: 'A lens; the present where nothing of it is given.' });

/** A lens without a field is the present. */
const momentOf = (given: z.infer<typeof lens>): Moment => {
  const fields = lensOf(given);
  return Object.values(fields).some((value) => value !== undefined) ? fields : 'now';
};

/** In the answer of the search, a report is named by its id and its talks. */
function foundReports(
  results: readonly {
    readonly what: string;
    readonly id: string;
    readonly talks: readonly { negotiation: string }[];
  }[],
): Named[] {
  const byTalks = new Map<string, string[]>();
  for (const {
    what,
    id,
    talks: [talks],
  } of results)
    if (what === 'report' && talks) byTalks.set(talks.negotiation, [...(byTalks.get(talks.negotiation) ?? []), id]);
  return [...byTalks].map(([of, ids]) => ({ negotiation: of, ids }));
}

export const TOOLS: Readonly<Record<string, Tool>> = {
  list_talks: tool(
    { title: 'List talks', description: 'All negotiations that are followed, each with its status in short.' },
    z.strictObject({ ...fieldsOf(deskFields), ...flags, ...page }),
    async (parley, { limit = USUAL_LIMIT, ...query }) => ({
      answer: await parley.talks({ ...query, limit } as never),
      named: [],
    }),
  ),
  describe_talks: tool(
    {
      title: 'Describe talks',
      description: 'The parties, issues and tables of one negotiation, by the slugs that other tools take.',
    },
    underLens,
    async (parley, input) => ({ answer: await parley.description(input.negotiation, lensOf(input.lens)), named: [] }),
  ),
  status: tool(
    {
      title: 'Status',
      description:
        'Where one negotiation stands under a lens: phase, whether it is contested, agreement, outlook, confidence. Each value names the reports that it rests on.',
    },
    underLens,
    async (parley, input) =>
      about(input.negotiation, await parley.status(input.negotiation, lensOf(input.lens)), input.lens),
  ),
  positions: tool(
    {
      title: 'Positions',
      description: 'What each party declares on each claim, issue and proposal, and what is attributed to it.',
    },
    z.strictObject({ ...underLens.shape, party: partyId.optional().meta({ description: 'Only this party.' }) }),
    async (parley, { negotiation: id, lens: given, party }) =>
      about(id, await parley.positions(id, lensOf(given), party), given),
  ),
  changes: tool(
    {
      title: 'Changes',
      description: 'What differs in the status between two moments, field by field, with the reports that caused it.',
    },
    z.strictObject({
      negotiation,
      from: moment,
      to: moment,
      fromStart: z.boolean().optional().meta({ description: 'true: from the empty record, in place of `from`.' }),
    }),
    async (parley, { negotiation: id, from, to, fromStart }) => {
      const begin = fromStart ? 'start' : momentOf(from);
      return about(id, await parley.changes(id, { from: begin, to: momentOf(to) }), to, ...(fromStart ? [] : [from]));
    },
  ),
  history: tool(
    {
      title: 'History',
      description: 'The entries of the record of one negotiation, with what became of each: a page of them.',
    },
    z.strictObject({ negotiation, lens, ...fieldsOf(historyQuery.shape), ...page }),
    async (parley, { negotiation: id, limit = USUAL_LIMIT, lens: given, ...query }) => {
      const answer = await parley.history(id, { ...query, limit, lens: lensOf(given) } as never);
      const ids = answer.entries.flatMap((entry) => (entry.kind === null ? [] : [entry.id]));
      return { answer, named: [{ negotiation: id, ids, lenses: [lensOf(given)] }] };
    },
  ),
  fragility: tool(
    {
      title: 'Fragility',
      description: 'What the status rests on: which source, origin or report would change it if it were left out.',
    },
    underLens,
    async (parley, input) =>
      about(input.negotiation, await parley.fragility(input.negotiation, lensOf(input.lens)), input.lens),
  ),
  report: tool(
    {
      title: 'Report',
      description:
        'One report: as it was recorded, what became of it, what it changed, what supports and contradicts it.',
    },
    z.strictObject({ ...underLens.shape, report: reportId.meta({ description: 'Its id.' }) }),
    async (parley, { negotiation: id, lens: given, report }) => {
      const { report: account, ...head } = await parley.report(id, report, lensOf(given));
      const named = about(id, { reportId: report, account }, given);
      return { ...named, answer: { ...head, report: account } };
    },
  ),
  search: tool(
    {
      title: 'Search',
      description: 'Words in reports, titles, names and sources of all negotiations, or of one.',
    },
    z.strictObject({ q, lens, ...fieldsOf(searchFields), ...page }),
    async (parley, { lens: given, limit = USUAL_LIMIT, ...query }) => {
      const answer = await parley.search({ ...query, limit, lens: lensOf(given) } as never);
      const named = foundReports(answer.results).map((one) => ({ ...one, lenses: [lensOf(given)] }));
      return { answer, named };
    },
  ),
  draft: tool(
    {
      title: 'Draft a report',
      description:
        'Hands a text, and words that stand in it exactly so, to the queue of a person, who decides whether a report of them is recorded. Nothing is recorded by this tool. At most 20 drafts wait for each token.',
      readOnly: false,
    },
    draftRequest,
    async (parley, input) => ({ answer: await parley.draft(input), named: [] }),
  ),
};
