/** What reports of some talks can name: by title, what was used last first. */
import { NOW_LENS } from '../../../projections/record/lens.js';
import { countedReports } from '../../../projections/report-index/counted-reports.js';
import { ReportIndexCache } from '../../../projections/report-index/report-index-cache.js';
import { select } from '../../../projections/report-index/selection.js';
import { vocabularyOf } from '../../../projections/vocabulary/vocabulary.js';
import { logOf, NOW, opened, says } from '../given.js';

const LINES = [
  opened({ issues: [{ issue: 'pay', title: 'Pay' }] }),
  says('r1', 1, 'ford', 'confirmation', {
    claim: 'near-deal',
    claimText: 'A deal is near',
    speaker: { name: 'Ana Ruiz', capacity: 'official' },
    source: { publisher: 'The Quay', origin: 'Wire', reliability: 'B' },
  }),
  says('r2', 2, 'union', 'proposal', {
    proposal: 'first-offer',
    title: 'Première offre',
    issues: ['pay'],
    terms: [{ item: 'wage', quantity: 12, unit: 'percent' }],
  }),
  says('r3', 3, 'state', 'agreement', {
    agreement: 'pact',
    title: 'The pact',
    between: ['ford', 'union'],
    scope: 'partial',
    terms: [],
  }),
  says('r4', 4, 'ford', 'pressure', { measure: 'lockout', source: { publisher: 'The Quay' } }),
];

const vocabulary = (q?: string) =>
  vocabularyOf(countedReports(select(logOf(LINES), NOW_LENS, NOW, new ReportIndexCache())!), q);

describe('The vocabulary of talks', () => {
  test('lists what reports name, by its title, with the last use first', () => {
    const { parties, issues, proposals, agreements, reports } = vocabulary();
    expect(parties[0]).toMatchObject({ party: 'ford' });
    expect(parties.map(({ party }) => party).toSorted()).toEqual(['ford', 'press', 'state', 'union']);
    expect(issues).toMatchObject([{ slug: 'pay', title: 'Pay' }]);
    expect(proposals).toMatchObject([{ slug: 'first-offer', title: 'Première offre' }]);
    expect(agreements).toMatchObject([{ slug: 'pact', title: 'The pact' }]);
    expect(reports.map(({ reportId }) => reportId as string)).toEqual(['r4', 'r3', 'r2', 'r1']);
  });

  test('holds the claim that there are talks, whether anybody has named it or not', () => {
    expect(vocabulary().claims.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['talks', 'near-deal']));
  });

  test('knows publishers with their last grade, origins, and who spoke in which capacity', () => {
    const { publishers, origins, speakers } = vocabulary();
    expect(publishers.find(({ name }) => name === 'The Quay')).toMatchObject({ reliability: 'B', uses: 2 });
    expect(origins.map(({ name }) => name)).toContain('Wire');
    expect(speakers.find(({ name }) => name === 'Ana Ruiz')).toMatchObject({ capacity: 'official', party: 'ford' });
  });

  test('offers free words again', () => {
    expect(vocabulary().texts).toMatchObject({ measure: ['lockout'], item: ['wage'], unit: ['percent'] });
  });

  test('holds only what has every word that is asked for, without case and accents', () => {
    const { proposals, agreements, reports } = vocabulary('PREMIERE offre');
    expect(proposals).toHaveLength(1);
    expect(agreements).toEqual([]);
    expect(reports.map(({ reportId }) => reportId as string)).not.toContain('r3');
  });
});
