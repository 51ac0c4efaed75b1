/** The layer check refuses what it should: forbidden imports are planted in a small copy of the tree and looked for. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { root, trackedFiles } from '../docs/repository.js';
import { coreFolders } from './core-folders.js';

const run = promisify(execFile);

const CLIENT = 'packages/client/src';

const CONFIGURATION = ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json'];

interface Plant {
  readonly file: string;
  /** The import, with `TO` for the way to the root. */
  readonly line: string;
}

/** Every folder of the core that holds sources, at any depth. */
const rooms = [
  ...new Set(
    trackedFiles()
      .filter((file) => file.endsWith('.ts'))
      .map((file) => dirname(file)),
  ),
].filter((folder) => coreFolders.includes(folder.split('/', 1)[0] ?? ''));

const inEveryRoom = (name: string, line: string): Plant[] =>
  rooms.map((room) => ({ file: `${room}/planted-${name}.ts`, line }));

const upwards: Plant[] = coreFolders.slice(0, -1).map((folder, i) => ({
  file: `${folder}/planted-upwards.ts`,
  line: `import type {} from 'TO/${coreFolders[i + 1]}/target.js';`,
}));

const FORBIDDEN: readonly Plant[] = [
  ...inEveryRoom('builtin', "import 'node:fs';"),
  ...inEveryRoom('framework', "import '@nestjs/common';"),
  ...inEveryRoom('shell', "import type {} from 'TO/src/target.js';"),
  ...inEveryRoom('tests', "import 'TO/test/target.js';"),
  ...upwards,
  { file: 'projections/planted-intake.ts', line: "import type {} from 'TO/intake/target.js';" },
  { file: 'decisions/planted-intake.ts', line: "import 'TO/intake/target.js';" },
  { file: 'src/planted.ts', line: "import 'TO/web/target.js';" },
  {
    file: `${CLIENT}/planted-values.ts`,
    line: "import { value } from 'TO/answers/target.js';\nexport const taken = value;",
  },
  { file: `${CLIENT}/planted-shell.ts`, line: "import type {} from 'TO/src/target.js';" },
  { file: `${CLIENT}/planted-builtin.ts`, line: "import 'node:fs';" },
  { file: `${CLIENT}/planted-package.ts`, line: "import 'zod';" },
  { file: 'projections/planted-client.ts', line: `import 'TO/${CLIENT}/target.js';` },
  { file: 'web/planted-shell.ts', line: "import type {} from 'TO/src/target.js';" },
  { file: 'web/planted-decisions.ts', line: "import type {} from 'TO/decisions/target.js';" },
  {
    file: 'web/planted-answers.ts',
    line: "import { value } from 'TO/answers/target.js';\nexport const taken = value;",
  },
  { file: 'web/pages/planted-projections.ts', line: "export { value } from 'TO/projections/target.js';" },
  { file: 'web/pages/Planted.svelte', line: "import { value } from 'TO/answers/target.js';" },
];

/** Two folders that import each other, although no two files do. */
const CIRCULAR: readonly Plant[] = [
  { file: 'src/one/planted.ts', line: "import 'TO/src/two/target.js';" },
  { file: 'src/two/planted.ts', line: "import 'TO/src/one/target.js';" },
];

const ALLOWED: readonly Plant[] = [
  ...inEveryRoom('allowed', "import 'zod';\nimport type {} from 'TO/events/target.js';"),
  { file: 'events/chain/allowed.ts', line: "import 'node:crypto';" },
  { file: 'src/allowed.ts', line: "import '@nestjs/common';\nimport 'TO/answers/target.js';" },
  { file: 'src/allowed-client.ts', line: `import 'TO/${CLIENT}/target.js';` },
  { file: 'web/allowed-client.ts', line: `import 'TO/${CLIENT}/target.js';` },
  {
    file: `${CLIENT}/allowed.ts`,
    line: "import type { z } from 'zod';\nimport type { Value } from 'TO/answers/target.js';\nexport type Taken = z.infer<Value>;",
  },
  { file: 'web/allowed.ts', line: "import type { Value } from 'TO/answers/target.js';\nexport type Taken = Value;" },
  {
    file: 'web/pages/Allowed.svelte',
    line: "import type { Value } from 'TO/answers/target.js';\nlet taken: Value = 1;",
  },
];

const TARGET = 'export const value = 1;\nexport type Value = number;\n';

function plantIn(tree: string): void {
  const write = (file: string, text: string) => {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };
  for (const file of CONFIGURATION) copyFileSync(join(root, file), join(tree, file));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const folder of [...coreFolders, CLIENT, 'src', 'web', 'test', 'src/one', 'src/two'])
    write(`${folder}/target.ts`, TARGET);
  for (const { file, line } of [...FORBIDDEN, ...CIRCULAR, ...ALLOWED]) {
    const text = line.replaceAll('TO/', `${relative(dirname(file), '.') || '.'}/`);
    write(file, file.endsWith('.svelte') ? `<script lang="ts">\n${text}\n</script>\n` : `${text}\n`);
  }
}

interface Cruised {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** The names of the rules that each file, or folder, breaks. */
async function brokenIn(tree: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const folders = [...coreFolders, CLIENT, 'src', 'web', 'test'];
  const asked = [depcruise, '--preserve-symlinks', '--output-type', 'json', ...folders];
  // Its exit code is the number of errors.
  const { stdout } = await run(process.execPath, asked, { cwd: tree, maxBuffer: 1e8 }).catch(
    (error: unknown) => error as { readonly stdout: string },
  );
  const { violations } = (JSON.parse(stdout) as Cruised).summary;
  const broken = new Map<string, string[]>();
  for (const { from, rule } of violations) broken.set(from, [...(broken.get(from) ?? []), rule.name]);
  return broken;
}

describe('The layer check', () => {
  let tree: string;
  let broken: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    tree = mkdtempSync(join(tmpdir(), 'parley-layers-'));
    plantIn(tree);
    broken = await brokenIn(tree);
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  test('knows every room of the core', () => {
    expect(rooms).toEqual(expect.arrayContaining(['events/chain', 'projections/phase', 'decisions', 'answers']));
  });

  test('refuses each forbidden import, in every room', () => {
    expect(FORBIDDEN.map(({ file }) => file).filter((file) => !broken.has(file))).toEqual([]);
  });

  test('refuses folders that import each other', () => {
    expect(broken.get('src/one')).toEqual(['no-circular-folders']);
    expect(broken.get('src/two')).toEqual(['no-circular-folders']);
  });

  test('lets each allowed import pass', () => {
    expect(ALLOWED.flatMap(({ file }) => broken.get(file) ?? [])).toEqual([]);
  });

  test('names the rule that an import breaks', () => {
    expect(broken.get('projections/phase/planted-builtin.ts')).toEqual(['the-core-uses-no-builtin']);
    expect(broken.get('decisions/planted-upwards.ts')).toEqual(['decisions-imports-only-layers-below']);
    expect(broken.get('web/pages/Planted.svelte')).toEqual(['web-takes-only-types-of-answers-and-projections']);
  });
});
