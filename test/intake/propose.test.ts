/** What is proposed for any text at all: an answer, and evidence that is the article's own words. */
import fc from 'fast-check';
import { candidate as candidateSchema } from '../../events/intake/candidate.js';
import { receivedText } from '../../intake/article.js';
import type { Known } from '../../intake/known.js';
import { propose } from '../../intake/propose.js';
import { PROPOSER } from '../../intake/proposer.js';
import { proposeTalks } from '../../intake/propose-talks.js';
import { partyId, issueId } from '../../events/ids.js';

const KNOWN: Known = {
  title: 'Talks on the harbour',
  parties: [
    { party: partyId.parse('qatar'), name: 'Qatar', role: 'mediator' },
    { party: partyId.parse('israel'), name: 'Israel', role: 'principal' },
    { party: partyId.parse('dockers'), name: 'United Dock Workers', aliases: ['the dockers'], role: 'principal' },
  ],
  issues: [{ issue: issueId.parse('wages'), title: 'Wages at the harbour' }],
  claims: [],
  proposals: [],
  agreements: [],
};

const PIECES = [
  'Qatar', 'Israeli officials', 'the dockers', 'said', 'denied', 'that', '“', '”', '"', '.', ' ', '\n', '. ', 'talks', 'no', 'offer',
  '36 prisoners', 'on Friday', '<b>', '</script>', '\u202E', '\uD800', 'قطر', '对话', 'если', 'https://example.org/?a=b', '5 percent', 'Mr. Hall',
]; // prettier-ignore
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 120 }).map((pieces) => pieces.join(' ')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 120 }).map((pieces) => pieces.join('')),
);

describe('any text', () => {
  test('gets candidates that are well-formed, with evidence within the text', () => {
    fc.assert(
      fc.property(texts, (raw) => {
        const text = receivedText(raw);
        const { candidates, sentences, readTo } = propose({ text, published: '2023-11-11' }, KNOWN);
        expect(readTo).toBeLessThanOrEqual(text.length);
        for (const one of candidates) {
          candidateSchema.parse(one);
          for (const { start, end } of one.evidence) {
            expect(end).toBeLessThanOrEqual(text.length);
            expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
            expect(sentences).toContainEqual({ start, end });
          }
        }
      }),
    );
  });

  test('gets the same candidates each time', () => {
    fc.assert(
      fc.property(texts, (raw) => {
        const article = { text: receivedText(raw), published: '2023-11-11' };
        expect(propose(article, KNOWN)).toEqual(propose(article, KNOWN));
      }),
    );
  });

  test('can be asked for talks to open', () => {
    fc.assert(fc.property(texts, (raw) => proposeTalks({ text: receivedText(raw) }).title !== ''));
  });
});

describe('a text', () => {
  const read = (raw: string, language?: string) =>
    propose({ text: receivedText(raw), published: '2023-11-11', ...(language ? { language } : {}) }, KNOWN);

  test('that says nothing has no candidates', () => {
    for (const text of ['', ' \n\n ', '.', 'Good morning from the harbour.', 'Sign up here.', '12 + 3 = 15'])
      expect([text, read(text).candidates]).toEqual([text, []]);
  });

  test('in a language that is not read has passages without kinds, and is said not to be read', () => {
    const { language, isRead, candidates } = read(
      'Qatar a annoncé lundi que les négociations avec Israël se poursuivent. Le ministère des affaires étrangères n’a pas donné de détails sur la libération des otages.',
    );
    expect([language, isRead]).toEqual(['fr', false]);
    expect(candidates.map(({ kinds, asserted }) => ({ kinds, asserted }))).toEqual([{ kinds: [], asserted: false }]);
  });

  test('that is conditional asserts nothing', () => {
    const [candidate] = read(
      'If Qatar accepted the offer, Israel would reject it, and the dockers would strike.',
    ).candidates;
    expect(candidate?.asserted ?? false).toBe(false);
  });

  test.each(['a', '"', '“', '. ', '\n', 'said ', '36 ', '(', '‘a ', 'Israel said "no. ', '\uD83D'])(
    'of 5 MB of %j is read in part, and soon',
    (piece) => {
      const text = receivedText(piece.repeat(Math.ceil(5e6 / piece.length)));
      const { readTo, sentences } = read(text, 'en');
      expect(readTo).toBeLessThan(text.length);
      expect(sentences.every(({ start, end }) => start < end && end <= readTo)).toBe(true);
    },
    20_000,
  );

  test('has a version of its proposer, which is kept with what it proposes', () => {
    expect(PROPOSER).toEqual({ name: 'rules', version: expect.stringMatching(/^\d+$/) as unknown });
  });
});
