/**
 * The node of the tests as a process of its own, as a server is one: prints its address, and stops with whoever started it.
 * @see eventstoredb.mjs
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const BUILT = 'node_modules/.cache/parley-bench';
execFileSync(
  process.execPath,
  [
    at('node_modules/typescript/bin/tsc'),
    '-p',
    at('tsconfig.json'),
    '--noCheck',
    '--sourceMap',
    'false',
    '--outDir',
    at(BUILT),
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
// Jest finds the names in the client's generated modules; Node.js itself sees nothing but their default.
const folder = at(`${BUILT}/test/eventstoredb-node`);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
  let count = 0;
  const named = (_, names, from) => {
    const all = `generated${(count += 1)}`;
    return `import ${all} from '${from}';\nconst {${names.replaceAll(' as ', ': ')}} = ${all};`;
  };
  const path = `${folder}/${file}`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/import \{([^}]+)\} from '([^']+_pb\.js)';/g, named));
}
const { EventStoreDbNode } = await import(`../${BUILT}/test/eventstoredb-node/node.js`);
const node = await new EventStoreDbNode().start();
// In milliseconds; a real server takes about two.
node.log.commitTime = Number(process.env.COMMIT_TIME ?? 0);
process.on('disconnect', () => process.exit());
process.send(node.address);
