/** Who speaks, in which capacity, how far attributed, and for whom. */
import type { Known } from '../../../intake/known.js';
import { heardIn, LABOUR, TRUCE } from '../talks-for-tests.js';

const voices = (text: string, known: Known = TRUCE, publisher?: string): string[] =>
  heardIn(text, known, publisher).map(
    ({ voice }) => `${voice.capacity}, ${voice.attribution}, ${voice.party ?? 'no party'}`,
  );
const voice = (text: string, known?: Known): string | undefined => voices(text, known).at(-1);

test.each([
  ['A spokesman for the Israeli army said that the talks go on.', 'official, on-the-record, israel'],
  ['An Israeli official said that there are no talks.', 'official, on-background, israel'],
  ['The talks go on, said Qatar’s foreign ministry.', 'official, on-the-record, qatar'],
  ['A Hamas source said that the talks go on.', 'insider, on-background, hamas'],
  ['A source familiar with the talks said that Israel had moved.', 'intermediary, on-background, no party'],
  ['Two diplomats briefed on the talks said that Israel had moved.', 'intermediary, on-background, no party'],
  ['Former Israeli negotiator Gershon Adler said that the deal was good.', 'former-official, on-the-record, no party'],
  ['“It will fail,” said Maya Ortiz, an analyst at a think tank in Oslo.', 'commentator, on-the-record, no party'],
  ['A Hamas official, who was not authorised to speak, said that the list was ready.', 'insider, on-background, hamas'],
  ['Residents said that the shelling had stopped.', 'reporter, on-background, no party'],
  ['Qatar’s envoy, who had briefed his members and analysts, saw no way out.', 'official, on-the-record, qatar'],
  [
    'A diplomat in Doha whose government knows Hamas well put it down to money.',
    'intermediary, on-background, no party',
  ],
  ['A deputy minister of Israel said that the list was short.', 'official, on-background, israel'],
  ['“We slept at last,” said Hana Aydin, a baker from the old town.', 'reporter, on-the-record, no party'],
  ['A former envoy counts the weeks.', 'former-official, on-background, no party'],
  ['A letter from the Qatari foreign ministry said so.', 'official, on-the-record, qatar'],
  ['Talks were held in Doha.', 'reporter, unattributed, no party'],
  ['The talks have reportedly stalled.', 'reporter, unattributed, no party'],
])('%s', (sentence, expected) => {
  expect(voice(sentence)).toBe(expected);
});

test('who spoke is carried on by “he added”, “the statement said” and a quotation alone', () => {
  const text =
    'Qatar’s envoy said that talks go on. He added that they are hard. “They will end well.” The statement said no more.';
  expect(voices(text)).toEqual(Array.from({ length: 4 }, () => 'official, on-the-record, qatar'));
});

test('in a transcript each speaks in a turn, up to the next or the end of the paragraph', () => {
  const text = 'HOST: How close are they?\n\nHANIYEH: The list is short. It will do.\n\nTalks were held in Doha.';
  const hamas = 'official, on-the-record, hamas';
  expect(voices(text).slice(1)).toEqual([hamas, hamas, 'reporter, unattributed, no party']);
});

test('who works there speaks for the union’s members where a union bargains', () => {
  const text = 'UAW members are out. “We gave up our weekends,” said Ann Holt, a welder on the night shift.';
  expect(voice(text, LABOUR)).toMatch(/^insider, on-the-record/);
});

test('to welcome a deal is to speak; to want one is told by the outlet', () => {
  expect(voice('Qatar welcomed the deal.')).toBe('official, on-the-record, qatar');
  expect(voice('Israel wants a longer truce.')).toBe('reporter, unattributed, no party');
});

test('in what a party publishes itself nobody else speaks unsaid', () => {
  expect(voices('We are ready to meet. The company has walked away.', LABOUR, 'United Auto Workers')).toEqual([
    'official, on-the-record, uaw',
    'official, on-the-record, uaw',
  ]);
});

test('each voice comes with a reason', () => {
  for (const { voice: heard } of heardIn('Qatar’s envoy said so. He left. Talks go on.'))
    expect(heard.reasons.length).toBeGreaterThan(0);
});

describe('several who speak in one sentence', () => {
  const inParts = (text: string): string[] =>
    (heardIn(text, TRUCE).at(-1)?.parts ?? []).map(
      ({ voice: { capacity, attribution, party } }) => `${capacity}, ${attribution}, ${party ?? 'no party'}`,
    );

  test.each([
    [
      'Qatar said that the list was closed, while a Hamas official said that three names were missing.',
      ['official, on-the-record, qatar', 'official, on-background, hamas'],
    ],
    [
      'Israel’s foreign minister called the text a trap; two diplomats briefed on the talks said that he had drafted it.',
      ['official, on-the-record, israel', 'intermediary, on-background, no party'],
    ],
    [
      'The talks ended without an agreement on Friday, but Qatar’s foreign ministry said that they would resume.',
      ['reporter, unattributed, no party', 'official, on-the-record, qatar'],
    ],
    ['Qatar said that Israel was ready, but that Hamas had asked for time.', []],
    ['Qatar’s foreign minister met both sides and said that the talks would go on.', []],
  ])('%s', (sentence, expected) => {
    expect(inParts(sentence)).toEqual(expected);
  });
});

test('a sentence may end with an abbreviation, and the next begin with who speaks', () => {
  expect(voices('The envoys sat until 3 a.m. According to a Hamas official, nothing was signed.')).toEqual([
    'reporter, unattributed, no party',
    'official, on-background, hamas',
  ]);
});

test.each([
  ['Qatar’s view is that the list is closed.', 'official, on-the-record, qatar'],
  ['“It holds,” Ismail Haniyeh, flanked by former president Joseph Marr, said.', 'official, on-the-record, hamas'],
])('%s', (sentence, expected) => {
  expect(voice(sentence)).toBe(expected);
});
