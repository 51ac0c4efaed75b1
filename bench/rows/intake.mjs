/** How long the rules take for an article of 10,000 words, beside the bar. */
import { propose } from '../../dist/intake/propose.js';

const PARAGRAPH =
  'The union said on Monday that it had turned down the company’s offer of 12 percent over four years. “We are ready to meet again at any time,” its president, Ada Marlow, told reporters, “but there is no deal without a limit on overtime.” A spokesman for Northern Steel declined to comment on the talks, which are mediated by Norway. Two people familiar with the negotiations said that the sides had moved closer on pensions, although big differences remain on working hours. In 2019 the same union walked out for six weeks.\n\n';
const WORDS = 10_000;
const KNOWN = {
  title: 'Contract of the steelworkers',
  parties: [
    { party: 'union', name: 'United Steelworkers', aliases: ['the union'], role: 'principal' },
    { party: 'northern-steel', name: 'Northern Steel', aliases: ['the company'], role: 'principal' },
    { party: 'norway', name: 'Norway', role: 'mediator' },
  ],
  issues: [
    { issue: 'wages', title: 'Wages' },
    { issue: 'working-hours', title: 'Working hours and overtime' },
  ],
  claims: [],
  proposals: [],
  agreements: [],
};

/** Milliseconds for an article, several times, after a first reading that loads and warms up. */
export function intake({ runs }) {
  const text = PARAGRAPH.repeat(Math.ceil(WORDS / PARAGRAPH.split(/\s+/).length));
  const read = () => {
    const start = performance.now();
    propose({ text, published: '2024-10-04' }, KNOWN);
    return performance.now() - start;
  };
  read();
  read();
  return { ours: Array.from({ length: runs }, read), theirs: Array.from({ length: runs }, () => 300) };
}
