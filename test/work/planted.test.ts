/**
 * What a reporter can plant so that a reading might cost more than it reads, counted and not timed: agreements that extend each
 * other, accounts of many terms, many tables. bench/planted/ has the same as figures.
 */
import type { JsonObject } from '../../events/envelope.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import { given as desk } from '../decisions/given.js';
import { logOf, NOW, opened, says, type Line } from '../projections/given.js';

const several = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
const principals = (count: number) => several(count, (i) => ({ party: `p${i}`, name: `p${i}`, role: 'principal' }));
const at = (i: number): JsonObject => ({ reportedAt: new Date(Date.UTC(2023, 9, 1) + i * 3_600_000).toISOString() });

/** How often a field of the objects that are picked out of the reports is looked at. */
function looksAt(
  lines: readonly Line[],
  field: string,
  pick: (report: object) => readonly object[],
  read: (p: LensProjections) => unknown,
): number {
  const log = logOf(lines);
  let looks = 0;
  for (const { fact } of log.negotiation)
    for (const picked of fact.type === 'Report' ? pick(fact.report) : []) {
      const value = (picked as Record<string, unknown>)[field];
      Object.defineProperty(picked, field, { enumerable: true, get: () => ((looks += 1), value) });
    }
  const projections = LensProjections.of(log, {}, NOW);
  if (!projections) throw new Error('not opened');
  read(projections);
  return looks;
}

const itself = (report: object) => [report];

const extending = (size: number): Line[] => [
  opened({ parties: principals(2) }),
  ...several(size, (i) =>
    says(`r${i}`, 1, 'p0', 'agreement', {
      ...at(i),
      jointly: ['p1'],
      agreement: `paper-${i}`,
      between: ['p0', 'p1'],
      scope: 'partial',
      terms: [],
      ...(i > 0 ? { extends: `paper-${i - 1}` } : {}),
    }),
  ),
];

test('agreements that extend each other are explained without going through the chain for each of them', () => {
  const looks = (size: number) => looksAt(extending(size), 'kind', itself, (p) => p.agreements()) / size;
  expect(looks(96)).toBeLessThan(2 * looks(24));
});

const accounts = (terms: number): Line[] => [
  opened({ parties: principals(4) }),
  ...several(4, (i) =>
    says(`r${i}`, 1 + i, `p${i}`, 'agreement', {
      agreement: 'paper',
      between: ['p0', 'p1'],
      scope: 'full',
      terms: several(terms, (item) => ({ item: `item-${item}`, quantity: i })),
    }),
  ),
];

test('the ledger looks at a term no more often where its report has many', () => {
  const termsOf = (report: object) => (report as { terms: object[] }).terms;
  const looks = (terms: number) => looksAt(accounts(terms), 'item', termsOf, (p) => p.terms()) / terms;
  expect(looks(80)).toBe(looks(10));
});

const tabled = (tables: number): Line[] => [
  opened({ parties: principals(2 * tables), tables: several(tables, (i) => [`p${2 * i}`, `p${2 * i + 1}`]) }),
  ...several(60, (i) => says(`r${i}`, 1, 'p0', 'contact', { ...at(i), with: ['p1'], session: true })),
];

test('of many tables each report is looked at for those that it concerns', () => {
  const looks = (tables: number) => looksAt(tabled(tables), 'with', itself, (p) => p.summary());
  expect(looks(32)).toBe(looks(4));
});

test('a negotiation has at most 200 parties', () => {
  const { when } = desk();
  expect(when(opened({ parties: principals(200) })).outcome).toBe('new');
  expect(when(opened({ parties: principals(201) }))).toMatchObject({
    outcome: 'refused',
    refusal: { findings: [{ pointer: '/parties', detail: 'a negotiation has at most 200 parties' }] },
  });
});
