/** Branded ids: a party's slug can never stand where a claim's is meant. The compiler is what tests it. */
import { claimId, entryId, partyId, type ClaimId, type PartyId } from '../../events/ids.js';

const party = partyId.parse('qatar');

test('a party is not a claim, though both are slugs', () => {
  // @ts-expect-error the brands differ
  const claim: ClaimId = party;
  expect(claimId.parse(claim)).toBe('qatar');
});

test('a bare string is no party until it has been parsed', () => {
  // @ts-expect-error an unchecked string
  const unchecked: PartyId = 'qatar';
  expect(partyId.parse(unchecked)).toBe(party);
});

test.each(['', 'Qatar', 'a--b', '-a', 'a b', 'a/b', '\u202Eqatar', 'a'.repeat(101)])('%j is no slug', (text) =>
  expect(partyId.safeParse(text).success).toBe(false),
);

test.each(['', '.a', 'a b', 'a/b', 'a'.repeat(129)])('%j is no entry id', (text) =>
  expect(entryId.safeParse(text).success).toBe(false),
);
