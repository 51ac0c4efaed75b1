/** The tables of docs/rules.md and docs/coding.md are those of events/guide. `UPDATE=1` writes them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { GLOSSARY, TERMS } from '../../events/guide/glossary.js';
import { HARD_CASES } from '../../events/guide/hard-cases.js';
import { KIND_HELP } from '../../events/guide/kinds.js';
import { reportSchemas } from '../../events/report.js';
import { WORD_HELP } from '../../events/guide/words.js';
import { ATTRIBUTIONS, CAPACITIES, KINDS, OUTLOOKS, ROLES, SCOPES, STAGES, TOWARD } from '../../events/vocabulary.js';
import { root } from './repository.js';

type Row = readonly string[];

const code = (word: string): string => `\`${word}\``;
const row = (cells: Row): string => `| ${cells.join(' | ')} |`;
const tableOf = (head: Row, rows: readonly Row[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const kinds = Object.entries(KIND_HELP);
const RULES = {
  kind: tableOf(
    ['kind', 'needs', 'means', 'CAMEO'],
    kinds.map(([kind, { needs, line, cameo }]) => [code(kind), needs, line, cameo]),
  ),
  term: tableOf(
    ['term', 'means', 'rule'],
    Object.values(GLOSSARY).flatMap(({ entries }) =>
      Object.values(entries).map(({ term, line, rule }) => [term, line, rule]),
    ),
  ),
};
const CODING: Readonly<Record<string, string>> = {
  'hard cases': tableOf(
    ['what is reported', 'record', 'not'],
    HARD_CASES.map(({ reported, record, not }) => [reported, record, not === '' ? '–' : not]),
  ),
  kinds: tableOf(
    ['kind', 'means', 'example'],
    kinds.map(([kind, { line, example }]) => [code(kind), line, example]),
  ),
  ...Object.fromEntries(
    Object.entries(WORD_HELP).map(([field, words]) => [
      field,
      tableOf(
        [field, 'means', 'example'],
        Object.entries(words).map(([word, { line, example }]) => [code(word), line, example]),
      ),
    ]),
  ),
};
/** Where a table is known by its first column, and that is not the name above. */
const FIRST_CELL: Readonly<Record<string, string>> = { 'hard cases': 'what is reported', kinds: 'kind' };

/** The document with the table put in the place of the one that begins with this cell. */
function withTable(document: string, name: string, table: string): string {
  const cell = `(?:${[name, FIRST_CELL[name] ?? name].join('|')})`;
  const there = new RegExp(`^\\| ${cell} +\\|.*\\n(?:\\|.*\\n)+`, 'm');
  if (!there.test(document)) throw new Error(`no table of ${name}`);
  return document.replace(there, () => `${table}\n`);
}

test.each([
  ['docs/rules.md', RULES],
  ['docs/coding.md', CODING],
])('The tables of %s are those of the guide', async (name, tables) => {
  const file = join(root, name);
  const now = readFileSync(file, 'utf8');
  const all = Object.entries(tables).reduce((text, [of, table]) => withTable(text, of, table), now);
  const meant = await format(all, { ...(await resolveConfig(file)), parser: 'markdown' });
  if (process.env['UPDATE'] === '1') writeFileSync(file, meant);
  expect(readFileSync(file, 'utf8')).toBe(meant);
});

test('Each word of the glossary names a rule that is there, and stands in it once', () => {
  const rules = new Set(
    [...readFileSync(join(root, 'docs/rules.md'), 'utf8').matchAll(/\*\*(\d+\.\d+)\*\*/g)].map(([, n]) => n),
  );
  const all = Object.values(GLOSSARY).flatMap(({ entries }) => Object.entries(entries));
  expect(all.filter(([, { rule }]) => !rules.has(rule))).toEqual([]);
  expect(new Set(all.map(([name]) => name)).size).toBe(all.length);
  expect(Object.keys(TERMS)).toHaveLength(all.length);
});

test('The guide lists the words of each vocabulary in their order', () => {
  const words = Object.fromEntries(Object.entries(WORD_HELP).map(([field, help]) => [field, Object.keys(help)]));
  expect(words).toEqual({
    capacity: CAPACITIES,
    attribution: ATTRIBUTIONS,
    outlook: OUTLOOKS,
    role: ROLES,
    toward: TOWARD,
    scope: SCOPES,
    stage: STAGES,
  });
  expect(Object.keys(KIND_HELP)).toEqual(KINDS);
});

test('A kind needs, by the guide, what its reports are refused without', () => {
  const common = new Set(Object.keys(reportSchemas.conclusion.shape));
  for (const [kind, { needs }] of kinds) {
    const { shape } = reportSchemas[kind as keyof typeof reportSchemas];
    const required = Object.entries(shape)
      .filter(([field, schema]) => !common.has(field) && !schema.safeParse(undefined).success)
      .map(([field]) => field);
    expect([kind, required.filter((field) => !needs.includes(code(field)))]).toEqual([kind, []]);
  }
});
