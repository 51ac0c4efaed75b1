/** Which words stand for which party. */
import { partyId } from '../../../events/ids.js';
import type { Known } from '../../../intake/known.js';
import { heardIn, LABOUR, TRUCE } from '../talks-for-tests.js';

const mentions = (text: string, known: Known = TRUCE): string[] =>
  heardIn(text, known).flatMap(({ sentence }) =>
    sentence.mentions.map(({ words, party, as }) => `${words}: ${party}, ${as}`),
  );

test('a country is named by its name, its adjective and its capital', () => {
  expect(mentions('Doha spoke.')).toEqual(['Doha: qatar, itself']);
  expect(mentions('Qatari officials spoke to the U.S. on Monday.')).toEqual([
    'Qatari: qatar, itself',
    'U.S.: united-states, itself',
  ]);
});

test('“Israeli hostages” are not Israel, and “Israel’s army” is', () => {
  expect(mentions('Israeli hostages waited.')).toEqual(['Israeli: israel, attribute']);
  expect(mentions('Israel’s army waited.')).toEqual(['Israel: israel, itself']);
  expect(mentions('Israel’s patience is at an end.')).toEqual(['Israel: israel, owner']);
});

test('“us” is not the US', () => {
  expect(mentions('They told us so.')).toEqual([]);
});

test('a union is “the union” and its initials, a company “the company” and its short name', () => {
  expect(
    mentions('The UAW met Ford. The union left; the company stayed.', LABOUR).map((one) => one.split(',')[0]),
  ).toEqual(['UAW: uaw', 'Ford: ford', 'The union: uaw', 'the company: ford']);
});

test('“both sides” are the two principals', () => {
  expect(mentions('Both sides agreed.')).toEqual(['Both sides: israel, itself', 'Both sides: hamas, itself']);
});

test('“it” and “its delegation” are who acted in the sentence before', () => {
  expect(mentions('Hamas left. It wants a truce, its delegation said.').slice(1)).toEqual([
    'It: hamas, itself',
    'its delegation: hamas, itself',
  ]);
});

test('a person whom the record knows, or whom the article presents, stands for the party', () => {
  expect(mentions('Haniyeh was there.')).toEqual(['Haniyeh: hamas, itself']);
  expect(mentions('Israeli Prime Minister Ehud Golan spoke. Then Golan left.').at(-1)).toBe('Golan: israel, itself');
});

test('a party is “the” noun of its own name, and those whose it is', () => {
  const known: Known = {
    ...TRUCE,
    parties: [
      ['bishops', 'Bishops’ Conference of Sorn', []],
      ['merchants', 'Union of the River', ['Chamber of Commerce']],
      ['sorn', 'Sorn', []],
    ].map(([party, name, aliases]) => ({
      party: partyId.parse(party),
      name: name as string,
      aliases: aliases as string[],
      role: 'principal',
    })),
  };
  expect(
    mentions('The bishops and the chamber wrote to the conference. The river rose.', known).map(
      (one) => one.split(',')[0],
    ),
  ).toEqual(['The bishops: bishops', 'the chamber: merchants', 'the conference: bishops']);
});
