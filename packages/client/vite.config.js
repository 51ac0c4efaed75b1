/** The client as one file without any import. Its types are emitted by `tsc`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  logLevel: 'warn',
  build: {
    outDir: process.env.PARLEY_CLIENT_OUT ?? at('dist'),
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    lib: { entry: at('src/index.ts'), formats: ['es'], fileName: () => 'index.js' },
  },
});
