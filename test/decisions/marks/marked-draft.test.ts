/** What a report is marked with when it is recorded. */
import type { JsonObject } from '../../../events/envelope.js';
import type { Decision, EventProposal } from '../../../decisions/decide.js';
import { change, opened, says } from '../../projections/given.js';
import { given } from '../given.js';

const tells = (reportId: string, name: string | undefined, more: JsonObject = {}): EventProposal => {
  const { speaker = {}, ...rest } = more as { readonly speaker?: JsonObject };
  const who = { capacity: 'insider', ...(name === undefined ? {} : { name }), ...speaker };
  return says(reportId, 9, 'union', 'assessment', { outlook: 'progress', speaker: who, ...rest });
};

const dataOf = (decision: Decision): JsonObject => {
  if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.refusal));
  return decision.draft.data;
};
const voiceIn = (decision: Decision): unknown => (dataOf(decision)['marks'] as JsonObject)['voice'];
const wordsIn = (decision: Decision): unknown => (dataOf(decision)['marks'] as JsonObject)['words'];
const changesIn = (decision: Decision): JsonObject => dataOf(decision)['changes'] as JsonObject;

test('One name in one capacity, for one party, by one origin is one voice; any other is another', () => {
  const desk = given(opened(), tells('a', 'Ann'));
  const voice = (more: JsonObject, name: string | undefined = 'Ann') => voiceIn(desk.when(tells('b', name, more)));
  expect(voice({})).toBe(1);
  expect(voice({ source: { publisher: 'Other', origin: 'PAPER' }, reportedAt: '2023-10-11' })).toBe(1);
  expect(voice({}, 'Ben')).toBe(2);
  const others = [
    { speaker: { capacity: 'official' } },
    { speaker: { party: 'ford' } },
    { source: { publisher: 'Other' } },
  ];
  expect(new Set([1, ...others.map((more) => voice(more))]).size).toBe(4);
  expect(voiceIn(desk.when(tells('b', undefined)))).toBeUndefined();
});

test('The words of a copy are those of its original; in other words they are its own', () => {
  const desk = given(opened(), tells('a', 'Ann', { note: 'n', tags: ['t'] }));
  const words = (more: JsonObject) => wordsIn(desk.when(tells('b', 'Ann', more)));
  expect(words({ note: 'n', tags: ['t'] })).toEqual({ summary: 'a', note: 'a', tags: 'a' });
  expect(words({ note: 'm', tags: ['t'] })).toEqual({});
  expect(words({ note: 'n', tags: ['t'], source: { publisher: 'Other' } })).toEqual({});
});

test('A correction that names another marks another voice, and one that names nobody none', () => {
  const desk = given(opened(), tells('a', 'Ann'), tells('b', 'Ben'));
  const corrected = (changes: JsonObject) =>
    changesIn(desk.when(change('ReportCorrected', 'c', { reportId: 'a', reportedAt: '2023-10-12', changes })))['marks'];
  expect(corrected({ speaker: { name: 'Ben' } })).toEqual({ voice: 2 });
  expect(corrected({ speaker: { name: null } })).toEqual({ voice: null });
  expect(corrected({ speaker: { name: 'Ann' } })).toBeUndefined();
  expect(corrected({ summary: 'in other words' })).toEqual({ words: { summary: 'c' } });
  expect(corrected({ outlook: 'mixed' })).toBeUndefined();
});

test('An amendment of a correction marks what the correction then says, and takes out what it said', () => {
  const correction = change('ReportCorrected', 'c', {
    reportId: 'a',
    reportedAt: '2023-10-12',
    changes: { speaker: { name: 'Ben' }, note: 'n' },
  });
  const desk = given(opened(), tells('a', 'Ann'), correction);
  const amended = (changes: JsonObject) =>
    changesIn(desk.when(change('EntryAmended', 'd', { entry: 'c', changes: { changes } })))['changes'];
  expect(amended({ note: 'm' })).toEqual({ note: 'm', marks: { voice: 2, words: { note: 'd' } } });
  expect(amended({ speaker: null, note: null, outlook: 'mixed' })).toEqual({
    speaker: null,
    note: null,
    outlook: 'mixed',
    marks: { voice: null, words: { note: null } },
  });
});

test('Marks that a caller gives are refused, in a report and in changes', () => {
  const desk = given(opened(), tells('a', 'Ann'));
  expect(desk.when(tells('b', 'Ann', { marks: { voice: 5, words: {} } }))).toMatchObject({
    outcome: 'refused',
    refusal: { findings: [{ pointer: '/marks' }] },
  });
  const changes = { marks: { voice: 5 } };
  const made = [
    change('ReportCorrected', 'c', { reportId: 'a', reportedAt: '2023-10-12', changes }),
    change('EntryAmended', 'c', { entry: 'a', changes }),
  ];
  for (const proposal of made)
    expect(desk.when(proposal)).toMatchObject({
      outcome: 'refused',
      refusal: { findings: [{ pointer: '/changes/marks' }] },
    });
});

test('The same again is a duplicate, whatever its marks; a name that was erased keeps belonging to its voice', () => {
  const desk = given(opened(), tells('a', 'Ann'));
  expect(desk.when(tells('a', 'Ann')).outcome).toBe('duplicate');
  const erased = '[erased on 2026-11-30, because a court ordered it]';
  const from = (reportId: string, voice: number) => ({ ...tells(reportId, erased), marks: { voice, words: {} } });
  const moved = given(opened(), from('a', 77), from('b', 78));
  expect(voiceIn(moved.when(from('c', 77)))).toBe(1);
  expect(voiceIn(moved.when(from('c', 78)))).toBe(2);
  expect(voiceIn(moved.when(from('c', 79)))).toBe(3);
});
