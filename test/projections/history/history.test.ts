import type { JsonObject } from '../../../events/envelope.js';
import { entryAnswer } from '../../../projections/history/entry-answer.js';
import { History, historyQuery } from '../../../projections/history/history.js';
import { change, given, opened, says, type Line } from '../given.js';

const history = (lines: readonly Line[], query: JsonObject = {}, lens: JsonObject = {}) => {
  const known = given([opened(), ...lines], lens);
  if (!known) throw new Error('not opened');
  return [...(new History(known.counted).entries(historyQuery.parse(query)) ?? [])].map((row) =>
    entryAnswer.parse(row),
  );
};
const ids = (lines: readonly Line[], query: JsonObject = {}, lens: JsonObject = {}) =>
  history(lines, query, lens).map((row) => row.id as string);
const standings = (lines: readonly Line[], lens: JsonObject = {}) =>
  Object.fromEntries(history(lines, {}, lens).map((row) => [row.id, row.standing]));
const registered = (type: string, id: string, data: JsonObject): Line => {
  const { reason: _reason, ...line } = change(type, id, data).data;
  return { type, data: line };
};

const talks = { claim: 'talks' };
const lines = [
  says('c', 5, 'state', 'confirmation', { ...talks, occurredAt: '2023-10-02' }),
  says('d', 3, 'ford', 'denial', talks),
];

describe('an entry of the history', () => {
  test('given a report, then it is shown as it reads, with its clocks and what it is about', () => {
    expect(history(lines)[0]).toEqual({
      id: 'c',
      type: 'ConfirmationReported',
      kind: 'confirmation',
      standing: 'active',
      occurredAt: '2023-10-02',
      reportedAt: '2023-10-05',
      recordedAt: '2024-01-02T00:00:00.000Z',
      recorder: 'test',
      revision: 1,
      position: '2',
      party: 'state',
      jointly: [],
      speaker: { capacity: 'official' },
      summary: 'said so',
      words: null,
      source: { publisher: 'Paper' },
      subject: { claim: 'talks' },
      amendedBy: [],
      correctedBy: [],
      retractedBy: null,
      voidedBy: null,
      place: '2023-10-02',
      development: 'c',
    });
  });

  test('given each sort of subject, then it is named', () => {
    const about = [
      says('s1', 1, 'ford', 'proposal', { proposal: 'offer', issues: ['pay'], terms: [] }),
      says('s2', 2, 'ford', 'stance', { issue: 'pay', toward: 'open' }),
      says('s3', 3, 'ford', 'rejection', { agreement: 'deal' }),
      says('s4', 4, 'ford', 'denial', { report: 's1' }),
      says('s5', 5, 'ford', 'refusal'),
    ];
    expect(history(about).flatMap((row) => (row.kind ? [row.subject] : []))).toEqual([
      { proposal: 'offer' },
      { issue: 'pay' },
      { agreement: 'deal' },
      { report: 's1' },
      null,
    ]);
  });

  test('given changes and registry events, then each shows what it did and what it names', () => {
    const all = [
      ...lines,
      change('ReportRetracted', 'r', { reportId: 'd', reportedAt: '2023-10-09' }),
      change('ReportCorrected', 'k', { reportId: 'c', reportedAt: '2023-10-08', changes: { note: 'x' } }),
      change('EntryAmended', 'm', { entry: 'c', changes: { note: 'y' }, source: { publisher: 'Desk' } }),
      change('EntryVoided', 'v', { entry: 'm' }),
      registered('PartyAdded', '', { party: 'aunt', name: 'Aunt', role: 'observer' }),
      registered('PartyRevised', 'p', { party: 'aunt', role: 'supporter' }),
      change('NegotiationArchived', 'z', {}),
    ].map((l) => (l.type === 'PartyAdded' ? { ...l, data: { ...l.data, changeId: 'p0' } } : l));
    const rows = history(all, { order: 'recorded' }).filter((row) => row.kind === null);
    expect(rows.map((r) => [r.type, r.summary, r.subject, r.party, r.reportedAt, r.source])).toEqual([
      ['NegotiationOpened', 'Talks', null, null, null, null],
      ['ReportRetracted', 'because', { report: 'd' }, null, '2023-10-09', null],
      ['ReportCorrected', 'because', { report: 'c' }, null, '2023-10-08', null],
      ['EntryAmended', 'because', { entry: 'c' }, null, null, { publisher: 'Desk' }],
      ['EntryVoided', 'because', { entry: 'm' }, null, null, null],
      ['PartyAdded', 'Aunt', null, 'aunt', null, null],
      ['PartyRevised', null, null, 'aunt', null, null],
      ['NegotiationArchived', 'because', null, null, null, null],
    ]);
  });
});

