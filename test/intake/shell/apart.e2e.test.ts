/**
 * Streams of intake are in the log, its chain, checkpoint and backup; they are in no export, bundle, feed or live stream of
 * a negotiation, and no status reads them. Texts of articles are in no log.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ArticleAnswer } from '../../../answers/intake/article.js';
import { makeBackup } from '../../../src/backup/make-backup.js';
import { dataFile } from '../../../src/store/data-file.js';
import { goneIn } from '../../../src/store/erasure/erasures-list.js';
import { openFile } from '../../../src/store/files.js';
import { importLines, storyText } from '../../app/started-app.js';
import { SEED } from '../../seed.js';
import { ARTICLE, DENIAL, IntakeServer, SOURCE, TALKS } from './intake-server.js';

let server: IntakeServer;
beforeEach(async () => {
  server = await IntakeServer.withTalks();
});
afterEach(() => server.app.stop());

const text = async (path: string, accept = '*/*'): Promise<string> => {
  const response = await fetch(`${server.app.base}/v1${path}`, { headers: { accept } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.text();
};

/** A reader of a live stream. `until` answers all that it was told, once that holds the words. */
async function listening(path: string): Promise<{ readonly until: (words: string) => Promise<string> }> {
  const stop = new AbortController();
  const headers = { accept: 'text/event-stream' };
  const response = await fetch(`${server.app.base}/v1${path}`, { headers, signal: stop.signal });
  return {
    until: async (words) => {
      let heard = '';
      for await (const chunk of response.body ?? []) {
        heard += Buffer.from(chunk).toString();
        if (heard.includes(words)) break;
      }
      stop.abort();
      return heard;
    },
  };
}

/** Everything that can happen in intake without a report. */
async function busy(): Promise<ArticleAnswer> {
  const received = await server.received();
  const none = await server.received({ text: `${ARTICLE} Elsewhere.` }, null);
  await server.posted(`/intake/${none.article}/move`, { negotiation: TALKS });
  await server.posted(`/intake/${received.article}/candidates`, { evidence: [{ start: 0, end: 20 }] });
  const [first, second] = received.proposed;
  for (const one of [first, second])
    if (one) await server.posted(`/intake/${received.article}/candidates/${one.candidate}/rejection`);
  await server.posted(`/intake/${received.article}/candidates/${first?.candidate}/undo`);
  await server.posted(`/intake/${none.article}/text/removal`);
  return received;
}

const INTAKE_WORDS = /ArticleReceived|CandidatesProposed|CandidateRejected|CandidateAccepted|"intake/;

test('They are in the log and its chain, in the checkpoint and in a backup', async () => {
  const { article } = await busy();
  const log = (await text('/log')).trim().split('\n');
  const events = log.map((line) => JSON.parse(line) as { stream?: string; type?: string });
  const types = (stream: string) => new Set(events.filter((e) => e.stream === stream).map((e) => e.type));
  expect(types(`intake-${TALKS}`)).toEqual(
    new Set(['ArticleReceived', 'CandidatesProposed', 'CandidateRejected', 'DecisionUndone']),
  );
  expect(types('intake')).toEqual(
    new Set(['ArticleReceived', 'CandidatesProposed', 'ArticleMoved', 'ArticleTextDropped']),
  );
  for (const stream of ['intake', `intake-${TALKS}`]) expect(await text('/audit/checkpoint')).toContain(stream);
  expect(await text('/audit/verify')).not.toMatch(/"(?:ok|whole|holds)":false/);
  const file = join(server.folder, 'copy.sqlite');
  const store = openFile(dataFile(server.folder));
  const made = await makeBackup(store, file, true);
  await store.close();
  expect(made.outcome).toBe('made');
  const copy = openFile(file);
  const copied = await copy.readStream(`intake-${TALKS}`);
  await copy.close();
  expect(copied[0]).toMatchObject({ type: 'ArticleReceived', data: { article } });
});

test('They are in no export, bundle, feed or live stream of a negotiation, nor in those over all', async () => {
  const streams = await Promise.all([`/negotiations/${TALKS}/stream`, '/stream'].map(listening));
  await busy();
  // Whoever hears of this report would have heard of what came before it.
  const last = { ...DENIAL, kind: 'denial', reportId: 'the-last', summary: 'Another denial.' };
  await server.posted(`/negotiations/${TALKS}/reports`, last, 201);
  for (const frames of await Promise.all(streams.map(({ until }) => until('the-last')))) {
    expect(frames).not.toMatch(INTAKE_WORDS);
    expect(frames.split('event: recorded')).toHaveLength(2);
  }
  const of = `/negotiations/${TALKS}`;
  for (const path of [
    ...['ndjson', 'csv', 'cloudevents'].map((format) => `${of}/export?format=${format}`),
    `${of}/feed.atom`,
    `${of}/feed.json`,
    '/feed.atom',
    '/feed.json',
    `${of}/history?limit=500`,
    `${of}/replay`,
  ])
    expect([path, INTAKE_WORDS.test(await text(path))]).toEqual([path, false]);
  const bundle = Buffer.from(await (await fetch(`${server.app.base}/v1${of}/proof`)).arrayBuffer());
  const { gunzipSync } = await import('node:zlib');
  const unpacked = bundle[0] === 0x1f ? gunzipSync(bundle).toString() : bundle.toString();
  expect(unpacked).toContain('NegotiationOpened');
  expect(unpacked).not.toMatch(/ArticleReceived|CandidatesProposed/);
});

/** Every file below a folder. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });

test('The words of an article are in files of their own, that their owner alone may read, and are gone when dropped', async () => {
  const words = 'a truce were under way';
  const { article, proposed } = await server.received();
  const holding = () => filesIn(server.folder).filter((file) => readFileSync(file).includes(words));
  const [file = '', ...others] = holding();
  expect([file, others]).toEqual([expect.stringContaining(join('intake', 'texts')), []]);
  for (const path of [file, join(server.folder, 'parley.secret')]) expect(statSync(path).mode & 0o777).toBe(0o600);
  const [first] = proposed;
  await server.posted(`/intake/${article}/candidates/${first?.candidate}/rejection`, { reason: 'Old.' });
  await server.posted(`/intake/${article}/text/removal`);
  expect(holding()).toEqual([]);
  expect(filesIn(join(server.folder, 'intake', 'texts'))).toEqual([]);
  // No backup brings them back.
  expect(goneIn(`${server.folder}.erasures`).articles).toEqual(new Set([article]));
});

test('The same text has another id in another store, so that nobody finds by guessing what was read', async () => {
  const here = await server.received();
  const other = await IntakeServer.withTalks();
  const there = await other.received();
  await other.app.stop();
  expect(there.article).not.toBe(here.article);
});

/** What the status and all that follows from the record say; without what counts events of the whole log. */
async function readings(of: IntakeServer): Promise<unknown> {
  const stable = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(stable);
    // When something was recorded, which differs between two servers.
    if (typeof value === 'string') return value.replace(/^\d{4}-.*\.\d{3}Z$/, 'when it was recorded');
    if (typeof value !== 'object' || value === null) return value;
    const volatile = ['position', 'at', 'recordedAt', 'hash', 'ageDays', 'next'];
    const kept = Object.entries(value).filter(([name]) => !volatile.includes(name));
    return Object.fromEntries(kept.map(([name, inner]) => [name, stable(inner)]));
  };
  const found: unknown[] = [];
  for (const part of ['status', 'positions', 'claims', 'proposals', 'agreements', 'contradictions', 'terms', 'sources'])
    found.push(stable(await of.read(`/negotiations/${TALKS}/${part}`)));
  for (const part of ['history?limit=500', 'fragility', 'vocabulary', 'registry'])
    found.push(stable(await of.read(`/negotiations/${TALKS}/${part}`)));
  return found;
}

