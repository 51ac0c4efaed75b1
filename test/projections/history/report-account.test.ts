import type { JsonObject } from '../../../events/envelope.js';
import { contradictedBy } from '../../../projections/contradictions/of-report.js';
import { accountAnswer, accountOf } from '../../../projections/history/report-account.js';
import { Folds } from '../../../projections/positions/folds.js';
import { change, given, opened, says, type Line } from '../given.js';

const account = (lines: readonly Line[], id: string, lens: JsonObject = {}) => {
  const known = given([opened(), ...lines], lens);
  if (!known) throw new Error('not opened');
  const found = accountOf(known.selection, known.counted, id as never);
  return found && accountAnswer.parse(found);
};

const talks = { claim: 'talks' };
const first = says('c', 5, 'state', 'confirmation', { ...talks, occurredAt: '2023-10-02' });

describe('the account of a report', () => {
  test('given a report, then it is shown as recorded and as it reads, with its dates and place', () => {
    const { data } = first;
    expect(account([first], 'c')).toEqual({
      reportId: 'c',
      recorded: { ...data, kind: 'confirmation' },
      current: { ...data, kind: 'confirmation' },
      standing: 'active',
      changes: [],
      development: 'c',
      corroborates: [],
      corroboratedBy: [],
      corroborations: [],
      counts: true,
      copies: [],
      declares: true,
      hasStanding: true,
      place: '2023-10-02',
      happenedAt: '2023-10-02',
      reportedAt: '2023-10-05',
      recordedAt: '2024-01-02T00:00:00.000Z',
      recorder: 'test',
      revision: 1,
      position: '2',
      namedBy: [],
    });
  });

  test('given an id that no report has, or one not yet published, then there is no account', () => {
    expect(account([first], 'unheard-of')).toBeNull();
    expect(account([first, change('EntryVoided', 'v', { entry: 'c' })], 'v')).toBeNull();
    expect(account([first], 'c', { reportedBy: '2023-10-04' })).toBeNull();
  });

  test('given amendments and corrections, then both versions are shown, with the changes in order', () => {
    const changed = [
      first,
      change('EntryAmended', 'm', { entry: 'c', changes: { summary: 'meant so' } }),
      change('ReportCorrected', 'k', { reportId: 'c', reportedAt: '2023-10-08', changes: { quote: 'We talk.' } }),
      change('ReportCorrected', 'l', { reportId: 'c', reportedAt: '2023-10-09', changes: { quote: 'No.' } }),
      change('EntryVoided', 'v', { entry: 'l' }),
    ];
    const found = account(changed, 'c');
    expect(found?.recorded).toMatchObject({ summary: 'said so' });
    expect(found?.current).toMatchObject({ summary: 'meant so', quote: 'We talk.' });
    expect(found?.standing).toBe('corrected');
    expect(found?.changes).toEqual([
      {
        id: 'm',
        type: 'EntryAmended',
        reason: 'because',
        recordedAt: '2024-01-03T00:00:00.000Z',
        recorder: 'test',
        voidedBy: null,
      },
      {
        id: 'k',
        type: 'ReportCorrected',
        reason: 'because',
        reportedAt: '2023-10-08',
        recordedAt: '2024-01-04T00:00:00.000Z',
        recorder: 'test',
        voidedBy: null,
      },
      {
        id: 'l',
        type: 'ReportCorrected',
        reason: 'because',
        reportedAt: '2023-10-09',
        recordedAt: '2024-01-05T00:00:00.000Z',
        recorder: 'test',
        voidedBy: 'v',
      },
    ]);
    expect(account(changed, 'c', { reportedBy: '2023-10-07' })?.changes.map((c) => c.id)).toEqual(['m']);
    expect(account(changed, 'c', { revision: 1 })?.changes).toEqual([]);
  });

  test('given a voiding, then it has no current version, only the recorded one', () => {
    const found = account([first, change('EntryVoided', 'v', { entry: 'c' })], 'c');
    expect(found).toMatchObject({ standing: 'voided', current: null, development: null, copies: [] });
    expect(found?.recorded).toMatchObject({ reportId: 'c', kind: 'confirmation' });
    expect(found?.changes.map((c) => c.id)).toEqual(['v']);
  });

  test('given the retraction of the report that it copies, then that is what took it out of the record', () => {
    const copied = [
      first,
      says('e', 6, 'state', 'confirmation', { ...talks, corroborates: 'c' }),
      change('ReportRetracted', 'r', { reportId: 'c', reportedAt: '2023-10-09' }),
    ];
    const found = account(copied, 'e');
    expect([found?.standing, found?.changes.map((c) => c.id), found?.corroborates]).toEqual(['retracted', ['r'], []]);
    expect(found?.current).toMatchObject({ reportId: 'e' });
  });

  test('given reports tied to it, then they corroborate it with their origin and publisher', () => {
    const tied = [
      first,
      says('e', 6, 'ford', 'confirmation', {
        ...talks,
        corroborates: 'c',
        source: { publisher: 'Echo', origin: 'Wire' },
      }),
      says('f', 7, 'ford', 'confirmation', { ...talks, corroborates: 'e', source: { publisher: 'Other' } }),
    ];
    const found = account(tied, 'e');
    expect(found?.corroborates).toEqual([{ reportId: 'c', origin: 'Paper', publisher: 'Paper', summary: 'said so' }]);
    expect(found?.corroboratedBy).toEqual([{ reportId: 'f', origin: 'Other', publisher: 'Other', summary: 'said so' }]);
    expect(found).toMatchObject({ development: 'c', place: '2023-10-02', happenedAt: '2023-10-06' });
    expect(account(tied, 'c', { withoutSource: 'Echo' })?.corroboratedBy).toEqual([]);
  });

  test('given copies and voices from outside, then they corroborate nothing, and nothing is set against them', () => {
    const wire = { publisher: 'Wire' };
    const lines = [
      says('a', 5, 'state', 'confirmation', { ...talks, source: wire }),
      // The same in all but its publisher.
      says('b', 5, 'state', 'confirmation', {
        ...talks,
        corroborates: 'a',
        source: { publisher: 'Echo', origin: 'Wire' },
      }),
      says('o', 6, 'ford', 'confirmation', {
        ...talks,
        corroborates: 'a',
        speaker: { capacity: 'former-official' },
        source: { publisher: 'Post' },
      }),
      says('i', 7, 'ford', 'confirmation', { ...talks, corroborates: 'a', source: { publisher: 'Herald' } }),
      says('n', 8, 'union', 'denial', talks),
    ];
    const of = (id: string) => account(lines, id)?.corroborations.map(({ reportId }) => reportId);
    expect([of('a'), of('i'), of('n')]).toEqual([['i'], ['a'], []]);
    const counts = ['a', 'b', 'o', 'i', 'n'].filter((id) => account(lines, id)?.counts);
    expect(counts).toEqual(['a', 'i', 'n']);
    const folds = new Folds(given([opened(), ...lines])!.counted);
    const against = (id: string) => contradictedBy(id as never, folds).map(({ reportId }) => reportId);
    expect(['a', 'b', 'o', 'i', 'n'].map(against)).toEqual([['n'], [], [], ['n'], ['a', 'i']]);
  });

  test('given identical copies by the same origin, then each names the others; a report in other words is no copy', () => {
    const broadcaster = (id: string, publisher: string, more: JsonObject = {}) =>
      says(id, 5, 'state', 'confirmation', { ...talks, source: { publisher, origin: 'Wire' }, ...more });
    const copied = [
      broadcaster('a', 'Paper'),
      broadcaster('b', 'Echo', { corroborates: 'a' }),
      broadcaster('d', 'Post', { corroborates: 'b' }),
      broadcaster('e', 'Paper', { corroborates: 'a', summary: 'told anew' }),
    ];
    expect(['a', 'b', 'd', 'e'].map((id) => account(copied, id)?.copies)).toEqual([
      ['b', 'd'],
      ['a', 'd'],
      ['a', 'b'],
      [],
    ]);
  });

  test('given reports that answer it, then it is named by them', () => {
    const answered = [
      says('x', 1, 'union', 'demand', { issue: 'pay', terms: [] }),
      says('y', 2, 'ford', 'acceptance', { report: 'x' }),
      says('o', 3, 'ford', 'proposal', { proposal: 'offer', issues: ['pay'], terms: [], counters: 'x' }),
      says('z', 4, 'ford', 'rejection', { proposal: 'offer' }),
    ];
    expect(account(answered, 'x')?.namedBy).toEqual(['y', 'o']);
  });

  test('given a voice, then it declares for its own party, and has standing by its role', () => {
    const voices = [
      says('p', 1, 'press', 'confirmation', talks),
      says('i', 2, 'ford', 'confirmation', { ...talks, speaker: { capacity: 'insider' } }),
      says('r', 3, null, 'confirmation', talks),
      says('u', 4, 'union', 'confirmation', talks),
    ];
    const standing = (id: string, lens: JsonObject = {}) => {
      const found = account(voices, id, lens);
      return [found?.declares, found?.hasStanding];
    };
    expect(['p', 'i', 'r', 'u'].map((id) => standing(id))).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [true, true],
    ]);
    expect(standing('u', { withoutParty: 'union' })).toEqual([true, true]);
  });
});
