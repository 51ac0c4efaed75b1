/** What others call our fields, kinds and types is answered with our name for it. */
import { schemaOf } from '../../events/event.js';
import { EVENT_TYPES, reportEventType } from '../../events/event-types.js';
import { reportSchemas } from '../../events/report.js';
import { KINDS } from '../../events/vocabulary.js';
import { kindOf, parseFact } from '../../decisions/parse-fact.js';
import { meantField, meantType, meantWord } from '../../decisions/synonyms.js';
import { talks } from './given.js';
import { confirms, denies, refusal } from './given.js';

const base = {
  negotiation: 'n',
  reportId: 'r',
  speaker: { capacity: 'official' },
  summary: 'So they say.',
  attribution: 'on-the-record',
  source: { publisher: 'P' },
  reportedAt: '2023-10-09',
};
const meantOf = (type: string, more: object): string[] => {
  const parsed = parseFact(type, { ...base, ...more });
  return 'fact' in parsed ? [] : parsed.findings.map((f) => `${f.pointer} ${f.nearest ?? f.detail}`);
};

describe('A field that is called otherwise', () => {
  test.each([
    ['date', 'occurredAt'],
    ['publishedAt', 'reportedAt'],
    ['published', 'reportedAt'],
    ['published_at', 'reportedAt'],
    ['outlet', 'source.publisher'],
    ['publisher', 'source.publisher'],
    ['headline', 'source.title'],
    ['url', 'source.url'],
    ['capacity', 'speaker.capacity'],
    ['actor', 'party'],
    ['country', 'party'],
    ['text', 'summary'],
    ['description', 'summary'],
    ['confidence', 'credibility'],
    ['recipient', 'to'],
  ])('%s is answered with %s', (given, meant) => {
    expect(meantOf('ConclusionReported', { [given]: 'x' })).toEqual([`/${given} ${meant}`]);
  });

  test('is answered with the one that stands where it does', () => {
    const proposal = { proposal: 'p', issues: ['pay'], terms: [{ item: 'raise', amount: 3, description: 'x' }] };
    expect(meantOf('ProposalReported', { ...proposal, expires: '2024' })).toEqual([
      '/terms/0/amount quantity',
      '/terms/0/description text',
      '/expires until',
    ]);
    expect(meantOf('DemandReported', { issue: 'pay', terms: [], expires: '2024' })).toEqual(['/expires deadline']);
    expect(meantOf('ConclusionReported', { source: { publisher: 'P', outlet: 'Q', link: 'x' } })).toEqual([
      '/source/outlet publisher',
      '/source/link url',
    ]);
    expect(meantField(['publisher', 'reliability', 'source'], 'outlet')).toBe('publisher');
  });

  test('is never answered with a field that is not known there', () => {
    for (const kind of KINDS) {
      const known = Object.keys(reportSchemas[kind].shape);
      for (const given of [
        'date',
        'expires',
        'outlet',
        'parties',
        'offer',
        'deal',
        'result',
        'name',
        'where',
        'zzzzzz',
      ])
        expect([undefined, ...known]).toContain(meantField(known, given)?.split('.')[0]);
    }
  });

  test('is `kind` in a line of a story, whose type says it', () => {
    const line = { claim: 'talks', kind: 'denial' };
    expect(meantOf('DenialReported', line)).toEqual([
      '/kind belongs in the type, which is DenialReported: leave it out',
    ]);
  });
});

describe('A kind or a type that is called otherwise', () => {
  test.each([
    ['ConfirmReported', 'ConfirmationReported'],
    ['InvitationReported', 'OvertureReported'],
    ['Denial', 'DenialReported'],
    ['meeting', 'ContactReported'],
    ['NoCommentReported ', 'NoCommentReported'],
    ['no_comment', 'NoCommentReported'],
    ['DenailReported', 'DenialReported'],
    ['ReportVoided', 'EntryVoided'],
    ['NegotiationCreated', 'NegotiationOpened'],
  ])('%s is answered with %s', (given, meant) => {
    expect(meantType(given)).toBe(meant);
    expect(parseFact(given, base)).toMatchObject({ findings: [{ pointer: '/type', nearest: meant }] });
  });

  test.each([
    ['invitation', 'overture'],
    ['meeting', 'contact'],
    ['ceasefire', 'agreement'],
    ['offer', 'proposal'],
    ['ultimatum', 'demand'],
    ['denail', 'denial'],
  ])('the kind %s is answered with %s', (given, meant) => {
    expect(kindOf({ kind: given })).toMatchObject({ findings: [{ pointer: '/kind', nearest: meant }] });
  });

  test('so is a word of another vocabulary', () => {
    expect(meantOf('ConclusionReported', { speaker: { capacity: 'journalist' } })).toEqual([
      '/speaker/capacity reporter',
    ]);
    expect(meantOf('ConclusionReported', { attribution: 'anonymous' })).toEqual(['/attribution on-background']);
    expect(meantWord(['partial', 'full'], 'comprehensive')).toBe('full');
  });

  test('no kind and no type is a name of another', () => {
    for (const kind of KINDS) expect(meantType(kind)).toBe(reportEventType(kind));
    for (const type of EVENT_TYPES) expect([type, schemaOf(type) === undefined]).toEqual([type, false]);
    for (const type of EVENT_TYPES) expect(meantType(type)).toBe(type);
  });
});

describe('What is refused', () => {
  test('under the id of a voided report says what can be done', () => {
    const voids = { type: 'EntryVoided', data: { negotiation: 'n', entry: 'r1', reason: 'A slip.' } };
    const taken = (desk: ReturnType<typeof talks>) => {
      const decision = desk.when(denies('r1'));
      expect(refusal(decision)?.code).toBe('id-taken');
      return decision.outcome === 'refused' ? decision.refusal.findings[0]?.detail : undefined;
    };
    expect(taken(talks(confirms('r1')))).toMatch(/at revision \d+$/);
    expect(taken(talks(confirms('r1'), voids))).toMatch(/which was voided: take a new id, or void its voiding/);
  });

  test('as a name says how many line breaks are in it', () => {
    const named = (publisher: string) => meantOf('ConclusionReported', { source: { publisher } });
    expect(named('The\nQuay')).toEqual(['/source/publisher takes one line: 1 line break in it']);
    expect(named('The\r\nQuay\n')).toEqual(['/source/publisher takes one line: 2 line breaks in it']);
    expect(named('The\u202EQuay')).toEqual([
      '/source/publisher must not contain tabs or bidirectional control characters',
    ]);
  });
});
