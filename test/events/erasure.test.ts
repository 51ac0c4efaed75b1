// oxlint-disable no-underscore-dangle -- `_zod` is zod's documented interface for libraries
/** Every text of every event can be erased, or is read by the rules and stands in a list that says so. */
import { allEventSchemas, mapTexts, textPathsOf } from '../../events/erasure/text-paths.js';
import { textsOf } from '../../events/erasure/schema-texts.js';
import type { z } from 'zod';

/** What the rules, the table of roles or the audit read, by its place. Forms say that these are not for names of people. */
const READ: readonly (readonly [place: RegExp, why: string])[] = [
  [/(^|\/)(source|changes)?\/?publisher$/, 'whose report it is, and how it is graded'],
  [/(^|\/)origin$/, 'whose news it is: independent origins are counted'],
  [/(^|\/)terms\/\*\/(item|unit|per|basis)$/, 'which quantities are compared'],
  [/^PressureReported\/measure$/, 'which pressure ends with which'],
  [/^SourceAliased\/(name|of)$/, 'which names of a source are one'],
  [/^PersonAdmitted\/issuer$/, 'which provider somebody signs in with'],
  [/^CandidatesProposed\/proposer\/(name|version)$/, 'which program proposed a candidate'],
  [/^FeedAdded\/(url|words\/\*)$/, 'which feed is asked for, and what is taken from it'],
  [/^CardPublished\/lens(\/\*)+$/, 'which choice of reports a card shows'],
  [/^CandidateAccepted\/changed\/\*$/, 'names of fields'],
  [/(^|\/)(occurredAt|reportedAt|until|since|deadline|from|published)$/, 'dates'],
];

/** Slugs, ids, dates, hashes and languages have a form of their own, in which nobody writes a sentence. */
function hasForm(schema: z.core.$ZodType): boolean {
  const def = schema._zod.def as { readonly format?: string; readonly checks?: readonly z.core.$ZodCheck[] };
  const ofForm = (check: z.core.$ZodCheck) =>
    ['regex', 'datetime', 'date'].includes((check._zod.def as { readonly format?: string }).format ?? '');
  return (def.format !== undefined && def.format !== 'url') || (def.checks ?? []).some(ofForm);
}

const texts = [...allEventSchemas()].flatMap(([type, schema]) =>
  [...textsOf(schema)].map((text) => ({ type, ...text, field: text.path.findLast((name) => name !== '*') ?? '' })),
);
const free = texts.filter(({ schema }) => !hasForm(schema));

test('Every free text is marked as erasable, or is in the list of what the rules read', () => {
  expect(free.length).toBeGreaterThan(300);
  const place = ({ type, path }: (typeof free)[0]) => [type, ...path].join('/');
  const unmarked = free.filter(({ erasable }) => !erasable).map(place);
  expect(unmarked.filter((name) => !READ.some(([pattern]) => pattern.test(name)))).toEqual([]);
  for (const [pattern] of READ) expect([pattern, unmarked.some((name) => pattern.test(name))]).toEqual([pattern, true]);
  const marked = free.filter(({ erasable }) => erasable).map(place);
  expect(marked.filter((name) => READ.some(([pattern]) => pattern.test(name)))).toEqual([]);
});

test('What trust.md lists can be erased', () => {
  const paths = (type: string) =>
    texts.filter((text) => text.type === type && text.erasable).map(({ path }) => path.join('/'));
  expect(paths('DenialReported')).toEqual(
    expect.arrayContaining(
      ['speaker/name', 'summary', 'quote', 'note', 'claimText', 'title', 'issueTitle', 'tags/*', 'terms/*/text'].concat(
        ['source/title', 'source/url', 'source/via/*'],
      ),
    ),
  );
  expect(paths('ContactReported')).toContain('venue');
  expect(paths('AcceptanceReported')).toContain('conditions/*');
  expect(paths('PartyAdded')).toEqual(expect.arrayContaining(['name', 'names/*', 'aliases/*', 'people/*/name']));
  expect(paths('EntryVoided')).toEqual(expect.arrayContaining(['reason', 'note']));
  expect(paths('ArticleReceived')).toEqual(['source/title', 'source/url']);
  expect(paths('TokenIssued').concat(paths('PersonAdmitted'))).toEqual(['subject', 'sub']);
});

test('Texts are found in corrections of anything, and in the same order every time', () => {
  const data = {
    reason: 'R',
    changes: { summary: 'S', tags: ['b', 'a'], source: { url: 'https://x.example' }, names: { en: 'N' } },
  };
  const found: string[] = [];
  mapTexts(data, textPathsOf('EntryAmended'), (value, pointer) => {
    found.push(`${pointer}=${value as string}`);
    return value;
  });
  expect(found).toEqual(
    ['/changes/names/en=N', '/changes/source/url=https://x.example', '/changes/summary=S'].concat([
      '/changes/tags/0=b',
      '/changes/tags/1=a',
      '/reason=R',
    ]),
  );
});
