import { LOOKS_LIKE_REUTERS } from '../generators/look-alikes.js';
import type { JsonObject } from '../../events/envelope.js';
import { contentId } from '../../events/identity.js';
import { change, opened, says } from '../projections/given.js';
import { confirms, denies, given, recorded, refusal, talks, warned } from './given.js';

const without = (field: string, { type, data }: ReturnType<typeof confirms>) => ({
  type,
  data: Object.fromEntries(Object.entries(data as object).filter(([key]) => key !== field)),
});

describe('An opening', () => {
  test('is recorded once, is a duplicate as it was, and is refused with another description', () => {
    const desk = given(opened());
    expect(desk.when(opened())).toMatchObject({ outcome: 'duplicate' });
    expect(refusal(desk.when(opened({ title: 'Other' })))).toEqual({ code: 'already-open', errors: [] });
  });

  test('names nobody twice', () => {
    const parties = ['a', 'b', 'a'].map((party) => ({ party, name: party, role: 'principal' }));
    expect(refusal(given().when(opened({ parties })))).toEqual({
      code: 'invalid-data',
      errors: ['/parties/2/party'],
    });
  });

  test('seats only its own principals at a table', () => {
    expect(
      refusal(
        given().when(
          opened({
            tables: [
              ['union', 'frod'],
              ['union', 'ford'],
            ],
          }),
        ),
      ),
    ).toEqual({
      code: 'unknown-party',
      errors: ['/tables/0/1 ford'],
    });
    expect(refusal(given().when(opened({ tables: [['union', 'state']] })))?.errors).toEqual(['/tables/0/1']);
    expect(refusal(given().when(opened({ tables: [['union', 'union']] })))?.errors).toEqual(['/tables/0/1']);
    expect(recorded(given().when(opened({ tables: [['union', 'ford']] })))).toBe('new');
  });

  test('says after how many days of silence the talks are quiet, or stale, or both in that order', () => {
    const after = (freshness: JsonObject) => given().when(opened({ freshness }));
    expect(recorded(after({ quietAfterDays: 45 }))).toBe('new');
    expect(recorded(after({ staleAfterDays: 5 }))).toBe('new');
    expect(recorded(after({ quietAfterDays: 5, staleAfterDays: 5 }))).toBe('new');
    expect(refusal(after({ quietAfterDays: 6, staleAfterDays: 5 }))?.errors).toEqual(['/freshness/staleAfterDays']);
  });
});

