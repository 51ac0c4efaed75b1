/** What pages show of a record, over HTTP: in words, whole, and each name set apart from what stands around it. */
import { nameInWords } from '../../events/words/name-words.js';
import { send } from '../app/started-app.js';
import { report } from '../app/talks.js';
import { leaning, stanceMark } from '../../web/words.js';
import { ServedPages } from './served-pages.js';

const PATIENCE = 240_000;
const OF = '/negotiations/uaw-2023';

let base = '';
let pages: ServedPages;

beforeAll(async () => {
  pages = await ServedPages.start(['uaw-2023']);
  ({ base } = pages);
}, PATIENCE);
afterAll(async () => {
  await pages.stop();
});

const read = async (path: string): Promise<string> => (await fetch(base + path)).text();
/** The page itself, without what Svelte marks. */
const mainOf = (html: string): string =>
  (/<main.*<\/main>/s.exec(html)?.[0] ?? '').replaceAll(/<!--.*?-->/gs, '').replaceAll(/\s+/g, ' ');

test(
  'Without a source, the page of sources tells in sentences what would read otherwise',
  async () => {
    const { sources } = (await (await fetch(`${base}/v1${OF}/sources`)).json()) as {
      sources: { publisher: string }[];
    };
    const all = new URLSearchParams(sources.map(({ publisher }): [string, string] => ['withoutSource', publisher]));
    const shown = mainOf(await read(`${OF}/sources?${String(all)}`));
    expect(shown).toContain('Without what is switched off:');
    expect(shown).toMatch(/<li><bdi>The talks went from concluded to unreported/);
    expect(shown).not.toMatch(/agreement reads|contested reads/);
    expect(mainOf(await read(`${OF}/sources`))).not.toContain('read otherwise');
    expect(mainOf(await read(`${OF}/sources?withoutSource=Dunya+News`))).toMatch(
      /Nothing in the status would read otherwise/,
    );
  },
  PATIENCE,
);

test(
  'A report shows the headline of its source, and by which ways it came',
  async () => {
    const source = {
      publisher: 'The Wire',
      origin: 'رويترز',
      via: ['Agency one', 'Agency two'],
      title: 'Talks “go on”',
    };
    await send(base, 'POST', `${OF}/reports`, report('with-title', { party: 'uaw', source }));
    expect(mainOf(await read(`${OF}/reports/with-title`))).toContain(
      '<bdi>The Wire</bdi>, from <bdi>رويترز</bdi>, by way of <bdi>Agency one</bdi>, <bdi>Agency two</bdi>: “<bdi>Talks “go on”</bdi>”',
    );
  },
  PATIENCE,
);

test.each(['briefing', 'card'])(
  'The %s of a past moment says that the record has moved on, and leads to the present',
  async (page) => {
    const shown = mainOf(await read(`${OF}/${page}?revision=17`));
    expect(shown).toMatch(/The record has moved on: \d+ later entries\. <a href="[^"?]*">See the present/);
    expect(mainOf(await read(`${OF}/${page}`))).not.toContain('moved on');
  },
  PATIENCE,
);

test(
  'A picture names the parties and sources of its lens',
  async () => {
    const query = 'withoutParty=ford&withoutSource=Reuters&onlyAttribution=on-background';
    for (const drawn of ['picture', 'timeline']) {
      const text = (await read(`/v1${OF}/${drawn}.svg?${query}`)).replaceAll(/<\/text><text[^>]*>/g, ' ');
      expect(text).toContain('without the acts and words of Ford Motor Company');
      expect(text).toContain('without what Reuters published');
    }
  },
  PATIENCE,
);

test(
  'Each name of a list stands apart from the next, whatever its script',
  async () => {
    expect(mainOf(await read(`${OF}/sources`))).toMatch(
      /<td data-party="Carried by">(?:<bdi>[^<]*<\/bdi>(?:, )?){2,}<\/td>/,
    );
  },
  PATIENCE,
);

test('What people name in their own words is told as it is; a slug in words', () => {
  expect(['prisoner-exchange', 'Long-range missiles', 'F-16', 'תלת-שנתי'].map(nameInWords)).toEqual([
    'prisoner exchange',
    'Long-range missiles',
    'F-16',
    'תלת-שנתי',
  ]);
});

test('A stance that a page does not know yet has a mark, and takes no side', () => {
  expect([stanceMark('abstains' as never), leaning('abstains')]).toEqual(['·', 'between']);
  expect(['confirms', 'denies', 'proposes'].map(leaning)).toEqual(['for', 'against', 'between']);
});