describe('the standing of an entry', () => {
  test('given a retraction, then the report and its copies by the same origin are retracted from then on', () => {
    const retracted = [
      ...lines,
      says('e', 6, 'state', 'confirmation', { ...talks, corroborates: 'c' }),
      change('ReportRetracted', 'r', { reportId: 'c', reportedAt: '2023-10-09' }),
    ];
    expect(standings(retracted)).toMatchObject({ c: 'retracted', e: 'retracted', d: 'active', r: 'active' });
    expect(history(retracted).find((row) => row.id === 'e')?.retractedBy).toBe('r');
    expect(standings(retracted, { reportedBy: '2023-10-08' })).toMatchObject({ c: 'active', e: 'active' });
  });

  test('given a correction, then the report is corrected, reads anew and keeps the type that was recorded', () => {
    const changes = { kind: 'refusal', claim: null };
    const corrected = [...lines, change('ReportCorrected', 'k', { reportId: 'd', reportedAt: '2023-10-09', changes })];
    const row = history(corrected).find(({ id }) => id === 'd');
    expect(row).toMatchObject({ standing: 'corrected', kind: 'refusal', type: 'DenialReported', correctedBy: ['k'] });
  });

  test('given an amendment, then the report is active and names what amended it', () => {
    const amended = [...lines, change('EntryAmended', 'm', { entry: 'd', changes: { summary: 'meant so' } })];
    expect(history(amended).find(({ id }) => id === 'd')).toMatchObject({
      standing: 'active',
      summary: 'meant so',
      amendedBy: ['m'],
    });
  });

  test('given a voiding, then the entry is voided, but active in the record as it was before that', () => {
    const voided = [...lines, change('EntryVoided', 'v', { entry: 'd' })];
    expect(history(voided).find(({ id }) => id === 'd')).toMatchObject({
      standing: 'voided',
      voidedBy: 'v',
      development: null,
      place: '2023-10-03',
    });
    expect(standings(voided, { revision: 2 })).toEqual({ n: 'active', c: 'active', d: 'active' });
    expect(standings(voided, { recordedBy: '2024-01-03T00:00:00Z' })).toMatchObject({ d: 'active' });
    expect(standings([...voided, change('EntryVoided', 'w', { entry: 'v' })])).toMatchObject({
      d: 'active',
      v: 'voided',
    });
  });

  test('given a lens that leaves a report out, then it is shown as not counted', () => {
    expect(standings(lines, { withoutParty: 'ford' })).toMatchObject({ c: 'active', d: 'not-counted' });
    expect(standings(lines, { onlyAttribution: 'on-the-record' })).toMatchObject({ c: 'active', d: 'active' });
  });

  test('given an outside voice, then its report is active: it is kept and shown', () => {
    const former = says('f', 4, 'ford', 'denial', { ...talks, speaker: { capacity: 'former-official' } });
    expect(standings([former])).toMatchObject({ f: 'active' });
  });

  test('given a time, then what had yet to be published is left out, and so are changes to it', () => {
    const later = [
      ...lines,
      change('EntryAmended', 'm', { entry: 'c', changes: { note: 'x' } }),
      change('EntryVoided', 'v', { entry: 'm' }),
      change('ReportRetracted', 'r', { reportId: 'd', reportedAt: '2023-10-06' }),
      change('EntryAmended', 'q', { entry: 'd', changes: { note: 'x' } }),
    ];
    expect(ids(later, { order: 'recorded' }, { reportedBy: '2023-10-04' })).toEqual(['n', 'd', 'q']);
    expect(ids(later, { order: 'recorded' }, { reportedBy: '2023-10-06' })).toHaveLength(7);
  });
});

describe('the order of the history', () => {
  test('given nothing else, then it is by place, with the desk’s own acts where they were recorded', () => {
    expect(ids([...lines, change('EntryVoided', 'v', { entry: 'd' })])).toEqual(['c', 'd', 'n', 'v']);
  });
  test('given `recorded` or `desc`, then it is as the record has it, or from the last to the first', () => {
    expect(ids(lines, { order: 'recorded' })).toEqual(['n', 'c', 'd']);
    expect(ids(lines, { direction: 'desc' })).toEqual(['n', 'd', 'c']);
    expect(ids(lines, { order: 'recorded', direction: 'desc' })).toEqual(['d', 'c', 'n']);
  });
  test('given one place, then it is by publication, then by id', () => {
    const day = { occurredAt: '2023-10-02' };
    const tied = [
      says('y', 4, 'state', 'confirmation', { ...talks, ...day }),
      says('z', 3, 'state', 'confirmation', { ...talks, ...day }),
      says('x', 4, 'state', 'confirmation', { ...talks, ...day }),
    ];
    expect(ids(tied)).toEqual(['z', 'x', 'y', 'n']);
  });
  test('given reports of one development, then all have its place, also one that the lens leaves out', () => {
    const dependent = [
      ...lines,
      says('e', 9, 'ford', 'confirmation', { ...talks, corroborates: 'c', source: { publisher: 'Other' } }),
    ];
    const placeOf = (lens: JsonObject) => history(dependent, {}, lens).find(({ id }) => id === 'e')?.place;
    expect(placeOf({})).toBe('2023-10-02');
    expect(placeOf({ withoutSource: 'Other' })).toBe('2023-10-02');
    expect(placeOf({ withoutParty: ['state', 'ford'] })).toBe('2023-10-09');
  });
});

