/** Briefings and cards on the command line, and publishing a card. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importLines, newFolder, remove, startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { Inside } from './command-line.js';

export function briefings(): void {
  let app: StartedApp;
  let folder: string;
  beforeAll(async () => {
    app = await startedApp();
    folder = newFolder();
    await importLines(app.base, storyText('qatar-mediation'));
  });
  afterAll(async () => {
    await app.stop();
    remove(folder);
  });
  const parley = () => new Inside(app.base);

  test('brief writes Markdown to standard output, and a document into a file', async () => {
    const { code, out } = await parley().run('brief qatar-mediation --since 2023-10-01');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^# Release of hostages.*- Israel denies that there are talks/s),
    ]);
    const file = join(folder, 'briefing.docx');
    expect(await parley().run(['brief', 'qatar-mediation', '--format', 'docx', '-o', file])).toMatchObject({ code: 0 });
    expect(readFileSync(file).toString('latin1', 0, 2)).toBe('PK');
    expect(await parley().run('brief qatar-mediation --since soon')).toMatchObject({ code: 2 });
  });

  test('card answers as a table, as data and as a picture', async () => {
    const { out } = await parley().run('card qatar-mediation --format table');
    expect(out).toMatch(/deny it\s+Israel/);
    expect(await parley().json('card qatar-mediation')).toMatchObject({ phase: 'negotiating', contested: true });
    const svg = await parley().run('card qatar-mediation --format svg --reported-by 2023-11-10');
    expect(svg.out).toMatch(/<svg .*A past moment/s);
  });

  test('publish shows a card, lists it, and takes it back', async () => {
    const made = await parley().json<{ id: string; address: string }>('publish card qatar-mediation --pinned');
    expect((await fetch(made.address)).status).toBe(200);
    const { out } = await parley().run('publish list qatar-mediation --format table');
    expect(out).toMatch(new RegExp(`${made.id}\\s+qatar-mediation\\s+pinned\\s+shown`));
    const revoked = await parley().run(['publish', 'revoke', made.id, '--reason', 'old', '--format', 'table']);
    expect(revoked).toMatchObject({ code: 0, out: expect.stringMatching(/nobody sees it/) });
    expect((await fetch(made.address)).status).toBe(404);
  });
}
