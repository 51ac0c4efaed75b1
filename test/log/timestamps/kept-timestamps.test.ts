/** Timestamps that are kept come back in the order in which checkpoints grew. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptTimestamps } from '../../../src/log/kept-timestamps.js';
import { readLogCheckpoint } from '../../../events/log/log-checkpoint.js';

const folder = mkdtempSync(join(tmpdir(), 'parley-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A checkpoint of a log, as it is signed; nothing of it is verified here. */
const signed = (size: number): string =>
  `news.example/log\n${size}\n${Buffer.alloc(32, size).toString('base64')}\n\n— news.example/log ${Buffer.alloc(68, 1).toString('base64')}\n`;

test('The newest comes first, and within one second the larger', async () => {
  const kept = new KeptTimestamps(folder);
  const keep = async (size: number, at: number) => {
    const text = signed(size);
    const checkpoint = readLogCheckpoint(text);
    if (!checkpoint) throw new Error(`no checkpoint: ${text}`);
    return kept.keep({ checkpoint, text, reply: new Uint8Array([size]) }, at);
  };
  const second = Date.parse('2026-11-30T12:00:00Z');
  for (const size of [9, 12, 3, 100, 20, 18, 19]) await keep(size, second);
  await keep(1, second - 1000);
  await keep(2, second + 1000);
  expect(kept.names().map((name) => kept.read(name)?.checkpoint.size)).toEqual([2, 100, 20, 19, 18, 12, 9, 3, 1]);
});
