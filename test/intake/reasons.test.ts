/** Reasons are read by people: they say the names of parties, never their slugs. */
import { partyId } from '../../events/ids.js';
import type { Known } from '../../intake/known.js';
import { propose } from '../../intake/propose.js';

const KNOWN: Known = {
  parties: [
    { party: partyId.parse('p-one'), name: 'Ruritania', aliases: ['Strelsau'], role: 'principal' },
    {
      party: partyId.parse('p-two'),
      name: 'Front of the River',
      role: 'principal',
      people: [{ name: 'Ada Marlow', capacity: 'official' }],
    },
    { party: partyId.parse('p-three'), name: 'Norway', role: 'mediator' },
  ],
  issues: [],
  claims: [],
  proposals: [],
  agreements: [],
};
const TEXT = `Ruritania rejected the plan on Monday, its foreign ministry said. “It is not acceptable,” it said.

Strelsau wants the prisoners back first. Both sides met on Sunday. Ada Marlow said that the front accepts the plan.

Norwegian diplomats said that a deal was near. The mediator invited both delegations. It said that it would host them.

The Front of the River welcomed the invitation, it added. FOR denied that it had shelled the town.`;

const saysOf = (language: string): string[] =>
  propose({ text: TEXT, published: '2026-03-02', publisher: 'The Quay', language }, KNOWN).candidates.flatMap(
    ({ reasons }) => reasons.map(({ says }) => says),
  );

test.each(['en', 'fr'])('in what is proposed of a text in %s', (language) => {
  const says = saysOf(language);
  expect(says.length).toBeGreaterThan(5);
  expect(says.filter((one) => one.includes('p-'))).toEqual([]);
});

test('each says how the words stand for the party', () => {
  const says = saysOf('en');
  expect(says).toContain('“Strelsau” is another name of Ruritania');
  expect(says).toContain('Ruritania is named');
  expect(says).toContain('“Ada Marlow” stands for Front of the River');
});

test('of what a party publishes itself', () => {
  const { candidates } = propose(
    { text: TEXT, publisher: 'Norway Ministry of Foreign Affairs', language: 'en' },
    KNOWN,
  );
  const says = candidates.flatMap(({ reasons }) => reasons.map((reason) => reason.says));
  expect(says.filter((one) => one.includes('p-'))).toEqual([]);
  expect(says).toContain('the text is issued by Norway itself');
});
