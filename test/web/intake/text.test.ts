/** An article cut into paragraphs and pieces, the line of a card, and what a card asks for. */
import fc from 'fast-check';
import { KIND_HELP } from '../../../events/guide/kinds.js';
import { KINDS } from '../../../events/vocabulary.js';
import { missingIn } from '../../../web/intake/asked.js';
import { lineInWords, lineOf } from '../../../web/intake/card-words.js';
import { paragraphsOf } from '../../../web/intake/paragraphs.js';
import { aboutsOf, FIELD_WORDS } from '../../../web/record/kind-fields.js';
import { needsAbout } from '../../../web/record/draft.js';
import { draftOf } from '../../../web/record/draft-of-report.js';

const SOURCE = { publisher: 'The Harbour Post', reportedAt: '2026-03-02' };
const NAMES = {
  parties: [
    { party: 'israel', name: 'Israel' },
    { party: 'hamas', name: 'Hamas' },
  ],
  titles: [{ what: 'issue' as const, slug: 'aid', title: 'Aid convoys' }],
};
const base = { party: 'israel', attribution: 'on-background', summary: 'S.', speaker: { capacity: 'official' } };
const line = (report: object): string => lineInWords(lineOf(draftOf({ ...base, ...report }), NAMES));

describe('An article in the review page', () => {
  const texts = fc
    .array(fc.constantFrom('a', 'b ', '. ', '\n', '\n\n', '\n \n', 'é', '😀'), { maxLength: 60 })
    .map((all) => all.join(''));
  const spansIn = (text: string) =>
    fc.array(fc.tuple(fc.nat(text.length), fc.nat(text.length)), { maxLength: 8 }).map((pairs) =>
      pairs
        .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
        .filter(({ start, end }) => start < end)
        .map((span, i) => ({ candidate: `c-${i}`, evidence: [span] })),
    );

  test('holds every character that is no empty line, once and in order, and says where each piece begins', () => {
    fc.assert(
      fc.property(
        texts.chain((text) => fc.tuple(fc.constant(text), spansIn(text))),
        ([text, placed]) => {
          const pieces = paragraphsOf(text, placed).flatMap((paragraph) => paragraph.pieces);
          for (const piece of pieces) expect(text.slice(piece.start, piece.start + piece.text.length)).toBe(piece.text);
          for (const [i, piece] of pieces.entries())
            expect(piece.start).toBeGreaterThanOrEqual((pieces[i - 1]?.start ?? 0) + (pieces[i - 1]?.text.length ?? 0));
          expect(
            pieces
              .map((piece) => piece.text)
              .join('')
              .replaceAll(/\s/g, ''),
          ).toBe(text.replaceAll(/\s/g, ''));
        },
      ),
    );
  });

  test('marks exactly the evidence, and has each candidate’s card in one place', () => {
    fc.assert(
      fc.property(
        texts.chain((text) => fc.tuple(fc.constant(text), spansIn(text))),
        ([text, placed]) => {
          const paragraphs = paragraphsOf(text, placed);
          const pieces = paragraphs.flatMap((paragraph) => paragraph.pieces);
          for (const { candidate, evidence } of placed) {
            const [span] = evidence;
            const marked = pieces.filter(({ of }) => of.includes(candidate)).map((piece) => piece.text);
            const words = text.slice(span?.start, span?.end);
            expect(marked.join('').replaceAll(/\s/g, '')).toBe(words.replaceAll(/\s/g, ''));
          }
          const cards = paragraphs.flatMap((paragraph) => paragraph.candidates);
          expect(cards.toSorted((a, b) => a.localeCompare(b))).toEqual(
            paragraphs.length === 0
              ? []
              : placed.map(({ candidate }) => candidate).toSorted((a, b) => a.localeCompare(b)),
          );
        },
      ),
    );
  });
});

describe('The line of a card', () => {
  test.each([
    [{ kind: 'denial', claim: 'talks' }, 'Israel, an official, on background: denies that there are talks'],
    [
      {
        kind: 'stance',
        issue: 'aid',
        toward: 'opposes',
        speaker: { name: 'Eran Lerman', capacity: 'former-official' },
      },
      'Israel, Eran Lerman (former official), on background: opposes Aid convoys',
    ],
    [
      { kind: 'contact', with: ['hamas'], speaker: { capacity: 'reporter' }, attribution: 'unattributed' },
      'Israel, as the outlet tells it: is in contact with Hamas',
    ],
    [
      { kind: 'demand', issue: 'aid', terms: [{ item: 'trucks', min: 50, unit: 'a day' }] },
      'Israel, an official, on background: demands Aid convoys: at least 50 a day trucks',
    ],
    [
      { kind: 'assessment', party: undefined, outlook: 'progress' },
      'Somebody, an official, on background: judges the talks as: progress',
    ],
  ])('%j is said in words', (report, words) => {
    expect(line(report)).toBe(words);
  });
});

describe('What a card asks for', () => {
  test('is what the help of each kind says that it needs', () => {
    for (const kind of KINDS) {
      const { needs } = KIND_HELP[kind];
      const whole = draftOf({ ...base, kind, source: { publisher: 'P' }, reportedAt: '2026' });
      const asked = missingIn(whole, SOURCE).map(({ pointer = '' }) => pointer.slice(1));
      const named = [...(needs.split(/[;:(]/)[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');
      const told = needs.startsWith('–') ? [] : named.filter((name) => name in FIELD_WORDS);
      const isChoice = needs.includes('one of');
      const expected = isChoice && told.length > 0 && needsAbout(kind) ? [aboutsOf(kind)[0] ?? ''] : told;
      expect([kind, asked.toSorted((a, b) => a.localeCompare(b))]).toEqual([
        kind,
        expected.toSorted((a, b) => a.localeCompare(b)),
      ]);
    }
  });

  test('is not the source, where that was typed once', () => {
    const draft = draftOf({ ...base, kind: 'refusal' });
    expect(missingIn(draft, { publisher: '', reportedAt: '' }).map(({ pointer }) => pointer)).toEqual([
      '/source/publisher',
      '/reportedAt',
    ]);
    expect(missingIn(draft, SOURCE)).toEqual([]);
  });
});
