/** The hand codings are what intake is measured by: each must be valid, and point at sentences that exist. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../events/envelope.js';
import { factOf } from '../../events/event.js';
import { kindOfType } from '../../events/event-types.js';
import { partiesOf } from './articles/parties-of.js';
import { KINDS } from '../../events/vocabulary.js';
import { sentencesOf } from './articles/sentences.js';

const FOLDER = join(import.meta.dirname, 'articles');
const HALVES = ['tuned', 'aside'] as const;
const TALKS = ['truce', 'labour', 'trade', 'politics'] as const;

interface GoldLine {
  readonly type: string;
  readonly data: JsonObject;
  readonly optional?: boolean;
  readonly sentences?: readonly number[];
}
interface Coded {
  readonly half: string;
  readonly name: string;
  readonly text: string;
  readonly opened: GoldLine;
  readonly reports: readonly GoldLine[];
}

const read = (half: string, name: string): Coded => {
  const lines = readFileSync(join(FOLDER, half, `${name}.gold.ndjson`), 'utf8')
    .trim()
    .split('\n');
  const [opened, ...reports] = lines.map((line) => JSON.parse(line) as GoldLine);
  if (!opened) throw new Error(`${name} has no coding`);
  return { half, name, opened, reports, text: readFileSync(join(FOLDER, half, `${name}.txt`), 'utf8') };
};
const articles = HALVES.flatMap((half) =>
  readdirSync(join(FOLDER, half))
    .filter((file) => file.endsWith('.txt'))
    .map((file) => read(half, file.replace(/\.txt$/, ''))),
);

/** The rows of the table in the README: article, half, kind of talks. */
const table = readFileSync(join(FOLDER, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [a-z]/.test(line) && !line.startsWith('| article'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', half = '', sort = '']) => ({ name, half, sort }));

describe.each(articles)('$half/$name', ({ name, text, opened, reports }) => {
  it('opens with a registry', () => {
    expect(opened.type).toBe('NegotiationOpened');
    expect(factOf(opened.type, opened.data)).not.toHaveProperty('unreadable');
  });

  it('is an article of a usual length, in the form in which intake receives it', () => {
    expect(sentencesOf(text).length).toBeGreaterThanOrEqual(15);
    expect(text).toBe(text.normalize('NFC').replaceAll('\r', ''));
  });

  // One test over all reports of an article: a test for each would take longer than what it tests.
  const idsOf = (wrong: (report: GoldLine) => boolean) => reports.filter(wrong).map(({ data }) => data['reportId']);

  it('has valid reports', () => {
    const isOff = ({ type, data }: GoldLine) =>
      kindOfType(type) === undefined ||
      'unreadable' in factOf(type, data) ||
      data['negotiation'] !== opened.data['negotiation'];
    expect(idsOf(isOff)).toEqual([]);
  });

  it('names parties of the registry', () => {
    const registry = (opened.data['parties'] as { party: string }[]).map(({ party }) => party);
    expect(idsOf(({ data }) => partiesOf(data).some((party) => !registry.includes(party)))).toEqual([]);
  });

  it('rests on sentences that exist', () => {
    const spans = sentencesOf(text);
    const isThere = (number: number) => spans[number] !== undefined && text.slice(...spans[number]).trim() !== '';
    expect(idsOf(({ sentences = [] }) => sentences.length === 0 || !sentences.every(isThere))).toEqual([]);
  });

  it('names each report once, and the reports that others name', () => {
    const ids = reports.map(({ data }) => data['reportId']);
    expect(new Set(ids).size).toBe(ids.length);
    const named = reports.flatMap(({ data }) => (data['report'] === undefined ? [] : [data['report']]));
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('stands in the README’s table', () => {
    expect(table.filter((row) => row.name === name)).toHaveLength(1);
  });
});

describe('the corpus', () => {
  const halfOf = new Map(articles.map(({ name, half }) => [name, half]));

  it('has the rows of its table', () => {
    for (const row of table) expect([row.name, halfOf.get(row.name)]).toEqual([row.name, row.half]);
  });

  it.each(HALVES)('has at least six articles %s, of all kinds of talks', (half) => {
    const rows = table.filter((row) => row.half === half);
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(TALKS.filter((sort) => !rows.some((row) => row.sort === sort))).toEqual([]);
  });

  it('has reports of nearly every kind', () => {
    const coded = new Set(articles.flatMap(({ reports }) => reports.map(({ type }) => kindOfType(type))));
    // Nobody declares that talks have met their purpose while they are news.
    expect(KINDS.filter((kind) => !coded.has(kind))).toEqual(['conclusion']);
  });
});