describe('A report', () => {
  test('of a negotiation that is not open is refused, with the nearest that is', () => {
    const elsewhere = { ...confirms('r1'), data: { ...(confirms('r1').data as object), negotiation: 'nn' } };
    expect(given().when(confirms('r1'))).toMatchObject({
      refusal: { code: 'unknown-negotiation', detail: 'no negotiation n has been opened', findings: [] },
    });
    expect(talks().when(elsewhere)).toMatchObject({
      refusal: { findings: [{ parameter: 'negotiation', nearest: 'n' }] },
    });
  });

  test('names only parties of the registry, wherever it names them', () => {
    const agreement = says('r1', 9, 'unoin', 'agreement', {
      agreement: 'deal',
      between: ['union', 'frd'],
      scope: 'full',
      terms: [],
      subjectTo: ['pres'],
      to: ['stat'],
      speaker: { capacity: 'official', party: 'nobody-near' },
    });
    expect(refusal(talks().when(agreement))).toEqual({
      code: 'unknown-party',
      errors: ['/party union', '/speaker/party', '/to/0 state', '/between/1 ford', '/subjectTo/0 press'],
    });
    expect(refusal(talks().when(says('r1', 9, null, 'contact', { with: ['ford', 'gm'] })))?.errors).toEqual([
      '/with/1',
    ]);
    expect(refusal(talks().when(confirms('r1', { claim: 'c', about: 'for' })))?.errors).toEqual(['/about ford']);
    expect(refusal(talks().when(says('r1', 9, null, 'violation', { agreement: 'a', by: 'frod' })))?.errors).toEqual([
      '/by/0 ford',
    ]);
    const both = { claim: 'talks', jointly: ['ford', 'stat'] };
    expect(refusal(talks().when(says('r1', 9, 'union', 'confirmation', both)))?.errors).toEqual(['/jointly/1 state']);
  });

  test('may name its own party in `jointly` again', () => {
    expect(recorded(talks().when(confirms('r1', { jointly: ['union', 'ford'] })))).toBe('new');
  });

  test('may name a party that was added', () => {
    const added = { type: 'PartyAdded', data: { negotiation: 'n', party: 'gm', name: 'GM', role: 'principal' } };
    expect(recorded(talks(added).when(says('r1', 9, 'gm', 'refusal')))).toBe('new');
    expect(talks(added).when(added)).toMatchObject({ outcome: 'duplicate' });
    expect(refusal(talks(added).when({ ...added, data: { ...added.data, name: 'X' } }))?.code).toBe('id-taken');
    expect(refusal(talks().when({ ...added, data: { ...added.data, party: 'ford' } }))?.code).toBe('id-taken');
  });

  test('is refused by the fields that its schema refuses', () => {
    expect(refusal(talks().when(confirms('r1', { attribution: 'on-record', reportedAt: 'x' })))?.errors).toEqual([
      '/attribution on-the-record',
      '/reportedAt',
    ]);
    expect(refusal(talks().when({ type: 'DenialReportd', data: {} }))?.errors).toEqual(['/type DenialReported']);
  });

  test('of a contact has its track as a number or as a text, kept as it is given', () => {
    const met = (track: string | number) => talks().when(says('r1', 9, 'union', 'contact', { with: ['ford'], track }));
    for (const track of [1, 1.5, 2, '1', '1.5', '2'])
      expect(met(track)).toMatchObject({ outcome: 'new', draft: { data: { track } } });
    expect(met(3)).toMatchObject({
      refusal: { findings: [{ pointer: '/track', detail: 'must be one of 1, 1.5, 2' }] },
    });
  });

  test('from further in the future than clocks differ is refused; a deadline may lie there', () => {
    expect(recorded(talks().when(confirms('r1', { reportedAt: '2024-01-17T11:59:00Z' })))).toBe('new');
    expect(refusal(talks().when(confirms('r1', { reportedAt: '2024-01-17T12:01:00Z' })))?.errors).toEqual([
      '/reportedAt',
    ]);
    expect(refusal(talks().when(confirms('r1', { occurredAt: '2025', reportedAt: '2025-01-01' })))?.errors).toEqual([
      '/occurredAt',
      '/reportedAt',
    ]);
    expect(recorded(talks().when(confirms('r1', { reportedAt: '2024' })))).toBe('new');
    const demand = says('r1', 9, 'union', 'demand', { issue: 'pay', terms: [], deadline: '2030' });
    expect(recorded(talks().when(demand))).toBe('new');
  });

  test('with a known id is a duplicate, or the id is taken: by other content, another kind, or a change', () => {
    const retraction = change('ReportRetracted', 'c1', { reportId: 'r1', reportedAt: '2023-10-20' });
    const desk = talks(confirms('r1'), retraction);
    expect(desk.when(confirms('r1'))).toMatchObject({ outcome: 'duplicate', draft: { id: 'r1' } });
    expect(refusal(desk.when(confirms('r1', { summary: 'x' })))).toEqual({ code: 'id-taken', errors: ['/reportId'] });
    expect(desk.when(denies('r1'))).toMatchObject({
      refusal: {
        findings: [{ pointer: '/reportId', detail: expect.stringContaining('ConfirmationReported') as string }],
      },
    });
    expect(refusal(desk.when(confirms('c1')))?.code).toBe('id-taken');
    expect(refusal(desk.when({ ...retraction, data: { ...retraction.data, changeId: 'r1' } }))).toEqual({
      code: 'id-taken',
      errors: ['/changeId'],
    });
    expect(desk.when(retraction)).toMatchObject({ outcome: 'duplicate' });
  });

  test('whose `by` is one party or a list of it gets the same id', () => {
    const idOf = (by: string | string[]) => {
      const line = without('reportId', says('r', 9, null, 'violation', { agreement: 'deal', by }));
      const decision = talks().when(line);
      return decision.outcome === 'new' ? decision.draft.id : decision;
    };
    expect(idOf(['ford'])).toBe(idOf('ford'));
    expect(idOf(['ford', 'union'])).not.toBe(idOf('ford'));
  });
  test('without an id gets one that follows from its content', () => {
    const { negotiation, ...content } = without('reportId', confirms('r1')).data;
    const decision = talks().when(without('reportId', confirms('r1')));
    const id = contentId(String(negotiation), { ...content, kind: 'confirmation' });
    expect(decision).toMatchObject({
      outcome: 'new',
      draft: { id, data: { reportId: id }, fact: { report: { reportId: id } } },
    });
    expect(talks(without('reportId', confirms('r1'))).when(without('reportId', confirms('r2')))).toMatchObject({
      outcome: 'duplicate',
    });
    expect(recorded(talks(without('reportId', confirms('r1'))).when(without('reportId', denies('r1'))))).toBe('new');
  });
});

