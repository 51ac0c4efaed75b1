/** Data files that earlier versions have left, one for each form that was ever released: opened, verified, gone on with. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FORMAT_VERSION } from '../../src/store/sqlite/schema.js';
import { newFolder, remove, send, startedApp } from '../app/started-app.js';

const files = new URL('files/', import.meta.url);
const NAMES = readdirSync(files).filter((name) => name.endsWith('.sqlite'));

test('There is a file of every form', () => {
  expect(NAMES).toEqual(Array.from({ length: FORMAT_VERSION }, (_, i) => `format-${i + 1}.sqlite`));
});

test.each(NAMES)('%s reads as it did, verifies, and takes more', async (name) => {
  const folder = newFolder();
  copyFileSync(new URL(name, files), join(folder, 'parley.sqlite'));
  // However long ago the file was left, the clock of today is right.
  const app = await startedApp(folder, 0, { clockConfirmed: new Date().toISOString().slice(0, 10) });
  const of = '/v1/negotiations/qatar-mediation';
  const read = async (path: string): Promise<unknown> => (await fetch(`${app.base}${path}`)).json();
  expect(await read('/v1/audit/verify')).toMatchObject({ ok: true, events: 20, streams: 2 });
  expect(await read('/readyz')).toMatchObject({ status: 'ready', passedOver: [] });
  expect(await read(`${of}/status?reportedBy=2023-12-01`)).toMatchObject({
    phase: { value: 'negotiating', rule: 'offer-tabled', because: ['qm-01', 'qm-03'] },
    contested: { value: true, by: ['israel'] },
  });
  expect(await read(`${of}/reports/qm-02`)).toMatchObject({ report: { current: { note: 'Amended.' } } });
  const amended = { reason: 'Once more.', changes: { note: 'Amended again.' } };
  expect((await send(app.base, 'POST', '/negotiations/qatar-mediation/entries/qm-02/amendment', amended)).status).toBe(
    201,
  );
  await app.halt();
  remove(folder);
});
