import type { JsonObject } from '../../../events/envelope.js';
import { originAnswer, sourceAnswer, sourcesOf } from '../../../projections/positions/sources.js';
import { change, given, opened, says, type Line } from '../given.js';

const by = (publisher: string, more: JsonObject = {}): JsonObject => ({
  claim: 'talks',
  source: { publisher, ...more },
});

const sources = (lines: readonly Line[], lens: JsonObject = {}) => {
  const known = given([opened(), ...lines], lens);
  if (!known) throw new Error('not opened');
  const answer = sourcesOf(known.counted);
  return {
    sources: answer.sources.map((row) => sourceAnswer.parse(row)),
    origins: answer.origins.map((row) => originAnswer.parse(row)),
  };
};

describe('sources', () => {
  const lines = [
    says('a', 3, 'state', 'confirmation', by('Paper', { origin: 'Wire', reliability: 'B' })),
    says('b', 5, 'ford', 'confirmation', by('Paper', { reliability: 'D' })),
    says('c', 4, null, 'confirmation', by('Echo', { origin: 'Wire' })),
    says('d', 6, 'union', 'denial', { ...by('Echo'), speaker: { capacity: 'commentator' } }),
  ];

  test('given reports, then each publisher is shown with what it published and whose news it carried', () => {
    expect(sources(lines).sources).toEqual([
      {
        publisher: 'Echo',
        reliability: null,
        recordedGrades: [],
        reports: 2,
        retracted: 0,
        corrected: 0,
        poor: 0,
        firstReportedAt: '2023-10-04',
        lastReportedAt: '2023-10-06',
        origins: ['Wire'],
      },
      {
        publisher: 'Paper',
        reliability: 'D',
        recordedGrades: ['B', 'D'],
        reports: 2,
        retracted: 0,
        corrected: 0,
        poor: 1,
        firstReportedAt: '2023-10-03',
        lastReportedAt: '2023-10-05',
        origins: ['Wire', 'Paper'],
      },
    ]);
  });

  test('given a regrading, then the grade is the new one, and the grades as recorded stay visible', () => {
    const regraded = [...lines, change('SourceRegraded', 'g', { publisher: 'Paper', reliability: 'A', from: '2023' })];
    expect(sources(regraded).sources[1]).toMatchObject({ reliability: 'A', recordedGrades: ['B', 'D'], poor: 0 });
  });

  test('given retractions and corrections, then a retracted report is counted apart', () => {
    const changed = [
      ...lines,
      change('ReportRetracted', 'r', { reportId: 'b', reportedAt: '2023-10-07' }),
      change('ReportCorrected', 'k', { reportId: 'a', reportedAt: '2023-10-07', changes: { note: 'changed' } }),
    ];
    const paper = { publisher: 'Paper', reports: 1, retracted: 1, corrected: 1, lastReportedAt: '2023-10-05' };
    expect(sources(changed).sources[1]).toMatchObject({ ...paper, origins: ['Wire'] });
    expect(sources(changed, { reportedBy: '2023-10-06' }).sources[1]).toMatchObject({ reports: 2, retracted: 0 });
  });

  test('given a source that took back all it said, then it is shown with no report, and no origin rests on it', () => {
    const all = [
      says('a', 3, 'state', 'confirmation', by('Paper')),
      change('ReportRetracted', 'r', { reportId: 'a', reportedAt: '2023-10-07' }),
    ];
    const { sources: shown, origins } = sources(all);
    expect(shown).toMatchObject([{ publisher: 'Paper', reports: 0, retracted: 1, firstReportedAt: '2023-10-03' }]);
    expect([shown[0]?.origins, origins]).toEqual([[], []]);
  });

  test('given a lens that leaves a source out, then not even what it retracted is counted', () => {
    const changed = [...lines, change('ReportRetracted', 'r', { reportId: 'b', reportedAt: '2023-10-07' })];
    expect(sources(changed, { withoutSource: 'Paper' }).sources.map((s) => s.publisher)).toEqual(['Echo']);
  });

  test('given a name in another composition of the same letters, then it is one source, as first written', () => {
    const names = [
      says('a', 3, 'state', 'confirmation', by('Caf\u00e9')),
      says('b', 4, 'state', 'confirmation', by('Cafe\u0301')),
    ];
    expect(sources(names).sources).toMatchObject([{ publisher: 'Caf\u00e9', reports: 2, origins: ['Caf\u00e9'] }]);
    expect(sources(names).origins).toMatchObject([{ origin: 'Caf\u00e9', publishers: ['Caf\u00e9'] }]);
  });
});

describe('origins', () => {
  test('given former officials and commentators, then they are none, and add nothing to those there are', () => {
    const reported = (id: string, capacity: string, more: JsonObject = {}) =>
      says(id, 3, 'state', 'confirmation', { ...by('Paper', more), speaker: { capacity } });
    const { origins, sources: shown } = sources([
      reported('a', 'official', { origin: 'Wire' }),
      reported('b', 'commentator', { origin: 'Wire' }),
      reported('c', 'former-official'),
    ]);
    expect(origins).toMatchObject([{ origin: 'Wire', reports: 1, developments: 1 }]);
    expect(shown).toMatchObject([{ publisher: 'Paper', reports: 3, origins: ['Wire'] }]);
  });
  test('given one agency report in several papers, then it is one development with copies', () => {
    const broadcaster = (id: string, publisher: string, more: JsonObject = {}) =>
      says(id, 3, 'state', 'confirmation', { ...by(publisher, { origin: 'Wire' }), ...more });
    const { origins } = sources([
      broadcaster('a', 'Paper'),
      broadcaster('b', 'Echo', { corroborates: 'a' }),
      broadcaster('c', 'Paper', { corroborates: 'b', summary: 'retold' }),
      says('d', 4, null, 'confirmation', by('Paper', { origin: 'Wire' })),
      says('e', 4, 'press', 'denial', by('Own')),
    ]);
    expect(origins).toEqual([
      { origin: 'Own', publishers: ['Own'], reports: 1, copies: 0, developments: 1, declared: 0 },
      { origin: 'Wire', publishers: ['Paper', 'Echo'], reports: 4, copies: 2, developments: 2, declared: 3 },
    ]);
  });
});
