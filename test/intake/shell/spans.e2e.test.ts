/** PARLEY_INTAKE_KEEP=spans: of an article only the sentences that candidates rest on are kept. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArticleAnswer, ReceivedAnswer } from '../../../answers/intake/article.js';
import { newFolder, remove, send } from '../../app/started-app.js';
import { appWith, ARTICLE, DENIAL, SOURCE, TALKS } from './intake-server.js';

test('Of the text only these sentences are kept, and all goes on with them', async () => {
  const folder = newFolder();
  const intake = { keep: 'spans', fetches: false, fetchAllow: [] } as const;
  const { app, base } = await appWith(folder, intake);
  const secret = 'The weather was fine in the harbour, and the gulls slept on the roofs.';
  const text = `${ARTICLE}\n\n${secret}`;
  const received = (await (
    await send(base, 'POST', '/intake', { text, ...SOURCE, negotiation: TALKS })
  ).json()) as ReceivedAnswer;
  expect(received).toMatchObject({ text: null, kept: 'spans' });
  expect(received.proposed.length).toBeGreaterThan(0);
  for (const { evidence, text: shown } of received.proposed)
    expect(shown).toEqual(evidence.map(({ start, end }) => text.slice(start, end)));
  const files = readdirSync(join(folder, 'intake'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect([files.length, files.join().includes(secret)]).toEqual([1, false]);
  const [first] = received.proposed;
  const at = `/intake/${received.article}/candidates/${first?.candidate}/acceptance`;
  expect((await send(base, 'POST', at, { kind: 'denial', report: DENIAL })).status).toBe(201);
  const moved = await send(base, 'POST', `/intake/${received.article}/move`, { negotiation: TALKS });
  const after = (await moved.json()) as ArticleAnswer;
  expect(after.notes).toEqual(['its text is not kept, and cannot be read again']);
  expect(after.proposed.length).toBe(received.proposed.length);
  await app.close();
  remove(folder);
});
