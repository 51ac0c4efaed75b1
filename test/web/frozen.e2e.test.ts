/** A frozen link is frozen: whatever is recorded later, a page of a revision is the same but for the line that says so. */
import { setTimeout as wait } from 'node:timers/promises';
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, send, storyText } from '../app/started-app.js';
import { report } from '../app/talks.js';

const PATIENCE = 240_000;
const TALKS = 'qatar-mediation';
const OF = `/negotiations/${TALKS}`;
const PAPER = 'World Report Now';
/** The last revision that the frozen links show. */
const REVISION = 17;

let [folder, base] = ['', ''];
let server: Program;
/** Between what the story records and what comes later. */
let recordedBy = '';

beforeAll(async () => {
  folder = newFolder();
  server = new Program(main, { PARLEY_DATA: folder });
  base = await server.ready();
  // The same story, with a table, another publisher, and another origin.
  const published = `"publisher":"${PAPER}"`;
  const papers = [published, `${published},"origin":"AFP"`, '"publisher":"Reuters"'];
  const story = storyText(TALKS)
    .replace('"data":{', '"data":{"tables":[["israel","hamas"]],')
    .replaceAll(/^.*Reported".*$/gm, (line, at: number) => line.replace(published, papers[at % papers.length] ?? ''));
  const { recorded } = (await (await importLines(base, story)).json()) as { recorded: number };
  if (recorded !== REVISION + 1) throw new Error(`${recorded} events of the story were recorded`);
  await wait(20);
  recordedBy = new Date().toISOString();
  await wait(20);
}, PATIENCE);
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended();
  remove(folder);
});

/** Every field of the lens, within what the story records. */
const lenses = (): readonly string[] => [
  `revision=${REVISION}`,
  `revision=${REVISION}&reportedBy=2023-11-22`,
  `revision=${REVISION}&happenedBy=2023-11-01`,
  `revision=${REVISION}&withoutParty=israel`,
  `revision=${REVISION}&onlyAttribution=on-background&minReliability=C&minCredibility=3`,
  `revision=${REVISION}&table=israel,hamas`,
  `revision=${REVISION}&withoutSource=Reuters&withoutOrigin=AFP`,
  `recordedBy=${encodeURIComponent(recordedBy)}`,
];

/** The pages that show a moment, each with the lens where it takes it. */
const PAGES: readonly ((lens: string) => string)[] = [
  (lens) => `${OF}?${lens}`,
  (lens) => `${OF}?${lens}&clock=happened`,
  (lens) => `${OF}/reports/qm-01?${lens}`,
  (lens) => `${OF}/picture?${lens}`,
  (lens) => `${OF}/briefing?${lens}`,
  (lens) => `${OF}/card?${lens}`,
  (lens) => `${OF}/replay?${lens}`,
  (lens) => `${OF}/sources?${lens}`,
  (lens) => `${OF}/fragility?${lens}`,
  (lens) => `${OF}/audit?${lens}`,
  (lens) => `${OF}/picture?${lens}`,
  (lens) => `${OF}/briefing?${lens}`,
  (lens) => `${OF}/card?${lens}`,
  (lens) => `${OF}/compare?from.revision=5&${lens.replaceAll(/(^|&)/g, '$1to.')}`,
];

/**
 * What pages load, offer to take away and link to as data: each answer is of the lens. Left out are `/later`, which says
 * how far the record has moved on, `/changes/next`, which looks for what came after the moment, and pictures as PNG, which
 * are those as SVG.
 */
const DATA: readonly ((lens: string) => string)[] = [
  '',
  '/overview',
  '/status',
  '/positions',
  '/positions/israel',
  '/claims',
  '/proposals',
  '/agreements',
  '/contradictions',
  '/terms',
  '/sources',
  '/history',
  '/history?about=registry',
  '/reports/qm-01',
  '/fragility',
  '/timeline?clock=reported',
  '/timeline?clock=happened',
  '/timeline?clock=recorded',
  '/timeline.svg?clock=reported',
  '/timeline.csv?clock=reported',
  '/picture?clock=happened',
  '/picture.svg?clock=reported',
  '/picture.csv?clock=recorded',
  '/briefing?format=json',
  '/briefing?format=md',
  '/card?format=json',
  '/card?format=svg',
  '/replay?clock=reported',
  '/replay?clock=recorded',
  '/changes/previous',
  '/feed.atom',
  '/feed.json',
  '/export?format=ndjson',
  '/export?format=csv',
  '/export?format=cloudevents',
].map((path) => (lens: string) => `/v1${OF}${path}${path.includes('?') ? '&' : '?'}${lens}`);

const read = async (path: string): Promise<string> => {
  const answer = await fetch(base + path);
  const body = await answer.text();
  expect([path, answer.status, body.slice(0, answer.ok ? 0 : 300)]).toEqual([path, 200, '']);
  return body;
};