/** What happens in intake between two parts of a story. */
const ACTS = ['receive', 'move', 'own', 'reject', 'undo', 'drop', 'read'] as const;

async function act(of: IntakeServer, what: (typeof ACTS)[number], seed: number): Promise<void> {
  const queue = await of.read<{ articles: { article: string }[] }>('/intake?state=all');
  const article = queue.articles[seed % Math.max(1, queue.articles.length)]?.article;
  if (what === 'receive' || article === undefined) {
    await of.post('/intake', { text: `${ARTICLE} ${seed}.`, ...SOURCE, ...(seed % 2 ? { negotiation: TALKS } : {}) });
    return;
  }
  const { proposed } = await of.article(article);
  const at = `/intake/${article}`;
  const candidate = proposed[seed % Math.max(1, proposed.length)]?.candidate ?? 'none';
  const start = seed % 50;
  const acts: Record<Exclude<(typeof ACTS)[number], 'receive'>, () => Promise<unknown>> = {
    move: () => of.post(`${at}/move`, { negotiation: TALKS }),
    own: () => of.post(`${at}/candidates`, { evidence: [{ start, end: start + 10 }] }),
    reject: () => of.post(`${at}/candidates/${candidate}/rejection`),
    undo: () => of.post(`${at}/candidates/${candidate}/undo`),
    drop: () => of.post(`${at}/text/removal`),
    read: () => of.article(article),
  };
  await acts[what]();
}

test('No status reads them: with whatever happens in intake, every reading of the record is what it is without', async () => {
  const lines = storyText(TALKS).trim().split('\n');
  const steps = fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.nat(1000)), { minLength: 4, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(steps, async (acts) => {
      const [plain, mixed] = [await IntakeServer.start(), await IntakeServer.start()];
      try {
        await importLines(plain.app.base, lines.join('\n'));
        const share = Math.ceil(lines.length / acts.length);
        for (const [i, [what, seed]] of acts.entries()) {
          await importLines(mixed.app.base, lines.slice(i * share, (i + 1) * share).join('\n'));
          await act(mixed, what, seed);
        }
        expect(await readings(mixed)).toEqual(await readings(plain));
      } finally {
        await Promise.all([plain.app.stop(), mixed.app.stop()]);
      }
    }),
    { numRuns: process.env['SOAK'] ? 50 : 4, seed: SEED },
  );
}, 240_000);

test('Accepting, undoing and accepting again leaves the readings of one report', async () => {
  const { article, proposed } = await server.received();
  const [first] = proposed;
  const once = await IntakeServer.withTalks();
  await once.post(`/negotiations/${TALKS}/reports`, { kind: 'denial', ...DENIAL });
  await server.accepted(article, first?.candidate ?? '');
  await server.posted(`/intake/${article}/candidates/${first?.candidate}/undo`);
  await server.accepted(article, first?.candidate ?? '');
  const statusOf = async (of: IntakeServer) => {
    const {
      revision: _,
      position: __,
      at: ___,
      ...rest
    } = await of.read<Record<string, unknown>>(`/negotiations/${TALKS}/status`);
    return JSON.stringify(rest).replaceAll(/"ageDays":\d+/g, '');
  };
  expect(await statusOf(server)).toBe(await statusOf(once));
  await once.app.stop();
});
