/** The pages, built twice: for the browser (`client`), and for the server that renders them (`server`, with `--ssr`). */
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = process.env.PARLEY_WEB_OUT ?? at('../dist/web');

// Whatever the shell says: a development build is three times as large.
process.env.NODE_ENV = 'production';

export default defineConfig(({ isSsrBuild }) => ({
  root: at('.'),
  mode: 'production',
  logLevel: 'warn',
  plugins: [svelte({ configFile: false })],
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
    rollupOptions: { input: at(isSsrBuild ? 'server.ts' : 'client.ts') },
  },
}));
