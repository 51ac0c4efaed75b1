/** Intake on the command line: articles added, read, and decided on. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArticleAnswer } from '../../answers/intake/article.js';
import { importLines, newFolder, remove, startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { Inside } from './command-line.js';

const TEXT = `Israel denied on Friday that talks were under way.

Qatar confirmed that the talks were taking place.

“We have nothing to say,” a spokesman said.`;

export function intake(): void {
  let app: StartedApp;
  let folder: string;
  beforeAll(async () => {
    app = await startedApp();
    folder = newFolder();
    mkdirSync(folder, { recursive: true });
    await importLines(app.base, storyText('qatar-mediation'));
  });
  afterAll(async () => {
    await app.stop();
    remove(folder);
  });
  const parley = () => new Inside(app.base);
  const onTerminal = () => new Inside(app.base, true);
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const source = ['--negotiation', 'qatar-mediation', '--publisher', 'The Quay', '--published', '2023-11-10'];

  test('add reads files and standard input; one that fails is named, and stops none of the others', async () => {
    const [plain, page] = [file('a.txt', TEXT), file('b.html', `<p hidden>Secret.</p><p>${TEXT} It was late.</p>`)];
    const pdf = file('c.pdf', '%PDF-1.7');
    const { code, out, err } = await parley().run([
      'intake',
      'add',
      plain,
      pdf,
      join(folder, 'none.txt'),
      page,
      ...source,
    ]);
    expect(code).toBe(1);
    const { received, failed } = JSON.parse(out) as { received: ArticleAnswer[]; failed: { name: string }[] };
    expect(received.map(({ way, negotiation }) => [way, negotiation?.negotiation])).toEqual([
      ['file', 'qatar-mediation'],
      ['file', 'qatar-mediation'],
    ]);
    expect(received[1]?.text).not.toContain('Secret');
    expect(failed.map(({ name }) => name)).toEqual([pdf, join(folder, 'none.txt')]);
    expect(err).toMatch(/no PDF reader is installed/);
    const again = await onTerminal().run(['intake', 'add', '-', ...source], { stdin: TEXT });
    expect([again.code, again.out]).toEqual([0, expect.stringMatching(/received before/)]);
    const address = await parley().run(['intake', 'add', 'https://news.example.org/ferry']);
    expect([address.code, address.err]).toEqual([1, expect.stringMatching(/PARLEY_FETCH=on/)]);
  });

  test('list shows what waits, show an article; accept, edit, undo and reject decide', async () => {
    const { received } = await parley().json<{ received: ArticleAnswer[] }>([
      'intake',
      'add',
      file('d.txt', `${TEXT}\n\nIt was the third time.`),
      ...source,
    ]);
    const [article] = received;
    const id = article?.article ?? '';
    expect((await onTerminal().run('intake list --negotiation qatar-mediation')).out).toMatch(new RegExp(id));
    const shown = await onTerminal().run(['intake', 'show', id]);
    expect([shown.code, shown.out]).toEqual([0, expect.stringMatching(/CANDIDATE\s+KIND\s+PARTY/)]);
    const candidate = article?.proposed.find(({ summary }) => summary?.includes('denied'))?.candidate ?? '';
    const edit = ['intake', 'edit', id, candidate, '--kind', 'denial', '--claim', 'talks', '--party', 'israel'];
    const fields = [
      '--capacity',
      'official',
      '--attribution',
      'on-the-record',
      '--summary',
      'Israel denies the talks.',
    ];
    const wrong = await parley().run([...edit, ...fields, '--to', 'qatr']);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/--to.*did you mean qatar/s)]);
    const tried = await onTerminal().run([...edit, ...fields, '--dry-run']);
    expect([tried.code, tried.out]).toEqual([0, expect.stringMatching(/would be recorded as/)]);
    const accepted = await parley().json<{ reportId: string; changed: string[] }>([...edit, ...fields]);
    expect(accepted.changed).toContain('summary');
    expect((await parley().run(['history', 'qatar-mediation'])).out).toContain(accepted.reportId);
    const undone = await onTerminal().run(['intake', 'undo', id, candidate]);
    expect([undone.code, undone.out]).toEqual([0, expect.stringMatching(/waits again/)]);
    const rejected = await onTerminal().run(['intake', 'reject', id, candidate, '--reason', 'Not new.']);
    expect([rejected.code, rejected.out]).toEqual([0, expect.stringMatching(/is rejected/)]);
    const after = await parley().run(['intake', 'accept', id, candidate]);
    expect([after.code, after.err]).toEqual([1, expect.stringMatching(/undo that first/)]);
    const unknown = await parley().run(['intake', 'accept', id, 'nothing']);
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringMatching(/no candidate of this article/)]);
  });

  test('move reads an article by the parties of other talks; drop lets go of its text', async () => {
    const { received } = await parley().json<{ received: ArticleAnswer[] }>([
      'intake',
      'add',
      file('e.txt', `${TEXT} Again.`),
    ]);
    const id = received[0]?.article ?? '';
    const moved = await onTerminal().run(['intake', 'move', id, 'qatar-mediation']);
    expect([moved.code, moved.out]).toEqual([0, expect.stringMatching(/about .*\(qatar-mediation\)/)]);
    expect(await onTerminal().run(['intake', 'drop', id])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/gone/),
    });
    expect((await onTerminal().run(['intake', 'show', id])).out).toMatch(/its text is gone/);
  });

  test('feed adds a feed, lists it, polls it and removes it', async () => {
    const address = 'https://news.example.org/rss';
    const add = [
      'intake',
      'feed',
      'add',
      address,
      '--negotiation',
      'qatar-mediation',
      '--words',
      'israel',
      'two words',
    ];
    const { feed, words } = await parley().json<{ feed: string; words: string[] }>(add);
    expect(words).toEqual(['israel', 'two words']);
    const listed = await onTerminal().run('intake feed list');
    expect([listed.out, listed.err]).toEqual([expect.stringContaining(feed), expect.stringMatching(/PARLEY_FETCH=on/)]);
    const polled = await onTerminal().run(['intake', 'feed', 'poll', feed]);
    expect([polled.code, polled.err]).toEqual([1, expect.stringMatching(/this server fetches nothing/)]);
    const removed = await onTerminal().run(['intake', 'feed', 'remove', feed]);
    expect([removed.code, removed.out]).toEqual([0, expect.stringMatching(/polled no more/)]);
  });
}
