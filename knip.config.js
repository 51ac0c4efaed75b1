/** What `npm run unused` looks at: exports, files and packages that nothing uses. */
import { readFileSync } from 'node:fs';

const about = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const sources = [...about.config.core.split(' '), 'src'];

/** @type {import('knip').KnipConfig} */
export default {
  entry: [
    'src/main.ts!',
    'src/cli/main.ts!',
    'src/demo/demo.ts!',
    'src/rolldown.config.js',
    'src/intake/workers/worker.ts!',
    'src/alerts/keeping/worker.ts!',
    'src/pictures/png-worker.ts!',
    'src/search/check-worker.ts!',
    'web/sha256.ts!',
    'web/pages/*.svelte!',
    'web/scripts/*.mjs',
    'test/**/*.test.ts',
    'test/access/provider/identity-provider.mjs',
  ],
  // The fonts are read as files.
  ignoreDependencies: ['axe-core', /^@fontsource\//],
  ignoreBinaries: ['mkfifo', 'mount', 'umount', 'openssl'],
  project: [`{${sources.join()}}/**/*.ts!`, 'packages/client/src/**/*.ts!', 'web/**/*.{ts,svelte}!', 'test/**/*.ts'],
  vite: { config: 'web/vite.config.js' },
  ignoreExportsUsedInFile: true,
};
