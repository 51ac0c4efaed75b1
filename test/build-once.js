/**
 * Builds the program once for all tests that run it as a process, and not at all where nothing has changed since.
 * `npm run types` is what checks the types.
 */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// Under node_modules, so that the program finds its packages and git does not find the program.
const out = at('node_modules/.cache/parley-built');

/** What no build reads. All else counts, so that a new folder of sources is not forgotten. */
const NOT_BUILT = ['test', 'docs', 'bench', 'docker', 'ops', '.ci', 'jest.config.js', '*.md'];

/** What the pages are made from. Of other folders they import types alone, which the tests of layers hold them to. */
const PAGES = ['web', 'packages', 'events', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** A hash of these files; undefined outside a checkout, where nobody knows what is there. */
function hashOf(paths) {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...paths];
  let files;
  try {
    files = execFileSync('git', list, { cwd: at(''), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
  const named = [...new Set(files.split('\0'))].filter((file) => file !== '').toSorted();
  if (!named.includes('package-lock.json')) return undefined;
  const hash = createHash('sha256')
    .update(process.version)
    .update(readFileSync(fileURLToPath(import.meta.url)));
  for (const file of named) {
    // Removed, and git has not been told yet.
    if (!lstatSync(at(file), { throwIfNoEntry: false })?.isFile()) continue;
    const content = readFileSync(at(file));
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Runs a build unless it was made from the same. Its stamp is removed first and written last: half a build has none. */
async function make(name, paths, build) {
  const stamp = `${out}/${name}.sha256`;
  const hash = hashOf(paths);
  if (hash !== undefined && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  await build();
  // Whoever changed a file meanwhile gets a build of the next run's making.
  if (hash !== undefined && hash === hashOf(paths)) writeFileSync(stamp, hash);
}

/** Has the tests run a build that there is; `npm run build` has made it. */
function useBuild(folder) {
  if (!existsSync(`${folder}/program/main.js`)) throw new Error(`there is no build in ${folder}: npm run build`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  symlinkSync(folder, out);
}

/** Where the program lies built for the tests. */
export const BUILT = out;

/** Whether the suites of this run load the program as it was built; told to the workers. */
const LOADED = 'PARLEY_TESTS_LOAD_BUILD';
export const isBuilt = () => process.env[LOADED] === 'yes';

/** Suites of these run nothing that is built. */
const UNBUILT = /^(?:\.\/)?test\/(?:events|projections|decisions|answers|oracle|layers|generators)(?:\/|$)/;

/** @param asked Jest's configuration: what was named on its command line */
export default async function buildOnce(asked) {
  const { nonFlagArgs: paths } = asked;
  if (paths.length > 0 && paths.every((path) => UNBUILT.test(path))) return;
  if (process.env.PARLEY_BUILT) useBuild(at(process.env.PARLEY_BUILT));
  else await makeBuild();
  process.env[LOADED] = 'yes';
}

async function makeBuild() {
  // A link to what `npm run build` made.
  if (lstatSync(out, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(out);
  const untold = NOT_BUILT.map((path) => `:(exclude)${path}`);
  await Promise.all([
    make('program', ['.', ':(exclude)web', ...untold], buildProgram),
    make('pages', PAGES, buildPages),
  ]);
}

async function buildProgram() {
  const known = `${out}/program.tsbuildinfo`;
  const compile = ['-p', 'tsconfig.build.json', '--noCheck', '--incremental', '--tsBuildInfoFile', known];
  await run(process.execPath, [at('node_modules/typescript/bin/tsc'), ...compile, '--outDir', out], { cwd: at('') });
  const bundle = [at('node_modules/rolldown/bin/cli.mjs'), '--config', 'src/rolldown.config.js', '--logLevel', 'warn'];
  await run(process.execPath, bundle, { cwd: at(''), env: { ...process.env, PARLEY_BUILD_OUT: out } });
  cpSync(at('src/audit/bundle'), `${out}/src/audit/bundle`, { recursive: true });
  cpSync(at('stories'), `${out}/stories`, { recursive: true });
}

async function buildPages() {
  rmSync(`${out}/web`, { recursive: true, force: true });
  const vite = [at('node_modules/vite/bin/vite.js'), 'build', '--config', 'web/vite.config.js'];
  const surroundings = { cwd: at(''), env: { ...process.env, PARLEY_WEB_OUT: `${out}/web` } };
  await Promise.all([vite, [...vite, '--ssr']].map((build) => run(process.execPath, build, surroundings)));
}
