/** docs/coded-events.md: its commands answer as it says, and its tables are those of events/coded. `UPDATE=1` writes them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ACLED_KINDS } from '../../events/coded/acled.js';
import { CAMEO_KINDS } from '../../events/coded/cameo-kinds.js';
import type { Counterpart } from '../../events/coded/counterpart.js';
import { PLOVER_KINDS } from '../../events/coded/plover.js';
import { SCHEME, type SchemeName } from '../../events/coded/schemes.js';
import { root } from './repository.js';
import { describeSession } from './session.js';

const FILE = join(root, 'docs/coded-events.md');

/** Codes that correspond to the same stand in one row. */
function tableOf(scheme: SchemeName, kinds: ReadonlyMap<string, Counterpart>): string {
  const rows = new Map<string, string[]>();
  for (const [code, { kind, issueTitle: _, ...fields }] of kinds) {
    const said = Object.entries(fields).map(([field, value]) => `${field}: ${String(value)}`);
    const cells = `\`${kind}\` | ${said.join('; ') || '–'}`;
    rows.set(cells, [...(rows.get(cells) ?? []), `\`${SCHEME[scheme].written(code)}\``]);
  }
  const lines = [...rows].map(([cells, codes]) => `| ${codes.join(', ')} | ${cells} |`);
  return [`| ${SCHEME[scheme].name} | kind | fields |`, '| --- | --- | --- |', ...lines].join('\n');
}

test('The tables of codes are those of the code', async () => {
  const page = readFileSync(FILE, 'utf8');
  const tables = [tableOf('cameo', CAMEO_KINDS), tableOf('plover', PLOVER_KINDS), tableOf('acled', ACLED_KINDS)];
  const written = tables.reduce((text, table) => {
    const head = /^\| \w+/.exec(table)?.[0] ?? '';
    const there = new RegExp(`^${head.replace('|', '\\|')} +\\|.*\\n(?:\\|.*\\n)+`, 'm');
    if (!there.test(text)) throw new Error(`no table ${head}`);
    return text.replace(there, () => `${table}\n`);
  }, page);
  const wanted = await format(written, { ...(await resolveConfig(FILE)), parser: 'markdown' });
  if (process.env['UPDATE']) writeFileSync(FILE, wanted);
  expect(readFileSync(FILE, 'utf8')).toBe(wanted);
});

describeSession('coded-events.md', 5);
