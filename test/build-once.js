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
/** Holds the hash of what was built. Written last and removed first: half a build has none. */
const stamp = `${out}/inputs.sha256`;

/** What no build reads. All else counts, so that a new folder of sources is not forgotten. */
const NOT_BUILT = ['test', 'docs', 'bench', 'docker', 'ops', '.ci', 'jest.config.js', '*.md'];

/** A hash of all that the build is made from; undefined outside a checkout, where nobody knows what that is. */
function inputs() {
  const untold = NOT_BUILT.map((path) => `:(exclude)${path}`);
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', '.', ...untold];
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

/** Has the tests run a build that there is; `npm run build` has made it. */
function useBuild(folder) {
  if (!existsSync(`${folder}/src/main.js`)) throw new Error(`there is no build in ${folder}: npm run build`);
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
  const hash = inputs();
  if (hash !== undefined && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(out, { recursive: true, force: true });
  const tsc = at('node_modules/typescript/bin/tsc');
  const vite = [at('node_modules/vite/bin/vite.js'), 'build', '--config', 'web/vite.config.js'];
  const builds = [[tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', out], vite, [...vite, '--ssr']];
  const surroundings = { cwd: at(''), env: { ...process.env, PARLEY_WEB_OUT: `${out}/web` } };
  await Promise.all(builds.map((build) => run(process.execPath, build, surroundings)));
  cpSync(at('src/audit/bundle'), `${out}/src/audit/bundle`, { recursive: true });
  cpSync(at('stories'), `${out}/stories`, { recursive: true });
  // Whoever changed a file meanwhile gets a build of the next run's making.
  if (hash !== undefined && hash === inputs()) writeFileSync(stamp, hash);
}