describe('A name of a source', () => {
  const by = (id: string, publisher: string, origin?: string) =>
    confirms(id, { source: { publisher, ...(origin === undefined ? {} : { origin }) } });

  test('with characters that nobody sees is refused, and the field named', () => {
    for (const name of ['Reu\u200Bters', 'Reuters\u{E0041}', 'Reuters\u2800']) {
      expect(talks().when(by('r1', name))).toMatchObject({
        outcome: 'refused',
        refusal: {
          findings: [{ pointer: '/source/publisher', detail: expect.stringMatching(/nobody sees \(U\+/) as string }],
        },
      });
      expect(talks().when(by('r1', 'The Quay', name))).toMatchObject({
        refusal: { findings: [{ pointer: '/source/origin' }] },
      });
    }
    expect(recorded(talks().when(by('r1', 'خبرگزاری می\u200Cگوید')))).toBe('new');
  });

  test.each(LOOKS_LIKE_REUTERS)('that looks like a known one is warned of, and offered as its alias: %j', (name) => {
    const desk = talks(by('r1', 'The Quay', 'Reuters'));
    const decision = desk.when(by('r2', 'The Quay', name));
    expect(decision).toMatchObject({
      outcome: 'new',
      warnings: [{ code: 'looks-alike', pointer: '/source/origin', value: name, nearest: 'Reuters' }],
    });
    // Only the first time, and not of what is one name anyway.
    expect(warned(talks(by('r1', 'Reuters'), by('r2', name)).when(by('r3', name)))).toEqual([]);
    expect(warned(desk.when(by('r2', ' REU TERS')))).toEqual([]);
  });
});

describe('A warning', () => {
  const offer = (id: string, proposal: string, issues: string[]) =>
    says(id, 9, 'union', 'proposal', { proposal, issues, terms: [] });

  test('is given for a new slug that is nearly a known one, and only the first time', () => {
    const desk = talks(offer('r1', 'outline-plan', ['base-pay']));
    expect(warned(desk.when(offer('r2', 'outline-plans', ['basepay', 'holidays'])))).toEqual([
      'nearly-known /issues/0 base-pay',
      'nearly-known /proposal outline-plan',
    ]);
    expect(
      warned(
        talks(offer('r1', 'outline-plan', ['base-pay']), offer('r2', 'outline-plans', ['base-pay'])).when(
          offer('r3', 'outline-plans', ['base-pay']),
        ),
      ),
    ).toEqual([]);
    expect(warned(desk.when(confirms('r2', { claim: 'talk' })))).toEqual(['nearly-known /claim talks']);
  });

  test('is given for issues of the opening as well, and not between kinds of things', () => {
    const desk = given(opened({ issues: [{ issue: 'working-hours', title: 'Hours' }] }));
    expect(warned(desk.when(offer('r1', 'working-hour', ['working-hour'])))).toEqual([
      'nearly-known /issues/0 working-hours',
    ]);
  });

  test('is given for links to what is not recorded yet', () => {
    const desk = talks(confirms('paper-1'), offer('r1', 'outline', ['pay']));
    expect(warned(desk.when(confirms('r2', { corroborates: 'paper-2' })))).toEqual([
      'not-recorded /corroborates paper-1',
    ]);
    expect(warned(desk.when(denies('r2', { claim: 'talks', corroborates: 'paper-1' })))).toEqual([]);
    const counter = { proposal: 'other', issues: ['pay'], terms: [] };
    expect(warned(desk.when(says('r2', 9, 'ford', 'proposal', { ...counter, counters: 'outline' })))).toEqual([]);
    expect(warned(desk.when(says('r2', 9, 'ford', 'proposal', { ...counter, counters: 'nothing' })))).toEqual([
      'not-recorded /counters',
    ]);
    expect(warned(desk.when(says('r2', 9, 'ford', 'proposal', { ...counter, replaces: 'nothing' })))).toEqual([
      'not-recorded /replaces',
    ]);
    expect(warned(desk.when(says('r2', 9, 'ford', 'rejection', { report: 'later' })))).toEqual([
      'not-recorded /report',
    ]);
  });

  test('is given while the negotiation is archived, unless that was our slip', () => {
    const archived = change('NegotiationArchived', 'c1', {});
    expect(warned(talks(archived).when(confirms('r1')))).toEqual(['archived ']);
    const restored = change('EntryVoided', 'c2', { entry: 'c1' });
    expect(warned(talks(archived, restored).when(confirms('r1')))).toEqual([]);
    const again = change('NegotiationArchived', 'c3', {});
    expect(warned(talks(archived, restored, again).when(confirms('r1')))).toEqual(['archived ']);
    const twice = change('EntryVoided', 'c4', { entry: 'c3' });
    expect(warned(talks(archived, again, twice).when(confirms('r1')))).toEqual(['archived ']);
  });
});

describe('A revision of a party', () => {
  const revised = (changeId: string, party: string, more: object) => ({
    type: 'PartyRevised',
    data: { negotiation: 'n', changeId, party, ...more },
  });

  test('may give its aliases and its people alone', () => {
    expect(recorded(talks().when(revised('c1', 'press', { aliases: ['the papers'] })))).toBe('new');
    const people = [{ name: 'A. Editor', capacity: 'official', since: '2023' }];
    expect(recorded(talks().when(revised('c1', 'press', { people })))).toBe('new');
  });

  test('revises a known party, in something', () => {
    expect(recorded(talks().when(revised('c1', 'press', { role: 'mediator', since: '2030' })))).toBe('new');
    expect(refusal(talks().when(revised('c1', 'prss', { role: 'mediator' })))?.errors).toEqual(['/party press']);
    expect(refusal(talks().when(revised('c1', 'press', {})))?.errors).toEqual(['']);
  });
});
