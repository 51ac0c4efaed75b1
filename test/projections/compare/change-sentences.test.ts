/** Every field of every story in words: names and titles in place of slugs, and no data in place of words. */
import { readdirSync, readFileSync } from 'node:fs';
import type { JsonObject } from '../../../events/envelope.js';
import { inWords } from '../../../projections/compare/change-sentences.js';
import { fragilityOf } from '../../../projections/compare/fragility.js';
import { titledIssuesOf } from '../../../projections/positions/issue-titles.js';
import { replay } from '../../../projections/compare/replay.js';
import { ReaderNames, subjectTitlesOf } from '../../../projections/wording/reader-names.js';
import { changesBetween, type Change } from '../../../projections/status/field-values.js';
import { logOf, NOW, projectionsOf, type Line } from '../given.js';

const STORIES = new URL('../../../stories/', import.meta.url);
const names = readdirSync(STORIES).filter((name) => name.endsWith('.ndjson'));
const linesOf = (name: string): Line[] =>
  readFileSync(new URL(name, STORIES), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** What no sentence holds: data as it is, no value, and a full stop after another. */
const RAW = /\[object|undefined|\bnull\b|\bNaN\b|[{}[\]]|\.\.(?!\.)|: ?[.;]|“”/;

/** The slugs that a field names, of which there is a title. */
function slugsIn({ field }: Change, titles: ReadonlyMap<string, string>): string[] {
  const parts = new Set(field.split(/[/,]/));
  return [...titles].flatMap(([key, title]) => {
    const slug = key.slice(key.indexOf(':') + 1);
    return (parts.has(key) || parts.has(slug)) && title !== slug ? [slug] : [];
  });
}

describe.each(names)('%s', (name) => {
  const lines = linesOf(name);
  const present = projectionsOf(lines)!;
  const titlesNow = subjectTitlesOf(present.counted);
  const parties = [...present.counted.registry.parties.values()];

  function expectInWords(change: Change & { readonly words: string }, titles = titlesNow): void {
    expect([change, RAW.test(change.words.replaceAll(/“[^”]*”/g, '“x”'))]).toEqual([change, false]);
    expect(change.words).not.toMatch(/[^.]\.”[.,:;]|“talks”/);
    expect(change.words).not.toMatch(/(\w+) since [^(]*\(\1\)/);
    for (const slug of slugsIn(change, titles)) expect(change.words).not.toContain(`“${slug}”`);
    // What has no title is called by its slug in words, which may hold that of a party.
    const words = change.words.replaceAll(/“[^”]*”/g, '').split(/[\s,:;.“”()]+/);
    expect(parties.filter(({ party, name: called }) => called !== party && words.includes(party))).toEqual([]);
  }

  test('and titles are those of the answers', () => {
    const { proposals } = present.offers();
    const shown = [
      ...present.claims().map(({ claim, text }) => [`claim:${claim}`, text]),
      ...proposals.map(({ proposal, title }) => [`proposal:${proposal}`, title]),
      ...present.agreements().map(({ agreement, title }) => [`agreement:${agreement}`, title]),
      ...titledIssuesOf(present.counted).map(({ issue, title }) => [`issue:${issue}`, title]),
    ];
    expect(new Map(shown.filter(([, title]) => title !== null) as [string, string][])).toEqual(titlesNow);
  });

  test('each change of a replay is said in words', () => {
    let count = 0;
    for (const step of replay(logOf(lines), { lens: {}, clock: 'reported', milestones: false, status: false }, NOW)) {
      // A title may be told later than the thing itself.
      const titles = subjectTitlesOf(projectionsOf(lines, step.lens as JsonObject)!.counted);
      for (const change of step.changes) expectInWords(change, titles);
      count += step.changes.length;
    }
    expect(count).toBeGreaterThan(20);
  });

  test('and so is each value that there is, and that there no longer is', () => {
    const values = present.fieldValues();
    const appear = inWords(changesBetween(undefined, values), new ReaderNames(present.counted));
    const vanish = inWords(changesBetween(values, undefined), new ReaderNames(present.counted));
    for (const change of [...appear, ...vanish]) expectInWords(change);
  });

  test('and what would read otherwise without something', () => {
    const trials = fragilityOf(present.counted);
    let trial = trials.next();
    while (!trial.done) trial = trials.next();
    for (const { changes } of trial.value.ranked) for (const change of changes) expectInWords(change);
  });
});
