/** What intake keeps of an article that was erased, or from which an erased report came, is nowhere any more. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReceivedAnswer } from '../../answers/intake/article.js';
import type { ArticleErasedAnswer } from '../../answers/intake/decisions.js';
import { makeBackup } from '../../src/backup/make-backup.js';
import { knownGone } from '../../src/backup/known-gone.js';
import { scrubCopies } from '../../src/backup/scrub.js';
import { openFile } from '../../src/store/files.js';
import { remove } from '../app/started-app.js';
import { ARTICLE, DENIAL, IntakeServer, TALKS } from '../intake/shell/intake-server.js';

const NAME = 'Abdulhalim Nobodyknows';
const TITLE = `What ${NAME} says`;
const ADDRESS = 'https://harbour.example/abdulhalim';
const TEXT = ARTICLE.replace('Nobody else', NAME);

let server: IntakeServer;
let received: ReceivedAnswer;
beforeEach(async () => {
  server = await IntakeServer.withTalks();
  received = await server.received({ text: TEXT, title: TITLE, url: ADDRESS });
});
afterEach(async () => {
  await server.app.halt();
  remove(server.folder);
});

const holding = (text: string): string[] =>
  readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);
const ANSWERS = () => [`/intake/${received.article}`, '/intake', `/negotiations/${TALKS}/history`, '/log'];
const told = async (): Promise<string> =>
  (await Promise.all(ANSWERS().map(async (path) => (await fetch(`${server.app.base}/v1${path}`)).text()))).join('\n');
const acceptDenial = async (): Promise<string> => {
  const denial = received.proposed.find(({ kinds }) => kinds[0] === 'denial')?.candidate ?? '';
  const report = { ...DENIAL, source: { ...DENIAL.source, title: TITLE, url: ADDRESS } };
  const accepted = await server.accept(received.article, denial, report);
  return ((await accepted.json()) as { reportId: string }).reportId;
};

test('An article by itself: no file and no answer has text, title, address or reasons any more', async () => {
  const [first = ''] = received.proposed.map(({ candidate }) => candidate);
  await server.posted(`/intake/${received.article}/candidates/${first}/rejection`, { reason: `${NAME} is no source.` });
  expect(holding(NAME)).toEqual([`${received.article}.json`]);
  expect(await told()).toContain(`${NAME} is no source.`);
  const erasure = `/intake/${received.article}/erasure`;
  const rehearsed = await server.posted<ArticleErasedAnswer>(`${erasure}?dryRun=true`, { reason: 'court-order' });
  expect(rehearsed).toMatchObject({ kept: 'text', erased: 3, recorded: 0, backups: [], dryRun: true });
  expect(await told()).toContain(`${NAME} is no source.`);
  expect(holding(NAME)).toEqual([`${received.article}.json`]);
  const erased = await server.posted<ArticleErasedAnswer>(erasure, { reason: 'court-order' });
  expect(erased).toMatchObject({ kept: 'gone', erased: 3, recorded: 2, backups: [] });
  const look = async () => {
    expect(holding(NAME).concat(holding('abdulhalim'))).toEqual([]);
    const answers = await told();
    for (const text of [NAME, ADDRESS, TITLE]) expect(answers).not.toContain(text);
    expect(answers).toContain('because a court ordered it');
    expect(await server.article(received.article)).toMatchObject({ kept: 'gone', text: null });
  };
  await look();
  expect(await server.read('/audit/verify')).toMatchObject({ ok: true });
  const again = await server.posted<ReceivedAnswer>('/intake', { text: TEXT, publisher: 'The Harbour Post' });
  expect(again).toMatchObject({ article: received.article, duplicate: true, recorded: 0 });
  expect(await server.posted(erasure, { reason: 'court-order' })).toMatchObject({ erased: 0, recorded: 0 });
  const { folder } = server;
  await server.app.halt();
  server = await IntakeServer.start(folder);
  await look();
});

test('Erasing a report erases its candidate, its sentence, and title and address of its article', async () => {
  const id = await acceptDenial();
  expect(await told()).toContain(ADDRESS);
  await server.posted(`/negotiations/${TALKS}/entries/${id}/erasure`, { reason: 'source-protection' }, 201);
  // The search has read the log by then.
  expect(await (await fetch(`${server.app.base}/v1/search?q=israel`)).text()).not.toContain(id);
  expect(holding(NAME).concat(holding('abdulhalim'), holding(DENIAL.summary))).toEqual([]);
  const answers = await told();
  for (const text of [NAME, ADDRESS, TITLE, DENIAL.summary]) expect(answers).not.toContain(text);
  const { evidence } = await server.read<{ evidence: { text: unknown[] } }>(
    `/negotiations/${TALKS}/reports/${id}/evidence`,
  );
  expect(evidence.text).toEqual(evidence.text.map(() => null));
  expect(await server.read('/audit/verify')).toMatchObject({ ok: true });
});

test('A backup from before is named, and scrubbed', async () => {
  const store = openFile(join(server.folder, 'parley.sqlite'));
  await makeBackup(store, join(server.folder, 'one.sqlite'), true);
  await store.close();
  const { backups } = await server.posted<ArticleErasedAnswer>(`/intake/${received.article}/erasure`, {
    reason: 'data-protection',
  });
  expect(backups).toEqual(['one.sqlite']);
  const known = knownGone(server.folder, join(server.folder, 'nothing'));
  const scrub = () => scrubCopies([join(server.folder, 'one.sqlite')], known, true);
  expect([scrub()[0]?.entries, scrub()[0]?.entries]).toEqual([[`article ${received.article}`], []]);
});
