/** The least that a server does: JSON.parse and a row in a transaction shared by what comes at once, or a buffer sent. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fastify from 'fastify';

const db = new Database(join(mkdtempSync(join(tmpdir(), 'parley-bare-')), 'bare.sqlite'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('CREATE TABLE rows (position INTEGER PRIMARY KEY, data TEXT NOT NULL)');
const insert = db.prepare('INSERT INTO rows (data) VALUES (?)');
let waiting = [];
const commit = () => {
  const group = waiting;
  waiting = [];
  db.transaction(() => group.forEach(({ text }) => insert.run(text)))();
  for (const { resolve } of group) resolve({ ok: true });
};
const app = fastify();
app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body));
const buffer = Buffer.alloc(Number(process.env.BYTES ?? 1000), 'x');
app.get('/', (_, reply) => reply.type('application/json').send(buffer));
app.post('/', ({ body }) => {
  const { summary } = JSON.parse(body);
  return new Promise((resolve) => {
    waiting.push({ text: body, summary, resolve });
    if (waiting.length === 1) setImmediate(commit);
  });
});
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
process.on('SIGTERM', () => process.exit(0));
