/** What was recorded is there after a restart, byte for byte where no clock is in it. */
import { importLines, newFolder, remove, startedApp, STORIES, storyText } from './started-app.js';

export function restart(): void {
  test('A server that goes on where another one stopped answers the same', async () => {
    const folder = newFolder();
    const paths = STORIES.flatMap((s) =>
      ['positions', 'history'].map((part) => `/v1/negotiations/${s}/${part}`),
    ).concat(`/v1/negotiations/${STORIES[0]}/status`);
    // Bound to a time, so that the answer does not depend on when it is given.
    const ask = (base: string) =>
      Promise.all(paths.map(async (path) => (await fetch(`${base}${path}?reportedBy=2024`)).text()));
    const first = await startedApp(folder);
    for (const name of STORIES) await importLines(first.base, storyText(name));
    const before = await ask(first.base);
    await first.halt();
    const second = await startedApp(folder);
    expect(await ask(second.base)).toEqual(before);
    const again = await importLines(second.base, storyText(STORIES[1]));
    expect(await again.json()).toMatchObject({ recorded: 0, duplicates: 18, refused: [] });
    await second.halt();
    remove(folder);
  });
}
