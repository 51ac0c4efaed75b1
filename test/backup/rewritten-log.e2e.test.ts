/** A log that is written anew: what stood in the clear is sealed and can be erased, and nothing else has changed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { VerifyAnswer } from '../../answers/audit.js';
import { newSigningKey, signatureBy } from '../../events/log/ed25519.js';
import { checkpointBody } from '../../events/log/log-checkpoint.js';
import { writeNewest } from '../../src/log/newest-checkpoint.js';
import { rewriteLog } from '../../src/backup/rewriting/rewrite-log.js';
import { VoiceNumbers } from '../../src/commands/voice-numbers.js';
import { checkCopy } from '../../src/backup/checked-copy.js';
import { openFile } from '../../src/store/files.js';
import { cli } from '../app/program.js';
import { newFolder, remove, send, startedApp } from '../app/started-app.js';

const FILE = new URL('../faults/files/format-2.sqlite', import.meta.url);
const OPTIONS = { at: new Date(Date.UTC(2026, 10, 30)), draw: new VoiceNumbers().draw };
let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = newFolder();
  mkdirSync(at('data'));
  copyFileSync(FILE, at('data/parley.sqlite'));
});
afterEach(() => remove(folder));

/** What events say, without what is other in another log. */
async function said(file: string) {
  const store = openFile(file, true);
  const events = (await store.readAll()).filter(({ stream }) => stream !== 'log');
  await store.close();
  return events.map(({ stream, id, recordedAt, recorder, correlationId, causationId }) =>
    [stream, id, recordedAt, recorder, correlationId, causationId].join(' '),
  );
}

async function derived(base: string): Promise<unknown[]> {
  const { negotiations } = (await (await fetch(`${base}/v1/negotiations`)).json()) as {
    negotiations: { negotiation: string }[];
  };
  const parts = negotiations.flatMap(({ negotiation }) =>
    ['status', 'contradictions', 'positions', 'terms'].map(async (part) => {
      const answer = await fetch(`${base}/v1/negotiations/${negotiation}/${part}?reportedBy=2030-01-01`);
      const { position: _, ...rest } = (await answer.json()) as Record<string, unknown>;
      return rest;
    }),
  );
  return Promise.all(parts);
}

test('Ids, order, times, recorders and status stay; it verifies, and names the checkpoint of the log before', async () => {
  const before = await startedApp(at('data'));
  const [status, texts] = [await derived(before.base), await said(at('data/parley.sqlite'))];
  await before.halt();
  const old = openFile(at('data/parley.sqlite'));
  const size = await old.tree.size();
  await old.close();
  const key = newSigningKey('parley.example.org/log');
  const text = checkpointBody({ origin: key.name, size, root: new Uint8Array(32) });
  await writeNewest(at('data/log.checkpoint'), { text, signatures: [signatureBy(key, text)] });

  expect(await rewriteLog(at('data'), { ...OPTIONS, write: false })).toMatchObject({
    outcome: 'planned',
    plan: { events: size, earlier: size, origin: key.name },
  });
  const done: number[] = [];
  const outcome = await rewriteLog(at('data'), { ...OPTIONS, write: true, onProgress: (share) => done.push(share) });
  expect(outcome).toMatchObject({ outcome: 'rewritten', log: { events: size, earlier: size, withoutMarks: [] } });
  expect(done.at(-1)).toBe(1);
  expect(await said(at('data/parley.sqlite'))).toEqual(texts);
  const kept = readdirSync(at('data')).find((name) => name.includes('before-rewrite')) ?? '';
  expect(await checkCopy(at(`data/${kept}`))).toMatchObject({ firstBad: null, events: size });
  expect(await rewriteLog(at('data'), { ...OPTIONS, write: true })).toMatchObject({ outcome: 'nothing-to-do' });

  const after = await startedApp(at('data'));
  expect(await derived(after.base)).toEqual(status);
  const verified = (await (await fetch(`${after.base}/v1/audit/verify`)).json()) as VerifyAnswer;
  const begun = { position: '1', why: 'rewritten', origin: key.name, events: size, lost: 0 };
  expect(verified).toMatchObject({ ok: true, events: size + 1, begun: [begun] });
  await after.halt();
});

test('A text that stood in the clear is in no file of the new log, and can be erased', async () => {
  const plain = openFile(at('data/parley.sqlite'));
  const [report] = (await plain.readAll()).filter(
    ({ data }) => typeof data['reportId'] === 'string' && typeof data['summary'] === 'string',
  );
  await plain.close();
  const { summary, reportId, negotiation } = (report?.data ?? {}) as Record<string, string>;
  const holds = (name: string) => readFileSync(at(`data/${name}`)).includes(summary ?? '?');
  expect(holds('parley.sqlite')).toBe(true);
  await rewriteLog(at('data'), { ...OPTIONS, write: true });
  expect(readdirSync(at('data')).filter(holds)).toEqual([expect.stringContaining('before-rewrite')]);
  const app = await startedApp(at('data'));
  const path = `/negotiations/${negotiation}/entries/${reportId}/erasure`;
  const erased = (await (await send(app.base, 'POST', path, { reason: 'court-order' })).json()) as {
    backups: string[];
  };
  // The old log holds it in the clear: it is told.
  expect(erased.backups).toEqual([expect.stringContaining('before-rewrite')]);
  expect(await (await fetch(`${app.base}/v1/negotiations/${negotiation}/history?limit=200`)).text()).not.toContain(
    summary,
  );
  await app.halt();
});

test('A server that uses the log keeps it from being rewritten; killed in the middle, the old log is whole', async () => {
  const app = await startedApp(at('data'));
  expect(await rewriteLog(at('data'), { ...OPTIONS, write: true })).toEqual({ outcome: 'in-use' });
  await app.halt();
  const before = await said(at('data/parley.sqlite'));
  for (let i = 0; i < 2; i += 1) {
    const words = ['log', 'rewrite', '--data', at('data'), '--yes'];
    const running = spawn(process.execPath, [cli, ...words], { stdio: 'ignore' });
    const ended = once(running, 'exit');
    for (let waited = 0; !existsSync(at('data/parley.sqlite.rewriting')) && waited < 20_000; waited += 5)
      await pause(5);
    await pause(i * 15);
    running.kill('SIGKILL');
    await ended;
    expect(await checkCopy(at('data/parley.sqlite'))).toMatchObject({ firstBad: null });
    expect(await said(at('data/parley.sqlite'))).toEqual(before);
  }
  expect(await rewriteLog(at('data'), { ...OPTIONS, write: true })).toMatchObject({
    outcome: expect.stringMatching(/rewritten|nothing/),
  });
  expect(existsSync(at('data/parley.sqlite.rewriting'))).toBe(false);
  expect(await said(at('data/parley.sqlite'))).toEqual(before);
});