/** The page without the one line that is live, and the number it was rendered from. */
const withoutLiveLine = (html: string): string =>
  html.replaceAll(/<p[^>]*data-moved-on[^>]*>.*?<\/p>/gs, '').replaceAll(/"later":\{[^}]*"lens":\{[^}]*\}[^}]*\}/g, '');

const textOf = (html: string): string =>
  html
    .replaceAll(/<script.*?<\/script>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

/** One of each act that a desk has, the last of them the archiving. Says how many are of these talks. */
async function recordMore(): Promise<number> {
  const ofTalks: readonly (readonly [path: string, body: object, method?: 'PATCH'])[] = [
    [`${OF}/reports`, report('later', { party: 'israel', kind: 'denial', reportedAt: '2023-11-20T00:00:00Z' })],
    [`${OF}/reports`, report('later-offer', { party: 'qatar', reportedAt: '2023-10-20T00:00:00Z' })],
    [`${OF}/parties`, { party: 'norway', name: 'Norway', role: 'mediator' }],
    [`${OF}/parties/israel`, { name: 'The State of Israel' }, 'PATCH'],
    [OF, { title: 'Another title', summary: 'Another summary.' }, 'PATCH'],
    [`${OF}/titles`, { what: 'claim', slug: 'talks', title: 'Another claim', reason: 'A test.' }],
    [`${OF}/entries/qm-03/void`, { reason: 'A test.' }],
    [`${OF}/entries/qm-04/amendment`, { reason: 'A test.', changes: { summary: 'Another summary of it.' } }],
    [`${OF}/reports/qm-01/retraction`, { reportedAt: '2023-11-12', reason: 'A test.' }],
    [`${OF}/merges`, { what: 'party', from: 'united-states', into: 'qatar', reason: 'A test.' }],
  ];
  const ofSources: readonly (readonly [path: string, body: object])[] = [
    ['/sources/Reuters/grade', { reliability: 'E', from: '2023', reason: 'A test.' }],
    [`/sources/${encodeURIComponent(PAPER)}/grade`, { reliability: 'E', from: '2023', reason: 'A test.' }],
    ['/sources/Al%20Jazeera/alias', { of: PAPER, reason: 'A test.' }],
  ];
  for (const [path, body, method = 'POST'] of [...ofTalks, ...ofSources]) {
    const answer = await send(base, method, path, body);
    const meant = method === 'PATCH' ? 200 : 201;
    expect([path, answer.status, answer.ok ? '' : await answer.text()]).toEqual([path, meant, '']);
  }
  const archived = { negotiation: TALKS, reason: 'A test.' };
  const taken = await importLines(base, `${JSON.stringify({ type: 'NegotiationArchived', data: archived })}\n`);
  expect(await taken.json()).toMatchObject({ recorded: 1, refused: [] });
  return ofTalks.length + 1;
}

test(
  'Every part of every page, and all that it loads and links to, is of the lens',
  async () => {
    const addresses = lenses().flatMap((lens) => [...PAGES, ...DATA].map((at) => at(lens)));
    const before = new Map<string, string>();
    for (const address of addresses) before.set(address, await read(address));
    const later = await recordMore();
    const changed: string[] = [];
    for (const address of addresses) {
      const [was, is] = [before.get(address) ?? '', await read(address)];
      if (withoutLiveLine(is) !== withoutLiveLine(was)) changed.push(address);
    }
    expect(changed).toEqual([]);
    for (const lens of [`revision=${REVISION}`, `recordedBy=${encodeURIComponent(recordedBy)}`]) {
      const text = textOf(await read(`${OF}?${lens}`));
      expect(text).toContain(`The record has moved on: ${later} later entries. See the present`);
      const shown = /<main.*<\/main>/s.exec(await read(`${OF}?${lens}`))?.[0] ?? '';
      const rest = textOf(withoutLiveLine(shown));
      expect(/.{30}(?:\blive\b|\bthe present\b|\bnow\b).{30}/.exec(rest)?.[0]).toBeUndefined();
    }
  },
  PATIENCE,
);

/** Links that lead out of the moment, and say so. */
const OUT = /\/record$|^\/v1\/audit\/|\/proof$|^\/v1\/feed|^\/docs|^\/$|^\/sign-in|^#|^https?:|take back/;

test(
  'Every link of a frozen page leads to the same moment',
  async () => {
    for (const at of PAGES) {
      const html = await read(at(`revision=${REVISION}`));
      const frozen = html.replaceAll(/<p[^>]*data-moved-on[^>]*>.*?<\/p>/gs, '');
      const hrefs = [...frozen.matchAll(/<a\s[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)]
        .filter(([, , words]) => !/take back/.test(words ?? ''))
        .map(([, href = '']) => href.replaceAll('&amp;', '&'));
      const leaving = hrefs.filter((href) => !OUT.test(href) && !href.includes('revision='));
      const aside = /^\/(?:search|new|people|alerts|import|intake|glossary|sources)(?:$|[?#])|\/edit$/;
      // A report is acted on as it is today: its page leads to itself, without the lens.
      const own = at('').split('?', 1)[0];
      expect([at('…'), leaving.filter((href) => !aside.test(href) && href !== own)]).toEqual([at('…'), []]);
    }
  },
  PATIENCE,
);

test('Which reports count is chosen on the page, in every field of the lens, beside what is chosen already', async () => {
  const html = await read(`${OF}?reportedBy=2023-11-22&withoutParty=qatar&revision=${REVISION}`);
  const [form = ''] = /<form[^>]*aria-label="Which reports count on this page".*?<\/form>/s.exec(html) ?? [];
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const controls = [...form.matchAll(/<(?:select|input) name="([^"]*)"/g)].map(([, name]) => name);
  const chosen = {
    withoutParty: 'egypt',
    withoutSource: 'Reuters',
    withoutOrigin: 'AFP',
    onlyAttribution: 'on-background',
    minReliability: 'F',
    minCredibility: '5',
    table: 'israel,hamas',
    revision: String(REVISION - 1),
  };
  expect([controls, hidden]).toEqual([
    Object.keys(chosen),
    [
      ['reportedBy', '2023-11-22'],
      ['withoutParty', 'qatar'],
    ],
  ]);
  const sent = new URLSearchParams([...hidden, ...Object.entries(chosen)]).toString();
  const text = textOf(await read(`${OF}?${sent}`));
  for (const part of [
    'without the party Qatar',
    'without the party Egypt',
    'without the source Reuters',
    'without the origin AFP',
    'only what is at least on background',
    'only sources graded at least F',
    'only information graded at least 5',
    'at the table of Israel and Hamas',
    `the record as it stood at revision ${REVISION - 1}`,
  ])
    expect(text).toContain(part);
});

test('Each side of a comparison says which reports it is of', async () => {
  const sides = `from.revision=5&to.revision=${REVISION}&to.withoutOrigin=AFP&to.onlyAttribution=on-background`;
  const [before = '', after = ''] = textOf(await read(`${OF}/compare?${sides}`))
    .split('the record as it stood at revision ')
    .slice(1);
  expect(before).toMatch(/^5 /);
  expect(before).not.toContain('without the origin');
  expect(after).toMatch(new RegExp(`^${REVISION} without the origin AFP only what is at least on background `));
});

describe('A wrong address is answered in place', () => {
  const page = async (query: string): Promise<{ readonly status: number; readonly text: string }> => {
    const answer = await fetch(`${base}${OF}?${query}`);
    return { status: answer.status, text: textOf(await answer.text()) };
  };

  test('a date as people write it is read, and named back', async () => {
    const { status, text } = await page(`reportedBy=22%20Nov%202023&revision=${REVISION}`);
    expect(status).toBe(200);
    expect(text).toMatch(/Reported by : “ ?22 Nov 2023 ?” was read as Wednesday 22 November 2023/);
    expect(text).toMatch(/what had been reported by 22 Nov 2023/);
  });

  test.each([
    ['reportedBy=banana', /Reported by : “ ?banana ?” – /],
    ['clock=happened&at=2023-13-45', /The moment : “ ?2023-13-45 ?” – /],
    ['revision=99999', /The revision : “ ?99999 ?” – the last revision is \d+/],
    ['withoutParty=isreal', /Without the party : “ ?isreal ?” – .*did you mean israel\?/],
    ['table=israel,qatar', /The table/],
    ['recordedBy=1999', /Recorded by : “ ?1999 ?” – the desk has followed these talks since/],
    ['kind=nonsense', /The kind of report : “ ?nonsense ?” – /],
  ])('%s', async (query, says) => {
    const { status, text } = await page(query);
    expect(status).toBe(400);
    expect(text).toMatch(says);
    expect(text).toMatch(/The page is shown without it\./);
    expect(text).toMatch(/Time machine/);
  });

  test('a side of a comparison is named as the address has it', async () => {
    const answer = await fetch(`${base}${OF}/compare?from.reportedBy=banana&to.reportedBy=2023-11-22`);
    const html = await answer.text();
    expect(textOf(html)).toMatch(/Reported by \(from\) : “ ?banana ?” – /);
    // At its control, too, where it can be mended.
    expect(html).toMatch(/<input name="from-at" value="banana"[^>]*aria-invalid="true" aria-describedby="from-wrong"/);
    expect(html).toMatch(/id="from-wrong"[^]{0,80}“[^]{0,20}banana/);
  });

  test.each([
    ['kind', 'nonsense'],
    ['subject', 'x'.repeat(200)],
    ['minReliability', 'Z'],
  ])('what cannot be read of %s is named at the control that chooses among the reports', async (name, given) => {
    const html = await (await fetch(`${base}${OF}?${name}=${given}`)).text();
    expect(html).toMatch(new RegExp(`name="${name}"[^>]*aria-invalid="true" aria-describedby="reports-${name}-wrong"`));
    expect(html).toMatch(new RegExp(`id="reports-${name}-wrong"[^]{0,80}“[^]{0,20}${given}`));
  });
});
