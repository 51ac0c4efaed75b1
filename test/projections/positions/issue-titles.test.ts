import { titledIssuesOf } from '../../../projections/positions/issue-titles.js';
import { given, opened, says, type Line } from '../given.js';

const titles = (lines: readonly Line[]) =>
  titledIssuesOf(given([opened({ issues: [{ issue: 'pay', title: 'Pay' }] }), ...lines])!.counted).map(
    ({ issue, title }) => [issue, title],
  );
const retitled = (slug: string, title: string): Line => ({
  type: 'SubjectRetitled',
  data: { negotiation: 'n', changeId: `t-${slug}`, what: 'issue', slug, title, reason: 'shorter' },
});
const speaks = (id: string, day: number, issue: string, issueTitle: string) =>
  says(id, day, 'ford', 'stance', { issue, issueTitle, toward: 'open' });

test('given several titles of an issue, then our desk’s comes first, that of the opening next, that of a report last', () => {
  const hours = speaks('a', 2, 'hours', 'Hours of work');
  expect(titles([hours, speaks('b', 1, 'hours', 'Hours'), speaks('c', 1, 'pay', 'Wages')])).toEqual([
    ['pay', 'Pay'],
    ['hours', 'Hours'],
  ]);
  expect(titles([hours, retitled('hours', 'The week'), retitled('pay', 'Wages')])).toEqual([
    ['pay', 'Wages'],
    ['hours', 'The week'],
  ]);
});

test('given a report of several issues, then its title is of none of them', () => {
  const offer = (issues: string[]) =>
    says('o', 1, 'ford', 'proposal', { proposal: 'offer', issues, terms: [], issueTitle: 'Hours' });
  expect(titles([offer(['hours'])])).toEqual([
    ['pay', 'Pay'],
    ['hours', 'Hours'],
  ]);
  expect(titles([offer(['hours', 'leave'])])).toEqual([['pay', 'Pay']]);
});
