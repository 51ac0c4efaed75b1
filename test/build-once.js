/** Builds the program once for all tests that run it as a process. `npm run types` is what checks the types. */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// Under node_modules, so that the program finds its packages and git does not find the program.
export default function buildOnce() {
  const out = at('node_modules/.cache/parley-built');
  const tsc = at('node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', out], { cwd: at('') });
  const vite = at('node_modules/vite/bin/vite.js');
  for (const ssr of [[], ['--ssr']])
    execFileSync(process.execPath, [vite, 'build', '--config', 'web/vite.config.js', ...ssr], {
      cwd: at(''),
      env: { ...process.env, PARLEY_WEB_OUT: `${out}/web` },
    });
  cpSync(at('src/audit/bundle'), `${out}/src/audit/bundle`, { recursive: true });
}
