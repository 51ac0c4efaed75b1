/** The pages, built twice: for the browser (`client`), and for the server that renders them (`server`, with `--ssr`). */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = process.env.PARLEY_WEB_OUT ?? at('../dist/web');

// Whatever the shell says: a development build is three times as large.
process.env.NODE_ENV = 'production';

/** Puts each script and stylesheet compressed beside itself, as well as it can be: the server sends those. */
const compressedFiles = (folder) => ({
  name: 'compressed-files',
  writeBundle() {
    for (const file of readdirSync(folder).filter((name) => /\.(?:js|css)$/.test(name))) {
      const content = readFileSync(`${folder}/${file}`);
      writeFileSync(`${folder}/${file}.br`, brotliCompressSync(content));
      writeFileSync(`${folder}/${file}.gz`, gzipSync(content, { level: 9 }));
    }
  },
});

/**
 * Which modules are one file. A page loads a few: each small file by itself costs a request, and compresses worse. What all
 * pages need is one, what forms need, and what choosing and recording need besides.
 */
const FILES = [
  {
    name: 'frame',
    test: [
      'node_modules/(?:svelte|esm-env|clsx)/',
      'preload-helper',
      'web/(?:App\\.svelte|(?:words|dates|keys|menu|page-context|clock-query|api|subject-key)\\.ts)',
      'packages/client/src/(?!live)',
      'web/parts/frame/(?:Loaded|NavMenu|Term|WhoAmI)\\.svelte',
      'web/parts/lens/(?!ChooseLens|LensNote|MovedOn|UnderLens|lens-words)',
      'web/parts/(?:DateText|Party|PassedOver|Problem)\\.svelte',
      'web/forms/(?:focus|pointer-words|pointer-prefix)\\.ts',
      'events/words/(?:date-words|amount-words|name-words|title-words|report-id-words)',
    ],
  },
  { name: 'record', test: ['web/record/(?!choices|voices|draft-of-report|new-subjects)'] },
  { name: 'review', test: ['web/intake/asked', 'web/record/draft-of-report'] },
  { name: 'saying', test: ['web/parts/record/(?:ReportForm|SayingFields)', 'web/record/voices'] },
  { name: 'fields', test: ['web/parts/record/(?:AboutField|ChooseReport|OwnField|ToField|FlagControl|LinesControl)'] },
  { name: 'choose', test: ['web/forms/(?:Choose|matching)', 'events/words/folded'] },
  { name: 'choices', test: ['web/record/choices', 'web/forms/date-words'] },
  { name: 'slugs', test: ['web/record/new-subjects', 'events/words/(?:slug-from-title|transliteration)'] },
  { name: 'controls', test: ['web/parts/(?:ChosenWord|record/(?:TextControl|WordControl))'] },
  {
    name: 'forms',
    test: ['web/forms/(?:ActForm|ChangeList|FormErrors|FormField|DateInput|leaving|submission|zone-time)'],
  },
].map(({ name, test }) => ({ name, test: new RegExp(test.join('|')) }));

export default defineConfig(({ isSsrBuild }) => ({
  root: at('.'),
  mode: 'production',
  logLevel: 'warn',
  plugins: [svelte({ configFile: false }), ...(isSsrBuild ? [] : [compressedFiles(`${out}/client/assets`)])],
  resolve: {
    // The one file of the core that needs Node.js: in a browser, a library hashes in its place.
    alias: isSsrBuild ? [] : [{ find: /^.*\/sha256\.js$/, replacement: at('sha256.ts') }],
  },
  ssr: { noExternal: true },
  build: {
    outDir: `${out}/${isSsrBuild ? 'server' : 'client'}`,
    emptyOutDir: true,
    manifest: !isSsrBuild,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2022',
    rollupOptions: {
      input: at(isSsrBuild ? 'server.ts' : 'client.ts'),
      ...(isSsrBuild ? {} : { output: { codeSplitting: { groups: FILES, includeDependenciesRecursively: false } } }),
    },
  },
}));
