/** Merges of subjects, aliases of sources, and titles. */
import type { JsonObject } from '../../events/envelope.js';
import { change, says } from '../projections/given.js';
import { confirms, recorded, refusal, talks, warned, type Desk } from './given.js';

const merges = (id: string, what: string, from: string, into: string) =>
  change('SubjectMerged', id, { what, from, into });
const aliases = (changeId: string, name: string, of: string) => ({
  type: 'SourceAliased',
  data: { changeId, name, of, reason: 'because' },
});
const voids = (id: string, entry: string) => change('EntryVoided', id, { entry });
const amends = (id: string, entry: string, changes: JsonObject) => change('EntryAmended', id, { entry, changes });
const without = (field: string, { type, data }: ReturnType<typeof change>) => {
  const { [field]: _, ...rest } = data;
  return { type, data: rest };
};
const ofSources = (line: ReturnType<typeof change>) => without('negotiation', line);

const claims = (id: string, claim: string) => confirms(id, { claim });
const three = [claims('r1', 'a-claim'), claims('r2', 'b-claim'), claims('r3', 'c-claim')];
const errors = (desk: Desk, line: ReturnType<typeof change>) => refusal(desk.when(line))?.errors;

describe('A merge', () => {
  test('makes one of two names, of which the second may be merged on', () => {
    const desk = talks(...three, merges('m1', 'claim', 'a-claim', 'b-claim'));
    expect(recorded(desk.when(merges('m2', 'claim', 'b-claim', 'c-claim')))).toBe('new');
    expect(recorded(desk.when(merges('m2', 'claim', 'c-claim', 'a-claim')))).toBe('new');
    expect(recorded(desk.when(merges('m2', 'claim', 'c-claim', 'talks')))).toBe('new');
  });

  test('of a name into itself, in a circle, or of a name already merged is refused', () => {
    const desk = talks(...three, merges('m1', 'claim', 'a-claim', 'b-claim'));
    expect(errors(desk, merges('m2', 'claim', 'c-claim', 'c-claim'))).toEqual(['/into']);
    expect(errors(desk, merges('m2', 'claim', 'b-claim', 'a-claim'))).toEqual(['/into']);
    expect(errors(desk, merges('m2', 'claim', 'a-claim', 'c-claim'))).toEqual(['/from']);
    const chain = talks(
      ...three,
      merges('m1', 'claim', 'a-claim', 'b-claim'),
      merges('m2', 'claim', 'b-claim', 'c-claim'),
    );
    expect(errors(chain, merges('m3', 'claim', 'c-claim', 'a-claim'))).toEqual(['/into']);
  });

  test('of `talks` into another claim is refused', () => {
    expect(errors(talks(...three), merges('m1', 'claim', 'talks', 'a-claim'))).toEqual(['/from']);
  });

  test('is of two slugs of one sort', () => {
    const offer = says('r4', 9, 'union', 'proposal', { proposal: 'a-claim', issues: ['pay'], terms: [] });
    const desk = talks(...three, offer, merges('m1', 'claim', 'a-claim', 'b-claim'));
    expect(recorded(desk.when(merges('m2', 'proposal', 'a-claim', 'other-offer')))).toBe('new');
  });

  test('of parties is of two in the registry; the nearest is told', () => {
    expect(errors(talks(), merges('m1', 'party', 'frod', 'ford'))).toEqual(['/from ford']);
    expect(errors(talks(), merges('m1', 'party', 'press', 'stat'))).toEqual(['/into state']);
    expect(recorded(talks().when(merges('m1', 'party', 'press', 'state')))).toBe('new');
  });

  test('of what nothing has named yet is recorded with a warning', () => {
    expect(warned(talks(...three).when(merges('m1', 'claim', 'd-claim', 'b-claim')))).toEqual([
      'not-named /from a-claim',
    ]);
    expect(warned(talks().when(merges('m1', 'issue', 'wages', 'pay')))).toEqual(['not-named /from', 'not-named /into']);
  });

  test('leaves its names to others once it is voided', () => {
    const desk = talks(...three, merges('m1', 'claim', 'a-claim', 'b-claim'), voids('v1', 'm1'));
    expect(recorded(desk.when(merges('m2', 'claim', 'b-claim', 'a-claim')))).toBe('new');
    expect(recorded(desk.when(merges('m2', 'claim', 'a-claim', 'c-claim')))).toBe('new');
  });

  test('is not brought back into a circle, or beside another of the same name, by voiding its voiding', () => {
    const voided = [...three, merges('m1', 'claim', 'a-claim', 'b-claim'), voids('v1', 'm1')];
    expect(errors(talks(...voided, merges('m2', 'claim', 'b-claim', 'a-claim')), voids('v2', 'v1'))).toEqual([
      '/entry',
    ]);
    expect(errors(talks(...voided, merges('m2', 'claim', 'a-claim', 'c-claim')), voids('v2', 'v1'))).toEqual([
      '/entry',
    ]);
    const twice = talks(...voided, merges('m2', 'claim', 'b-claim', 'a-claim'), voids('v2', 'm2'));
    expect(recorded(twice.when(voids('v3', 'v1')))).toBe('new');
  });

  test('is not amended into one that would be refused', () => {
    const desk = talks(
      ...three,
      merges('m1', 'claim', 'a-claim', 'b-claim'),
      merges('m2', 'claim', 'c-claim', 'b-claim'),
    );
    expect(errors(desk, amends('a', 'm1', { into: 'a-claim' }))).toEqual(['/changes']);
    expect(errors(desk, amends('a', 'm2', { from: 'a-claim' }))).toEqual(['/changes']);
    expect(errors(desk, amends('a', 'm2', { from: 'b-claim', into: 'a-claim' }))).toEqual(['/changes']);
    expect(errors(desk, amends('a', 'm1', { from: 'talks' }))).toEqual(['/changes/from']);
    expect(errors(desk, amends('a', 'm1', { what: 'party' }))).toEqual(['/changes/from', '/changes/into']);
    expect(errors(desk, amends('a', 'm1', { into: null }))).toEqual(['/changes/into']);
    expect(recorded(desk.when(amends('a', 'm1', { into: 'c-claim' })))).toBe('new');
    expect(recorded(desk.when(amends('a', 'm1', { reason: 'A better one.' })))).toBe('new');
  });

  test('is brought back by an amendment of its amendment only where it fits', () => {
    const desk = talks(
      ...three,
      merges('m1', 'claim', 'a-claim', 'b-claim'),
      amends('a1', 'm1', { from: 'c-claim' }),
      merges('m2', 'claim', 'a-claim', 'b-claim'),
    );
    expect(errors(desk, voids('v', 'a1'))).toEqual(['/entry']);
    expect(errors(desk, amends('a2', 'a1', { changes: { from: 'a-claim' } }))).toEqual(['/changes']);
  });
});

