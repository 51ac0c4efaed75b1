/** What `npm run demo` prints, from a server that the test starts. */
import { fileURLToPath } from 'node:url';
import { tour } from '../../src/demo/tour.js';
import { startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { STORY_NAMES } from '../projections/story.js';

const STORIES = fileURLToPath(new URL('../../stories/', import.meta.url));

const linesIn = (name: string): number => storyText(name).trim().split('\n').length;

describe('The demo', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startedApp();
  });
  afterAll(() => app.stop());

  async function printed(): Promise<string> {
    const lines: string[] = [];
    await tour({ base: app.base, token: undefined }, STORIES, (line) => lines.push(line));
    return lines.join('\n');
  }

  test('records every line of every story, and nothing twice', async () => {
    const imported = await printed();
    const again = await printed();
    for (const [i, name] of STORY_NAMES.entries()) {
      const story = `[${i + 1}/${STORY_NAMES.length}] ${name}.ndjson`;
      expect(imported).toContain(`${story}: ${linesIn(name)} recorded, 0 known already, 0 refused`);
      expect(again).toContain(`${story}: 0 recorded, ${linesIn(name)} known already, 0 refused`);
    }
  });

  test('shows where all talks stand, and the positions in those that are contested', async () => {
    const text = await printed();
    expect(text).toMatch(/^black-sea-grain +collapsed +no +black-sea-grain-initiative: ended +unknown +moderate$/m);
    expect(text).toMatch(/^gaza-hostages-2023 +collapsed +no +truce-extension-2: ended +remote +high$/m);
    expect(text).toMatch(/^qatar-mediation +negotiating +by israel +none +mixed +low$/m);
    expect(text).toMatch(/^uaw-2023 +concluded +no +gm-2023: agreed +unknown +moderate$/m);
    expect(text).toMatch(/^Positions in qatar-mediation; [^]*^claim talks .*denies/m);
  });

  test('brings in one article, which waits in the queue until somebody reviews it', async () => {
    const text = await printed();
    expect(text).toMatch(/One article waits to be reviewed, with \d+ passages worth recording:/);
    const { articles } = (await (await fetch(`${app.base}/v1/intake`)).json()) as {
      articles: { negotiation: { negotiation: string } | null; candidates: { waiting: number } }[];
    };
    expect(articles).toHaveLength(1);
    expect(articles[0]?.negotiation?.negotiation).toBe('qatar-mediation');
    expect(articles[0]?.candidates.waiting).toBeGreaterThan(3);
  });

  test('prints the addresses of pages, of an answer and of the description of the API', async () => {
    const addresses = [...(await printed()).matchAll(/^ {2}(http\S+)$/gm)].map(([, address]) => new URL(address ?? ''));
    const talks = '/negotiations/qatar-mediation';
    const answers = [`/v1${talks}/status`, '/docs'];
    expect(addresses.map(({ pathname }) => pathname)).toEqual([
      expect.stringMatching(/^\/intake\/[0-9a-f]{32}$/),
      '/',
      talks,
      `${talks}/compare`,
      `${talks}/audit`,
      ...answers,
    ]);
    for (const address of addresses.filter(({ pathname }) => answers.includes(pathname)))
      expect([address.pathname, (await fetch(address)).status]).toEqual([address.pathname, 200]);
  });
});