describe('the filters of the history', () => {
  test('given names that were merged, then either finds what is recorded of both', () => {
    const merge = (id: string, what: string, from: string, into: string) =>
      change('SubjectMerged', id, { what, from, into });
    const merged = [
      says('a', 1, 'ford', 'proposal', { proposal: 'old', issues: ['pay'], terms: [] }),
      says('b', 2, 'union', 'acceptance', { proposal: 'new' }),
      says('s', 3, 'ford', 'stance', { issue: 'wages', toward: 'open' }),
      merge('m1', 'proposal', 'old', 'new'),
      merge('m2', 'issue', 'pay', 'wages'),
      merge('m3', 'party', 'ford', 'motor'),
    ];
    for (const subject of ['old', 'new', 'proposal:old', 'proposal:new'])
      expect([subject, ids(merged, { subject })]).toEqual([subject, ['a', 'b']]);
    for (const subject of ['pay', 'issue:pay', 'wages'])
      expect([subject, ids(merged, { subject })]).toEqual([subject, ['a', 's']]);
    for (const party of ['ford', 'motor']) expect([party, ids(merged, { party })]).toEqual([party, ['a', 's']]);
    expect(ids(merged.slice(0, 3), { subject: 'old' })).toEqual(['a']);
  });

  test('given joint words, then each of the parties finds them', () => {
    const joint = [says('j', 1, 'ford', 'confirmation', { ...talks, jointly: ['union', 'ford'] })];
    expect(history(joint)[0]).toMatchObject({ party: 'ford', jointly: ['union'] });
    expect([ids(joint, { party: 'union' }), ids(joint, { party: 'state' })]).toEqual([['j'], []]);
  });

  const various = [
    says('c', 1, 'state', 'confirmation', { ...talks, source: { publisher: 'Echo', origin: 'Caf\u00e9' } }),
    says('o', 2, 'ford', 'proposal', { proposal: 'offer', issues: ['pay', 'hours'], terms: [] }),
    says('t', 3, 'ford', 'stance', { issue: 'pay', toward: 'open', speaker: { capacity: 'insider', party: 'union' } }),
    says('y', 4, 'union', 'acceptance', { proposal: 'offer', source: { publisher: 'Cafe\u0301' } }),
    change('EntryAmended', 'm', { entry: 'o', changes: { note: 'x' } }),
    change('ReportCorrected', 'k', { reportId: 'y', reportedAt: '2023-10-08', changes: { note: 'x' } }),
  ];

  test.each([
    ['a party, whoever speaks for it', { party: 'union' }, ['t', 'y']],
    ['a kind', { kind: 'proposal' }, ['o']],
    ['a source, publisher or origin, as names are compared', { source: 'Caf\u00e9' }, ['c', 'y']],
    ['a subject with its sort', { subject: 'claim:talks' }, ['c']],
    ['a bare subject', { subject: 'offer' }, ['o', 'y']],
    ['an issue, also by a proposal on it', { subject: 'issue:pay' }, ['o', 't']],
    ['an entry that was changed', { subject: 'entry:o' }, ['m']],
    ['a report that was corrected', { subject: 'report:y' }, ['k']],
    ['several of these', { party: 'ford', subject: 'pay', kind: 'stance' }, ['t']],
    ['what nobody named', { subject: 'claim:pay' }, []],
  ])('given %s, then only that is shown', (_what, query, wanted) => {
    expect(ids(various, query)).toEqual(wanted);
  });

  test.each([
    { kind: 'gossip' },
    { order: 'size' },
    { direction: 'up' },
    { subject: ' ' },
    { party: 'A B' },
    { x: '1' },
  ])('given %j, then the query is refused', (query) => {
    expect(historyQuery.safeParse(query).success).toBe(false);
  });
});
