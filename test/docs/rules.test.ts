/** Each rule of docs/rules.md names the code that does it and a test that shows it: both are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root, trackedFiles } from './repository.js';

const rules = readFileSync(join(root, 'docs/rules.md'), 'utf8');
const all = (pattern: RegExp): string[][] => [...rules.matchAll(pattern)].map(([, ...groups]) => groups);

/** The names that a module exports. */
function exportsOf(file: string): Set<string> {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2023);
  const names = source.statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return [];
    const isExported = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name);
    return 'name' in statement ? [statement.name as ts.Identifier] : [];
  });
  return new Set(names.flatMap((name) => (ts.isIdentifier(name) ? [name.text] : [])));
}

/** The titles of all tests, those of `it.each` as they are written. */
function titles(): Set<string> {
  const found = new Set<string>();
  for (const file of trackedFiles().filter((name) => name.startsWith('test/') && name.endsWith('.ts')))
    for (const [, , title] of readFileSync(join(root, file), 'utf8').matchAll(
      /\(\s*(['"`])((?:(?!\1)[^\\\n]|\\.)+)\1/g,
    ))
      found.add(title?.replaceAll(/\\(.)/g, '$1') ?? '');
  return found;
}

describe('a rule of docs/rules.md', () => {
  it('has a number of its own', () => {
    const numbers = all(/\*\*(\d+\.\d+)\*\*/g).map(([number]) => number);
    expect(numbers.length).toBeGreaterThan(100);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('names code and a test', () => {
    // A rule goes on to the next number, the next heading or the end of its row.
    const bodies = rules.split(/(?=\*\*\d+\.\d+\*\*)/).slice(1);
    const bare = bodies.filter((body) => !/\[code: /.test(body) || !/\[test: /.test(body));
    expect(bare.map((body) => body.slice(0, 40))).toEqual([]);
  });

  it('names exports that are there', () => {
    const cited = all(/\[code: ([^\]#\s]+)#(\w+)\]/g);
    const missing = cited.filter(
      ([file = '', name = '']) => !existsSync(join(root, file)) || !exportsOf(file).has(name),
    );
    expect(cited.length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  it('names tests that are there', () => {
    const known = titles();
    const cited = all(/\[test: "([^"]*)"\]/g).flat();
    expect(cited.length).toBeGreaterThan(100);
    expect(cited.filter((title) => !known.has(title))).toEqual([]);
  });
});
