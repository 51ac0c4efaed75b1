/** The core keeps no state of its own: whatever is kept between two calls is given by the shell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, trackedFiles } from '../docs/repository.js';
import { coreFolders } from './core-folders.js';
import { changeableBindings } from './module-state.js';

const isOfTheCore = (file: string): boolean =>
  file.endsWith('.ts') && coreFolders.some((folder) => file.startsWith(`${folder}/`));

/** Bindings that may be changed, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'decisions/state.ts#initialState': 'the state before the first event: `evolve` begins a new one in its place',
  'events/event.ts#checkByType': 'the check of each event type, compiled from its schema on first use: always the same',
  'events/text.ts#INVISIBLE': 'a pattern that is given to `replaceAll` and `match` alone, which begin anew',
  'events/text.ts#JOINER_IN_WORD': 'a pattern that is given to `replaceAll` alone, which begins anew',
  'events/text.ts#MISLEADING': 'a pattern that is given to `replaceAll` alone, which begins anew',
  'events/text.ts#PICTURE_SIGN': 'a pattern that is given to `replaceAll` alone, which begins anew',
  'projections/positions/quantities.ts#quantitiesByReport': 'the terms of a report in order: always the same',
  'projections/positions/terms.ts#itemsByReport': 'the items of the terms of a report: always the same',
};

const withoutReason = (finding: string): string => finding.slice(0, finding.indexOf(':'));

describe('The core', () => {
  test('has no binding at module level that could be changed, but for listed ones', () => {
    const sources = trackedFiles()
      .filter(isOfTheCore)
      .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
    const found = changeableBindings(sources);
    expect(found.filter((finding) => !(withoutReason(finding) in EXCEPTIONS))).toEqual([]);
    expect(Object.keys(EXCEPTIONS).filter((name) => !found.map(withoutReason).includes(name))).toEqual([]);
  });
});

describe('A module', () => {
  const inModule = (text: string) => changeableBindings([{ file: 'a.ts', text }]);

  test.each([
    'let cached;',
    'export var cached = 1;',
    'const cached = new Map();',
    'export const cached = new WeakMap<object, string>();',
    'const cached: Map<string, string> = new Map();',
    'const cached = [1, 2];',
    'const cached: number[] = [];',
    'export const limits = { block: 128 };',
    'const limits: { block: number } = { block: 128 };',
    'interface Limits { block: number }\nconst limits: Limits = { block: 128 };',
    'interface State { revision: number }\nconst initial: State = emptyState();',
    'const names = Object.keys(CATALOGUE);',
    'const found = /a/g;',
    'const cached = new Cache();',
    'class A { static readonly known = new Map(); }',
    'class A { static count = 0; }',
  ])('is found to have state in: %s', (text) => {
    expect(inModule(text)).toHaveLength(1);
  });

  test.each([
    'const KINDS = ["a", "b"] as const;',
    'const KINDS: readonly string[] = ["a", "b"];',
    'const SET: ReadonlySet<string> = new Set(["a"]);',
    'const names = Object.keys(CATALOGUE) as readonly string[];',
    'export const LIMITS = Object.freeze({ block: 128 });',
    'const LIMITS: Readonly<Record<string, number>> = { block: 128 };',
    'interface Limits { readonly block: number }\nconst LIMITS: Limits = { block: 128 };',
    'type Values = ReadonlyMap<string, string>;\nconst NONE: Values = new Map();',
    'const RULES = { a: () => 1 } as const satisfies Record<string, () => number>;',
    'const schema = z.strictObject({ a: z.string() });',
    'const work = () => new Map();',
    'function work() { let total = 0; return total; }',
    'class A { readonly #known = new Map(); static of() { return new A(); } }',
  ])('is found to have none in: %s', (text) => {
    expect(inModule(text)).toEqual([]);
  });
});
