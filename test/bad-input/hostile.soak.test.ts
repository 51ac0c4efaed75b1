/**
 * Hostile inputs that are within the limits, of a reader and of a reporter, against the built program: how long another
 * caller waits at the longest meanwhile, and what memory is left in use. Few in `npm test`; `npm run soak -- hostile` sends
 * 1,000 into a story of 1,000 reports, and prints what it found. `HOSTILE=5000 REPORTS=10000` chooses.
 */
import fc from 'fast-check';
import { ROUTE_ROLES } from '../../src/access/route-roles.js';
import { KINDS } from '../../events/vocabulary.js';
import { program as main, Program } from '../app/program.js';
import { newFolder, remove } from '../app/started-app.js';
import { inLines, opening, report, story } from '../app/talks.js';
import { SEED } from '../seed.js';

const SOAK = process.env['SOAK'] !== undefined;
const INPUTS = Number(process.env['HOSTILE'] ?? (SOAK ? 1_000 : 60));
const REPORTS = Number(process.env['REPORTS'] ?? (SOAK ? 1_000 : 60));
const AT_ONCE = 6;
const BOOTSTRAP = 'the-first-token-of-this-hostile-test';
/** A stream that has no end, or an answer that nobody waits for, is left after so long, in milliseconds. */
const PATIENCE = SOAK ? 20_000 : 5_000;

let [folder, base] = ['', ''];
let server: Program;
const tokens = new Map<string, string>();

interface Input {
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

const reading: fc.Arbitrary<Input> = fc
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
const recording: fc.Arbitrary<Input> = fc
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

const momentOf = (i: number): string => new Date(Date.UTC(2023, 0, 1) + i * 3_600_000).toISOString();

async function call({ role, method, path, body, leaves }: Input): Promise<number | 'left'> {
  const headers = { authorization: `Bearer ${tokens.get(role)}`, 'content-type': 'application/json' };
  try {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers,
      signal: AbortSignal.timeout(leaves ?? PATIENCE),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 'left';
  }
}

async function issue(subject: string, roles: readonly string[]): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${BOOTSTRAP}` };
  const answer = await fetch(`${base}/v1/tokens`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ subject, roles }),
  });
  tokens.set(subject, ((await answer.json()) as { secret: string }).secret);
}

const asOther = { headers: { authorization: '' } };

beforeAll(async () => {
  folder = newFolder();
  server = new Program(main, {
    PARLEY_DATA: folder,
    PARLEY_LOG_LEVEL: 'info',
    PARLEY_BOOTSTRAP_TOKEN: BOOTSTRAP,
    PARLEY_RATE_LIMIT: '0',
  });
  base = await server.ready();
  await issue('reader', ['reader']);
  await issue('reporter', ['reporter', 'reader']);
  await issue('other', ['reader']);
  asOther.headers.authorization = `Bearer ${tokens.get('other')}`;
  const told = Array.from({ length: REPORTS }, (_, i) => {
    const { kind: _kind, ...data } = report(`r${i}`, {
      party: i % 2 === 0 ? 'union' : 'port',
      claim: `claim-${i % 40}`,
      source: { publisher: i % 3 === 0 ? 'The Pier' : 'The Quay' },
      reportedAt: momentOf(i),
    });
    return { type: i % 3 === 1 ? 'DenialReported' : 'ConfirmationReported', data: { negotiation: 'talks', ...data } };
  });
  const lines = [{ type: 'NegotiationOpened', data: opening }, ...told, ...story(3, ['quiet'])];
  const headers = { 'content-type': 'application/x-ndjson', authorization: `Bearer ${BOOTSTRAP}` };
  const editor = { method: 'POST', headers, body: inLines(lines) };
  await issue('editor', ['editor', 'reader']);
  await fetch(`${base}/v1/import`, {
    ...editor,
    headers: { ...headers, authorization: `Bearer ${tokens.get('editor')}` },
  });
}, 120_000);
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended();
  remove(folder);
});

const megabytes = async (of = 'process_resident_memory_bytes'): Promise<number> => {
  const text = await (await fetch(`${base}/metrics`, asOther)).text();
  return Number(new RegExp(`^${of} (\\S+)`, 'm').exec(text)?.[1]) / 1e6;
};

test('Hostile inputs within the limits are answered, and others do not wait for them', async () => {
  const inputs = fc.sample(fc.oneof({ weight: 3, arbitrary: reading }, recording), { numRuns: INPUTS, seed: SEED });
  const before = await megabytes();
  const state = { done: false };
  const waits: number[] = [];
  const slowest: [number, string][] = [];
  const underWay = new Set<string>();
  const watching = (async () => {
    while (!state.done) {
      const begun = performance.now();
      const during = [...underWay];
      expect((await fetch(`${base}/v1/negotiations/quiet/status`, asOther)).status).toBe(200);
      const waited = performance.now() - begun;
      waits.push(waited);
      if (waited > 50) slowest.push([waited, [...new Set([...during, ...underWay])].join(' | ')]);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  const counts = new Map<number | 'left', number>();
  const broken: string[] = [];
  const left = [...inputs];
  const sender = async (): Promise<void> => {
    for (let input = left.pop(); input; input = left.pop()) {
      const name = `${input.method} ${input.path.slice(0, 120)}`;
      underWay.add(name);
      const status = await call(input);
      underWay.delete(name);
      counts.set(status, (counts.get(status) ?? 0) + 1);
      if (typeof status === 'number' && status >= 500 && status !== 501) broken.push(`${status} ${name}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  state.done = true;
  await watching;
  const sorted = waits.toSorted((a, b) => b - a);
  const [longest = 0] = sorted;
  const told = [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
  process.stderr.write(
    `hostile: ${INPUTS} inputs into ${REPORTS} reports (SEED=${SEED}): ${told}; another caller asked ${waits.length} times and ` +
      `waited ${longest.toFixed(0)} ms at the longest (${longest <= 100 ? 'met' : 'missed'}: 100 ms), ` +
      `${waits.filter((ms) => ms > 100).length} times more than 100 ms; memory ${before.toFixed(0)} MB before, ` +
      `${(await megabytes()).toFixed(0)} MB at the end, ${(await megabytes('nodejs_heap_size_used_bytes')).toFixed(0)} MB of objects\n` +
      (SOAK
        ? slowest
            .toSorted(([a], [b]) => b - a)
            .slice(0, 10)
            .map(([ms, what]) => `  ${ms.toFixed(0)} ms: ${what}\n`)
            .join('')
        : ''),
  );
  expect(broken).toEqual([]);
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(INPUTS);
  // Not a bar: where long work has no turns at all, everybody waits for seconds.
  expect(longest).toBeLessThan(SOAK ? 10_000 : 2_000);
  expect(await megabytes()).toBeLessThan(1_500);
}, 7_200_000);
