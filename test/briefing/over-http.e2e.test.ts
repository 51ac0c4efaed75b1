/** The card and the briefing over HTTP, in every form, of talks that mean well and of talks that do not. */
import { inflateRawSync } from 'node:zlib';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { BriefingAnswer, CardAnswer } from '../../answers/publishing/briefing.js';
import { importLines, startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { inLines } from '../app/talks.js';
import { HOSTILE_TALKS, PIECES } from './hostile-talks.js';

let app: StartedApp;
let taken: unknown;
beforeAll(async () => {
  app = await startedApp();
  await importLines(app.base, storyText('qatar-mediation'));
  taken = await (await importLines(app.base, inLines(HOSTILE_TALKS))).json();
});
afterAll(() => app.stop());

test('Talks that do not mean well are recorded as they are', () => {
  expect(taken).toMatchObject({ recorded: HOSTILE_TALKS.length, refused: [] });
});

const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${app.base}/v1/negotiations/${path}`, { headers });
const textOf = async (path: string): Promise<string> => (await ask(path)).text();

/** The files in a ZIP archive, from its directory at the end. */
function unzipped(zip: Buffer): ReadonlyMap<string, string> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i += 1) {
    const [packed, name, extra, note] = [20, 28, 30, 32].map((field) =>
      field === 20 ? zip.readUInt32LE(at + 20) : zip.readUInt16LE(at + field),
    ) as [number, number, number, number];
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(from, from + packed);
    const text = zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data);
    files.set(zip.toString('utf8', at + 46, at + 46 + name), text.toString('utf8'));
    at += 46 + name + extra + note;
  }
  return files;
}

const documentOf = async (path: string): Promise<ReadonlyMap<string, string>> =>
  unzipped(Buffer.from(await (await ask(path)).arrayBuffer()));

/** The texts and the names of the elements of an XML document. */
function readXml(xml: string): { readonly text: string; readonly tags: ReadonlySet<string> } {
  expect(XMLValidator.validate(xml)).toBe(true);
  const tags = new Set<string>();
  let text = '';
  const walk = (node: unknown): void => {
    for (const [name, inner] of Object.entries(node as object)) {
      if (name === '#text') text += String(inner);
      else if (name !== ':@') {
        tags.add(name);
        for (const one of inner as unknown[]) walk(one);
      }
    }
  };
  const parser = new XMLParser({ preserveOrder: true, trimValues: false, parseTagValue: false, htmlEntities: true });
  for (const node of parser.parse(xml) as unknown[]) walk(node);
  return { text, tags };
}

describe('A card', () => {
  test('says where the talks stand, who says so, who denies it, and as of when', async () => {
    const response = await ask('qatar-mediation/card');
    expect(response.headers.get('content-type')).toMatch('application/json');
    const card = (await response.json()) as CardAnswer;
    expect(card).toMatchObject({
      title: 'Release of hostages held in Gaza, by Qatari mediation',
      phase: 'negotiating',
      contested: true,
      past: false,
      lensWords: [],
      says: [{ name: 'Qatar' }],
      denies: [{ name: 'Israel' }],
      sources: ['World Report Now'],
    });
    expect(card.asOf).toMatch(/^\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC$/);
  });

  test('takes the lens, and says so, in pictures too', async () => {
    const lens = 'reportedBy=2023-11-10&withoutSource=World%20Report%20Now';
    expect(await (await ask(`qatar-mediation/card?${lens}`)).json()).toMatchObject({
      phase: 'unreported',
      past: true,
      lensWords: ['as it had been published by 10 Nov 2023', 'without what World Report Now published'],
    });
    const { text } = readXml(await textOf(`qatar-mediation/card?${lens}&format=svg`));
    expect(text).toMatch(/A past moment.*as it had been published by 10 Nov 2023/s);
  });

  test('is a picture that can stand alone: title, sources, “as of” and lens are in it', async () => {
    const response = await ask('qatar-mediation/card?format=svg');
    expect(response.headers.get('content-type')).toMatch('image/svg+xml');
    const { text } = readXml(await response.text());
    for (const part of [
      'Release of hostages',
      'Qatar',
      'Israel',
      'Sources: World Report Now',
      'As of',
      'all that is recorded',
    ])
      expect(text).toContain(part);
    const png = await ask('qatar-mediation/card?format=png');
    expect(png.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await png.arrayBuffer()).readUInt32BE(16)).toBe(1200);
  });

  test('is answered from what the reader has, while it is the same', async () => {
    for (const format of ['json', 'svg', 'png']) {
      const path = `qatar-mediation/card?revision=5&format=${format}`;
      const first = await ask(path);
      expect(first.status).toBe(200);
      const again = await ask(path, { 'if-none-match': first.headers.get('etag') ?? '' });
      expect(again.status).toBe(304);
    }
  });

  test('of hostile talks is an SVG of texts alone', async () => {
    const { text, tags } = readXml(await textOf('hostile/card?format=svg'));
    const drawn = ['circle', 'desc', 'g', 'line', 'path', 'rect', 'svg', 'text', 'title'];
    expect([...tags].filter((tag) => !tag.startsWith('?') && !drawn.includes(tag))).toEqual([]);
    expect(text).toContain(PIECES[0]);
    expect((await ask('hostile/card?format=png')).status).toBe(200);
  });
});

describe('A briefing', () => {
  const briefing = async (path: string): Promise<BriefingAnswer> => (await ask(path)).json() as Promise<BriefingAnswer>;

  test('holds sections of sentences, and lists the reports that they name', async () => {
    const answer = await briefing('qatar-mediation/briefing');
    expect(answer.sections.map(({ section }) => section)).toEqual([
      'status',
      'changes',
      'positions',
      'offers',
      'contradictions',
      'sources',
    ]);
    expect(answer.reports.length).toBeGreaterThan(5);
    expect(answer.reports.every(({ url }) => url === null || /^https?:/.test(url))).toBe(true);
    const frozen = await briefing(answer.frozen.replace('/negotiations/', ''));
    expect(frozen.sections[0]?.sentences.slice(0, 4)).toEqual(answer.sections[0]?.sentences.slice(0, 4));
    expect([answer.past, frozen.past]).toEqual([false, true]);
  });

  test('tells changes since the date that is asked for, and refuses what is no date', async () => {
    const [none, all] = [
      await briefing('qatar-mediation/briefing?since=2024-01'),
      await briefing('qatar-mediation/briefing?since=2023-10'),
    ];
    expect([none.sections[1]?.sentences.length, none.since]).toEqual([0, '2024-01']);
    expect(all.sections[1]?.sentences.length).toBeGreaterThan(3);
    expect((await ask('qatar-mediation/briefing?since=soon')).status).toBe(400);
    expect((await ask('qatar-mediation/briefing?format=pdf')).status).toBe(400);
    expect((await ask('nowhere/briefing')).status).toBe(404);
  });

  test('is Markdown with the same sentences and references', async () => {
    const response = await ask('qatar-mediation/briefing?format=md');
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="briefing-qatar-mediation.md"');
    const text = await response.text();
    expect(text).toMatch(/^# Release of hostages/);
    expect(text).toContain('- Israel denies that there are talks. \\[');
    expect(text).toMatch(/\[address\]\(<https:\/\/www\.worldreportnow\.com\//);
    expect(text).not.toMatch(/\[object|undefined|null/);
  });

  test('is a document with the same sentences, and links of http and https alone', async () => {
    const files = await documentOf('qatar-mediation/briefing?format=docx');
    const { text } = readXml(files.get('word/document.xml') ?? '');
    expect(text).toContain('Israel denies that there are talks.');
    expect(files.get('word/_rels/document.xml.rels')).toContain('https://www.worldreportnow.com/');
  });

  test('names no report by an id that was made for it, in any form', async () => {
    const party = { name: 'Ana', capacity: 'official' };
    const demand = {
      negotiation: 'port',
      party: 'union',
      speaker: party,
      issue: 'pay',
      terms: [{ item: 'rise', text: 'nine per cent' }],
      summary: 'The union asks for nine per cent.',
      attribution: 'on-the-record',
      source: { publisher: 'Paper' },
      reportedAt: '2023-10-04',
    };
    const parties = [{ party: 'union', name: 'The Union', role: 'principal' }];
    await importLines(
      app.base,
      inLines([
        { type: 'NegotiationOpened', data: { negotiation: 'port', title: 'Port', parties } },
        { type: 'DemandReported', data: demand },
      ]),
    );
    const { text } = readXml((await documentOf('port/briefing?format=docx')).get('word/document.xml') ?? '');
    const told = 'The demand of The Union on “pay” of 4 Oct 2023 (nine per cent) is open.';
    for (const form of [text, (await textOf('port/briefing?format=md')).replaceAll('\\', '')]) {
      expect(form).toContain(told);
      expect(form).toContain('The union asks for nine per cent.');
      expect(form).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
    }
  });

  test('of hostile talks is Markdown in which nothing typed is a mark', async () => {
    const text = await textOf('hostile/briefing?format=md');
    // What is left once escaped marks are gone.
    const bare = text.replaceAll(/\\[!-/:-@[-`{-~]/g, '');
    expect(bare).not.toMatch(/<(?!http:\/\/a\.example)|`|\||~|!\[|&(?!quot;)/);
    const links = bare.match(/\]\(/g)?.length ?? 0;
    expect(links).toBeGreaterThan(0);
    expect(bare.match(/\[address\]\(<http:\/\/a\.example\/[^<>\n]*>\)/g)).toHaveLength(links);
    expect(bare.replaceAll(/<http:\/\/a\.example\/[^<>\n]*>/g, '')).not.toMatch(/https?:\/\/(?!127)|www\.|\w@\w/);
    const marks = text.split('\n').filter((line) => /^(?:#|>|\*\*)/.test(line));
    expect(marks.filter((line) => !/^(?:# T |## |> |\*\*As of )/.test(line))).toEqual([]);
    expect(
      text.split('\n').filter((line) => /^(?:- |\d+\. )?(?:\d+[.)] |[-+*#>] |```|~~~|---)/.test(line.slice(2))),
    ).toEqual([]);
  });

  test('of hostile talks is a document in which it is text', async () => {
    const files = await documentOf('hostile/briefing?format=docx');
    for (const [name, xml] of files) if (/\.(?:xml|rels)$/.test(name)) readXml(xml);
    const { text, tags } = readXml(files.get('word/document.xml') ?? '');
    for (const piece of PIECES) expect(text).toContain(piece);
    expect([...tags].filter((tag) => !/^(?:w:|\?xml)/.test(tag))).toEqual([]);
    const links = [
      ...(files.get('word/_rels/document.xml.rels') ?? '').matchAll(/Target="([^"]*)" TargetMode="External"/g),
    ];
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter(([, target = '']) => !target.startsWith('http://a.example/'))).toEqual([]);
  });
});
