/** Texts that are sealed come back as they were, each by its own key, and only once they are read. */
import { canonicalJson } from '../../../events/canonical.js';
import type { JsonObject } from '../../../events/envelope.js';
import { readEvent } from '../../../events/event.js';
import { textPathsOf, mapTexts } from '../../../events/erasure/text-paths.js';
import { openTexts, sealedTextsOf, sealTexts } from '../../../src/store/erasure/sealed-texts.js';

const TYPE = 'ConfirmationReported';
const tags = Array.from({ length: 12 }, (_, i) => `tag ${i}`);
const DATA = {
  attribution: 'on-the-record',
  claim: 'talks',
  negotiation: 'talks',
  party: 'crew',
  reportId: 'r-1',
  reportedAt: '2026-03-02',
  source: { publisher: 'Paper', title: 'A title', url: 'https://paper.example/1' },
  speaker: { capacity: 'official', name: 'Ana Ruiz' },
  summary: 'The crew says so.',
  tags,
};
const { data, keys } = sealTexts(TYPE, DATA);
const stored = (): JsonObject => JSON.parse(canonicalJson(data)) as JsonObject;

const event = {
  stream: 'negotiation-talks',
  revision: 1,
  position: 1n,
  id: 'x',
  type: TYPE,
  recordedAt: '2026-03-02T00:00:00.000Z',
  recorder: 'me',
  schemaVersion: 3,
  correlationId: 'c',
  causationId: 'c',
  hash: '',
};

test('The stored data hold none of them, and the opened are those that were given, in their order', () => {
  expect(canonicalJson(data)).not.toMatch(/Ana|crew says|tag \d|A title|paper\.example/);
  expect(JSON.stringify(openTexts(TYPE, stored(), keys))).toBe(JSON.stringify(DATA));
  expect(openTexts(TYPE, DATA, undefined)).toBe(DATA);
});

test('Half a surrogate pair is refused: it would be opened as another character', () => {
  const half = { ...DATA, tags: [...tags, 'half \uD83D'] };
  expect(() => sealTexts(TYPE, half)).toThrow(new TypeError('not an event: /tags/12 holds half a surrogate pair'));
});

test('Keys stand in the order of the first format: that of the names, by which 10 comes before 2', () => {
  const places = sealedTextsOf(TYPE, stored()).map(({ pointer }) => pointer);
  const lists = ['0', '1', '10', '11', '2', '3', '4', '5', '6', '7', '8', '9'].map((i) => `/tags/${i}`);
  expect(places).toEqual(['/source/title', '/source/url', '/speaker/name', '/summary', ...lists]);
  const visited: string[] = [];
  mapTexts({ ...DATA, tags: DATA.tags.toReversed() }, textPathsOf(TYPE), (value, pointer) => {
    visited.push(pointer);
    return value;
  });
  expect(visited).toEqual(places);
});

test('To read an event opens nothing: an address that cannot be opened is no reason to refuse it', () => {
  const read = readEvent({ ...event, data: openTexts(TYPE, stored(), Buffer.alloc(keys?.length ?? 0, 7)) });
  expect(read).toMatchObject({ id: 'r-1', fact: { report: { kind: 'confirmation', party: 'crew' } } });
  const { report } = (read as { fact: { report: typeof DATA } }).fact;
  expect(report.source.url).toMatch(/^\[cannot be read/);
});

test('What was read is the same in the fact, and stays so', () => {
  const given = Buffer.from(keys ?? []);
  const opened = openTexts(TYPE, stored(), given);
  expect(opened['summary']).toBe(DATA.summary);
  const { report } = (readEvent({ ...event, data: opened }) as { fact: { report: typeof DATA } }).fact;
  given.fill(7);
  expect(report.summary).toBe(DATA.summary);
  expect(report.tags[0]).toMatch(/^\[cannot be read/);
});

test('A field that is named as an object’s prototype is a field like others', () => {
  const odd = JSON.parse('{"__proto__":{"x":1},"summary":"s"}') as JsonObject;
  const sealed = sealTexts(TYPE, odd);
  const read = openTexts(TYPE, sealed.data, sealed.keys);
  expect(Object.keys(read)).toEqual(['__proto__', 'summary']);
  expect(Object.getPrototypeOf(read)).toBe(Object.getPrototypeOf(openTexts(TYPE, stored(), keys)));
  expect(readEvent({ ...event, data: read })).toMatchObject({
    unreadable: expect.stringContaining('__proto__') as string,
  });
});
