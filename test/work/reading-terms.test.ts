/** How often terms are read, counted and not timed: many parties' accounts of one paper, each with many quantities. */
import { contradictionsWithBecause } from '../../projections/contradictions/contradictions.js';
import { countedReports } from '../../projections/report-index/counted-reports.js';
import { select } from '../../projections/report-index/selection.js';
import { logOf, NOW, opened, says, type Line } from '../projections/given.js';

const TERMS = 20;

const termsOf = (party: number) =>
  Array.from({ length: TERMS }, (_, item) => ({ item: `item-${item}`, quantity: party }));

/** Each party gives an account of one agreement in which every quantity is another. */
function accountsOf(parties: number): Line[] {
  const names = Array.from({ length: parties }, (_, i) => `party-${i}`);
  return [
    opened({ parties: names.map((party) => ({ party, name: party, role: 'principal' })) }),
    ...names.map((party, i) =>
      says(`r${i}`, 1 + i, party, 'agreement', {
        agreement: 'paper',
        between: names.slice(0, 2),
        scope: 'full',
        terms: termsOf(i),
      }),
    ),
  ];
}

/** To explain every contradiction: how many there are, and how often the terms of a report are looked at. */
function explained(parties: number): { readonly rows: number; readonly looksPerReport: number } {
  const log = logOf(accountsOf(parties));
  let looks = 0;
  for (const { fact } of log.negotiation) {
    if (fact.type !== 'Report') continue;
    const { report } = fact;
    const { terms } = report;
    Object.defineProperty(report, 'terms', { enumerable: true, get: () => ((looks += 1), terms) });
  }
  const selection = select(log, {}, NOW);
  if (!selection) throw new Error('not opened');
  const rows = contradictionsWithBecause(countedReports(selection)).length;
  return { rows, looksPerReport: looks / parties };
}

test('to explain what each pair of accounts differs in, the terms of a report are read once, however many pairs', () => {
  const [few, many] = [explained(6), explained(24)];
  expect([few.rows, many.rows]).toEqual([(6 * 5) / 2, (24 * 23) / 2]);
  expect(few.looksPerReport).toBeGreaterThan(0);
  expect(many.looksPerReport).toBe(few.looksPerReport);
});
