/** Requests within the limits that cost a server as much as may be: of a reader, and of a reporter. */
import fc from 'fast-check';
import { KINDS } from '../../events/vocabulary.js';
import { ROUTE_ROLES } from '../../src/access/route-roles.js';
import { report } from '../app/talks.js';

const SOAK = process.env['SOAK'] !== undefined;
/** How many reports the story has. */
export const REPORTS = Number(process.env['REPORTS'] ?? (SOAK ? 1_000 : 60));

/** When a report of the story was published. */
export const momentOf = (i: number): string => new Date(Date.UTC(2023, 0, 1) + i * 3_600_000).toISOString();

/** A request that is within the limits. */
export interface Input {
  readonly role: 'reader' | 'reporter';
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** The caller goes after so long, in milliseconds; undefined where they wait. */
  readonly leaves?: number | undefined;
}

const moment = fc.integer({ min: 0, max: REPORTS }).map((i) => momentOf(i));
const slug = (of: string): fc.Arbitrary<string> => fc.integer({ min: 0, max: 40 }).map((i) => `${of}-${i}`);

type Pairs = [string, string][];
const pair = (names: readonly string[], values: fc.Arbitrary<string>) => fc.tuple(fc.constantFrom(...names), values);
const someOf = (...arbitraries: fc.Arbitrary<[string, string]>[]): fc.Arbitrary<Pairs> =>
  fc.uniqueArray(fc.oneof(...arbitraries), { maxLength: 3, selector: ([name]) => name });

const sources = fc.constantFrom('The Quay', 'The Pier');
/** A lens; some of them are as long as they may be. */
const lens = fc
  .tuple(
    someOf(
      pair(['recordedBy', 'reportedBy', 'happenedBy'], moment),
      pair(['revision'], fc.integer({ min: 1, max: REPORTS }).map(String)),
      pair(['withoutSource', 'withoutOrigin'], sources),
      pair(['withoutParty'], fc.constantFrom('union', 'port')),
      pair(['onlyAttribution'], fc.constant('on-the-record')),
      pair(['minReliability'], fc.constantFrom('C', 'F')),
    ),
    fc.boolean(),
  )
  .map(([pairs, isLong]): Pairs =>
    isLong ? [...pairs, ...Array.from({ length: 49 }, (): [string, string] => ['withoutOrigin', 'The Pier'])] : pairs,
  );
const clock = pair(['clock'], fc.constantFrom('recorded', 'reported', 'happened'));
const both = (one: fc.Arbitrary<Pairs>, other: fc.Arbitrary<Pairs>) =>
  fc.tuple(one, other).map((all): Pairs => all.flat());

/** What a route takes besides a lens, by the end of its path. */
const OWN: readonly (readonly [RegExp, fc.Arbitrary<Pairs>])[] = [
  [/(?:previous|next|replay)$/, both(lens, someOf(clock, pair(['milestones'], fc.constant('true'))))],
  [/(?:timeline|picture)(?:\.\w+)?$/, both(lens, someOf(clock))],
  [/changes$/, lens.map((pairs) => pairs.map(([name, value]): [string, string] => [`from.${name}`, value]))],
  [/history$/, both(lens, someOf(pair(['limit'], fc.constantFrom('500', '1'))))],
  [/briefing$/, both(lens, someOf(pair(['format'], fc.constantFrom('docx', 'markdown')), pair(['since'], moment)))],
  [/card$/, both(lens, someOf(pair(['format'], fc.constantFrom('png', 'svg'))))],
  [
    /search$/,
    both(
      lens,
      pair(['q'], fc.constantFrom('talk', 'a* b* c*', '"they talk"', 'x'.repeat(100), 't*', 'claim*')).map(
        (q): Pairs => [q],
      ),
    ),
  ],
  [
    /(?:vocabulary|registry|v1\/sources|:source|stories|:story|intake.*|:article|evidence|v1\/feed\.\w+|v1\/negotiations|stream|endpoint)$/,
    fc.constant([]),
  ],
];
const parametersOf = (route: string): fc.Arbitrary<Pairs> => OWN.find(([end]) => end.test(route))?.[1] ?? lens;

const READ = Object.entries(ROUTE_ROLES).flatMap(([route, role]) =>
  (role === 'reader' || role === 'reporter') && route.startsWith('GET /v1')
    ? [{ route: route.slice(4), role } as const]
    : [],
);

export const reading: fc.Arbitrary<Input> = fc
  .constantFrom(...READ)
  .chain((to) =>
    fc.record({
      to: fc.constant(to),
      query: parametersOf(to.route),
      report: fc.nat({ max: REPORTS - 1 }),
      leaves: fc.option(fc.integer({ min: 1, max: 300 }), { freq: 3, nil: undefined }),
    }),
  )
  .map(({ to: { route, role }, query: pairs, report: number, leaves }) => {
    const path = route
      .replace(':negotiation', 'talks')
      .replace(':report', `r${number}`)
      .replace(':party', 'union')
      .replace(':source', 'The%20Quay')
      .replace(/:\w+/, 'nothing');
    return { role, method: 'GET', path: `${path}?${new URLSearchParams(pairs).toString()}`, leaves };
  });

/** What names nothing that others name. */
const UNTRIED: ReadonlySet<string> = new Set([
  'endorsement',
  'involvement',
  'assessment',
  'ratification',
  'pressure',
  'no-comment',
]);

/** Reports that make others dear: of one claim, of one agreement, each of the one before, with as many terms as may be. */
export const recording: fc.Arbitrary<Input> = fc
  .record({
    kind: fc.constantFrom(...KINDS.filter((kind) => !UNTRIED.has(kind))),
    id: fc.nat({ max: 10_000 }),
    of: fc.nat({ max: REPORTS }),
    party: fc.constantFrom('union', 'port'),
    claim: slug('claim'),
    agreement: slug('agreement'),
    base: slug('agreement'),
    proposal: slug('proposal'),
    terms: fc.nat({ max: 60 }),
    at: moment,
    dryRun: fc.boolean(),
  })
  .map(({ kind, id, of, party, claim, agreement, base: extended, proposal, terms, at, dryRun }): Input => {
    const { claim: _none, ...plain } = report(`h${id}`, { kind, party, reportedAt: at });
    const many = Array.from({ length: terms }, (_, i) => ({ item: `item-${i}`, quantity: i + 1, unit: 'people' }));
    const about: Partial<Record<string, object>> = {
      confirmation: { claim, corroborates: `r${of}` },
      denial: { claim, corroborates: `r${of}` },
      agreement: { agreement, extends: extended, between: ['union', 'port'], scope: 'partial', terms: many },
      proposal: { proposal, issues: ['pay'], terms: many, counters: `h${of}` },
      demand: { issue: 'pay', terms: many },
      concession: { issue: 'pay', terms: many },
      implementation: { agreement, terms: many },
      stance: { issue: 'pay', toward: 'opposes' },
      acceptance: { proposal },
      rejection: { proposal },
      withdrawal: { report: `r${of}` },
      violation: { agreement, by: party },
      suspension: { agreement },
      resumption: { agreement },
      breakdown: {},
      conclusion: {},
      overture: {},
      refusal: {},
      contact: { with: [party === 'union' ? 'port' : 'union'], session: true },
    };
    const more = about[kind] ?? { claim };
    return {
      role: 'reporter',
      method: 'POST',
      path: `/v1/negotiations/talks/reports${dryRun ? '?dryRun=true' : ''}`,
      body: { ...plain, ...more },
    };
  });