describe('An alias of a source', () => {
  const desk = talks(aliases('s1', 'The  Quay', 'Quay Daily'));

  test('is refused of itself, in a circle and of a name already aliased, as names are compared', () => {
    expect(errors(desk, aliases('s2', 'World Report', 'worldreport') as never)).toEqual(['/of']);
    expect(errors(desk, aliases('s2', 'QuayDaily', 'the quay') as never)).toEqual(['/of']);
    expect(errors(desk, aliases('s2', 'THE QUAY', 'Harbour News') as never)).toEqual(['/name']);
    expect(recorded(desk.when(aliases('s2', 'Quay Daily', 'Harbour News')))).toBe('new');
  });

  test('belongs to no negotiation, and is voided and amended there', () => {
    expect(desk.when(aliases('s1', 'The  Quay', 'Quay Daily'))).toMatchObject({ outcome: 'duplicate' });
    const after = talks(
      aliases('s1', 'The Quay', 'Quay Daily'),
      ofSources(voids('v1', 's1')),
      aliases('s2', 'Quay Daily', 'The Quay'),
    );
    expect(errors(after, ofSources(voids('v2', 'v1')) as never)).toEqual(['/entry']);
    expect(errors(after, ofSources(amends('a', 's2', { of: 'QUAY DAILY' })) as never)).toEqual(['/changes']);
  });
});

describe('A title', () => {
  const titles = (slug: string) => change('SubjectRetitled', 't', { what: 'claim', slug, title: 'Talks go on' });
  test('of a slug that nothing names is recorded with a warning', () => {
    expect(warned(talks(...three).when(titles('a-clam')))).toEqual(['not-named /slug a-claim']);
    expect(warned(talks(...three).when(titles('a-claim')))).toEqual([]);
    expect(warned(talks().when(titles('talks')))).toEqual([]);
  });
});

describe('A revision of a negotiation', () => {
  const revised = (...table: string[]) => change('NegotiationRevised', 'x', { tables: [table] });
  const line = (given: ReturnType<typeof change>) => without('reason', given);
  const party = (changeId: string, name: string, role: string) => ({
    type: 'PartyRevised',
    data: { negotiation: 'n', changeId, party: name, role },
  });

  test('seats principals of the registry, nobody twice', () => {
    expect(refusal(talks().when(line(revised('union', 'frod'))))).toEqual({
      code: 'unknown-party',
      errors: ['/tables/0/1 ford'],
    });
    expect(refusal(talks().when(line(revised('union', 'state'))))?.errors).toEqual(['/tables/0/1']);
    expect(refusal(talks().when(line(revised('union', 'union'))))?.errors).toEqual(['/tables/0/1']);
    expect(recorded(talks().when(line(revised('union', 'ford'))))).toBe('new');
    expect(recorded(talks().when(line(change('NegotiationRevised', 'x', { tables: [] }))))).toBe('new');
  });

  test('goes by the roles that were given and not voided since', () => {
    const desk = talks(party('p1', 'press', 'principal'));
    expect(recorded(desk.when(line(revised('union', 'press'))))).toBe('new');
    const slip = talks(party('p1', 'press', 'principal'), voids('v', 'p1'));
    expect(refusal(slip.when(line(revised('union', 'press'))))?.errors).toEqual(['/tables/0/1']);
  });

  test('reads merged parties as one', () => {
    const desk = talks(merges('m', 'party', 'press', 'ford'));
    expect(recorded(desk.when(line(revised('union', 'press'))))).toBe('new');
    expect(refusal(desk.when(line(revised('ford', 'press'))))?.errors).toEqual(['/tables/0/1']);
  });

  test('that changes nothing is refused', () => {
    expect(refusal(talks().when(line(change('NegotiationRevised', 'x', {}))))?.code).toBe('invalid-data');
  });
});
