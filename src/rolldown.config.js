/**
 * The programs in a few files, made from the modules that `nest build` compiles: some 2,000 small files, ours and those of
 * packages, take a start twice as long to find and to load. The modules stay beside them.
 */
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = process.env.PARLEY_BUILD_OUT ?? fileURLToPath(new URL('../dist', import.meta.url));
/** All files in one folder: from there the places below are told. */
const programs = `${built}/program`;

/** What a module looks for beside itself is beside the module still: pages, stories, programs of threads. */
const ownPlaces = {
  name: 'own-places',
  transform(code, id) {
    if (!id.startsWith(`${built}/`) || !code.includes('import.meta.url')) return undefined;
    const place = `new URL(${JSON.stringify(relative(programs, id))}, import.meta.url).href`;
    return { code: code.replaceAll('import.meta.url', place) };
  },
};

/** @type {import('rolldown').RolldownOptions} */
export default {
  cwd: dirname(built),
  platform: 'node',
  input: {
    main: `${built}/src/main.js`,
    cli: `${built}/src/cli/main.js`,
    demo: `${built}/src/demo/demo.js`,
  },
  // Compiled code, what finds files of its own by its place, and what Nest asks for, and does without.
  external: [
    /^better-sqlite3/,
    /^@resvg\//,
    /^@eventstore\//,
    /^@nestjs\/(?:microservices|platform-express|websockets)/,
    /^@fastify\/(?:multipart|static|view)/,
    /^class-(?:transformer|validator)/,
  ],
  plugins: [ownPlaces],
  output: {
    dir: programs,
    cleanDir: true,
    // Decorators of Nest need reflect-metadata to have run, and messages the names of classes.
    strictExecutionOrder: true,
    keepNames: true,
  },
};
