/** No raw data as prose: every page of every story, as text alone. */
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, storyText } from '../app/started-app.js';

const STORIES = ['qatar-mediation', 'black-sea-grain', 'uaw-2023', 'gaza-hostages-2023'] as const;
const PATIENCE = 280_000;

let [folder, base] = ['', ''];
let server: Program;

beforeAll(async () => {
  folder = newFolder();
  server = new Program(main, { PARLEY_DATA: folder });
  base = await server.ready();
  for (const story of STORIES) await importLines(base, storyText(story));
}, PATIENCE);
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended();
  remove(folder);
});

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
/** The text of the page itself: without code, which is told as code, and without what is typed into. */
function textOf(html: string): string {
  const shown = /<main.*<\/main>/s.exec(html)?.[0] ?? '';
  return shown
    .replaceAll(/<(script|pre|code|textarea|option)\b.*?<\/\1>/gs, ' ')
    .replaceAll(/https?:\/\/[^<\s]+/g, ' ')
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<\/?(?:bdi|strong|small|abbr|time|span|a|b|i|em)\b[^>]*>/g, '')
    .replaceAll(/<[^>]+>/g, ' ¶ ')
    .replaceAll(/&([#\w]+);/g, (all, name: string) => NAMED[name] ?? all)
    .replaceAll(/\s+/g, ' ');
}

/** Data as it is, no value, a full stop before other punctuation (initials apart), a date as programs write it. */
const RAW =
  /\[object|\bundefined\b|\bnull\b|\bNaN\b|[^.]\.\.(?!\.)|(?<!\.\w?)\.(?:”?:|”[.,;])|\b\d{4}-\d\d-\d\dT|\b\d{4}-\d\d-\d\d\b|[{}]/;

interface About {
  readonly parties: readonly { readonly party: string; readonly name: string }[];
  readonly titles: readonly { readonly slug: string; readonly title: string }[];
}
const json = async <T>(path: string): Promise<T> => (await (await fetch(`${base}/v1${path}`)).json()) as T;

/** The slugs of proposals and agreements without a title. */
async function untitledIn(of: string): Promise<string[]> {
  type Deal = Readonly<Record<'proposal' | 'agreement', string>> & { readonly title: string | null };
  const { proposals } = await json<{ proposals: Deal[] }>(`${of}/proposals`);
  const { agreements } = await json<{ agreements: Deal[] }>(`${of}/agreements`);
  return [
    ...proposals.filter(({ title }) => title === null).map(({ proposal }) => proposal),
    ...agreements.filter(({ title }) => title === null).map(({ agreement }) => agreement),
  ];
}

/** Around what is wrong, so that a failure shows it. */
const around = (text: string, at: number): string => text.slice(Math.max(0, at - 60), at + 60);

function faultsIn(text: string, { parties, titles }: About): string[] {
  const raw = RAW.exec(text);
  const slugs = [
    ...parties.filter(({ party, name }) => party !== name).map(({ party }) => party),
    ...titles.filter(({ slug, title }) => slug.includes('-') && slug !== title).map(({ slug }) => slug),
  ];
  const told = slugs.flatMap((slug) => {
    const at = text.search(new RegExp(`(?<![\\w“:/.-])${slug}(?![\\w-])`));
    return at < 0 ? [] : [`${slug}: ${around(text, at)}`];
  });
  return [...(raw ? [around(text, raw.index)] : []), ...told];
}

/** Links to reports whose words are the id of the report, which nobody knows by heart. */
const linksNamedById = (html: string): string[] =>
  [...html.matchAll(/<a [^>]*href="[^"]*\/reports\/([^"?]+)[^>]*>(.*?)<\/a>/gs)]
    .map(([, id = '', inner = '']) => [decodeURIComponent(id), inner.replaceAll(/<[^>]*>/g, '').trim()])
    .flatMap(([id = '', words = '']) => (words === id ? [id] : []));

/** The text of a page, which is there and says something. */
async function shownAt(path: string): Promise<string> {
  const answer = await fetch(base + path);
  const html = await answer.text();
  const text = textOf(html);
  expect([path, linksNamedById(html)]).toEqual([path, []]);
  expect([path, answer.status, text.length > 200]).toEqual([path, 200, true]);
  return text;
}

test('The page of the interface shows code as code', async () => {
  const html = await (await fetch(`${base}/docs`)).text();
  expect(html.match(/.{0,40}`.{0,40}/g) ?? []).toEqual([]);
  expect(html).toContain('<code>/v1/negotiations/{id}</code>');
});

test('The pages of all talks', async () => {
  const { sources } = await json<{ sources: { name: string }[] }>('/sources');
  const one = sources[0]?.name ?? '';
  const about = await Promise.all(STORIES.map((story) => json<About>(`/negotiations/${story}`)));
  const all: About = {
    parties: about.flatMap(({ parties }) => parties),
    titles: about.flatMap(({ titles }) => titles),
  };
  const found: Record<string, string[]> = {};
  for (const page of ['/', '/search?q=talks', '/sources', `/sources/${encodeURIComponent(one)}`]) {
    const faults = faultsIn(await shownAt(page), all);
    if (faults.length > 0) found[page] = faults;
  }
  expect(found).toEqual({});
}, 60_000);

test.each(STORIES)(
  '%s',
  async (story) => {
    const of = `/negotiations/${story}`;
    const about = await json<About>(of);
    const untitled = (await untitledIn(of)).map((slug) => slug.replaceAll('-', ' '));
    const { entries } = await json<{ entries: { id: string; kind: string | null }[] }>(`${of}/history?limit=500`);
    const reports = entries.filter(({ kind }) => kind !== null).map(({ id }) => `/reports/${encodeURIComponent(id)}`);
    const pages = [
      '',
      '?reportedBy=2023-11-22',
      '?clock=happened&at=2023-10-31',
      '/compare',
      '/compare?from.reportedBy=2023-10-20&to.reportedBy=2023-11-22',
      '/replay',
      '/sources',
      '/audit',
      '/picture',
      '/briefing',
      '/card',
      '/edit',
      '/record',
      ...(story === 'qatar-mediation' ? ['/fragility'] : []),
      ...reports,
    ];
    const found: Record<string, string[]> = {};
    for (const page of pages) {
      // What has no title is called by its slug in words, which may hold that of a party.
      const text = untitled.reduce((rest, slug) => rest.replaceAll(slug, ''), await shownAt(`${of}${page}`));
      const faults = faultsIn(text, about);
      if (faults.length > 0) found[page] = faults;
    }
    expect(found).toEqual({});
  },
  PATIENCE,
);
