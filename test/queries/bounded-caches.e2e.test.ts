/** What is kept of lenses that callers choose: bounded in bytes, the lenses themselves included. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import { startApp } from '../../src/app.js';
import { Config } from '../../src/platform/config.js';
import { ProjectionCache } from '../../src/queries/projection-cache.js';
import { LensReadings } from '../../src/search/reading/readings.js';
import { importLines, newFolder, ready, remove } from '../app/started-app.js';
import { inLines, story } from '../app/talks.js';

/** A name that was reported, again and again. */
const NAMES = Array.from({ length: 50 }, () => 'The Quay');

let app: NestFastifyApplication;
let base: string;
const folder = newFolder();

beforeAll(async () => {
  app = await startApp(new Config(0, '127.0.0.1', folder, 'error'));
  base = await app.getUrl();
  await ready(base);
  await importLines(base, inLines(story(2)));
});
afterAll(async () => {
  await app.close();
  remove(folder);
});

/** Lenses as long as they may be, each another one. */
const longLens = (i: number): Lens => ({
  withoutSource: NAMES,
  withoutOrigin: NAMES,
  recordedBy: new Date(4e12 + i * 1_000).toISOString(),
});

test('Readings under many long lenses weigh what they take, and no more of them are kept than there is room for', async () => {
  const cache = app.get(ProjectionCache);
  const loaded = await cache.load('talks' as NegotiationId);
  const before = cache.held;
  for (let i = 0; i < 100; i += 1) await cache.under(loaded, longLens(i));
  const each = (cache.held.bytes - before.bytes) / 100;
  // Twice in UTF-16, and what is computed under it.
  expect(each).toBeGreaterThan(4 * JSON.stringify(longLens(0)).length);
  expect(cache.held.lenses - before.lenses).toBe(100);
  for (let i = 100; i < before.room / each + 200; i += 1) await cache.under(loaded, longLens(i));
  expect(cache.held.bytes).toBeLessThanOrEqual(before.room);
});

test('Searches under many long lenses keep no more than there is room for', async () => {
  const readings = app.get(LensReadings);
  await readings.ofChanged('talks' as NegotiationId, 'whole', longLens(0));
  const each = readings.held.bytes;
  expect(each).toBeGreaterThan(4 * JSON.stringify(longLens(0)).length);
  for (let i = 1; i < readings.held.room / each + 100; i += 1)
    await readings.ofChanged('talks' as NegotiationId, 'whole', longLens(i));
  expect(readings.held.bytes).toBeLessThanOrEqual(readings.held.room);
});

test('A list of names that is too long is refused by its name', async () => {
  const query = new URLSearchParams(NAMES.map((name): [string, string] => ['withoutSource', name.repeat(6)]));
  const answer = await fetch(`${base}/v1/negotiations/talks/status?${query.toString()}`);
  expect([answer.status, await answer.json()]).toEqual([
    400,
    expect.objectContaining({
      errors: [{ parameter: 'withoutSource', detail: expect.stringContaining('at most 2,000 characters') }],
    }),
  ]);
});
