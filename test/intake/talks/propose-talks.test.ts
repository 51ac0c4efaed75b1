/** What talks an article is about, where none are followed. */
import { readFileSync } from 'node:fs';
import { party } from '../../../events/registry.js';
import { proposeTalks } from '../../../intake/propose-talks.js';

const FOUNDING = readFileSync(new URL('../articles/tuned/qatar-mediation.txt', import.meta.url), 'utf8');

describe('the founding article', () => {
  const talks = proposeTalks({ text: FOUNDING });

  test('names the parties, and who mediates', () => {
    const roles = Object.fromEntries(talks.parties.map(({ name, role }) => [name, role]));
    expect(roles).toMatchObject({ Qatar: 'mediator', Israel: 'principal', Hamas: 'principal' });
    expect(Object.keys(roles)).toEqual(expect.arrayContaining(['Egypt', 'United States']));
  });

  test('is about an exchange', () => {
    expect(talks.issues[0]?.title).toBe('Exchange of hostages and prisoners');
    expect(talks.title).toContain('Exchange of hostages and prisoners');
  });

  test('gives parties that a negotiation can be opened with, each with its reasons', () => {
    for (const { reasons, ...one } of talks.parties) {
      party.parse(one);
      expect(reasons.map(({ field }) => field)).toEqual(['party', 'role']);
    }
  });
});

test('a body that conciliates, sends an envoy or often mediates is a mediator where somebody mediates', () => {
  const rolesIn = (told: string) =>
    Object.fromEntries(
      proposeTalks({
        text: `Talks between Armenia and Azerbaijan went on. Armenia rejected the offer. Azerbaijan made a demand. ${told}`,
      }).parties.map(({ name, role }) => [name, role]),
    );
  expect(rolesIn('Both praised the mediation. U.N. envoy Jane Holt left.')).toMatchObject({
    'United Nations': 'mediator',
  });
  expect(rolesIn('Both praised the mediation. Brazil’s envoy left.')).toMatchObject({ Brazil: 'mediator' });
  expect(rolesIn('Brazil’s envoy left.')).not.toMatchObject({ Brazil: 'mediator' });
  expect(rolesIn('The Labour Relations Commission said it was late.')).toMatchObject({
    'Labour Relations Commission': 'mediator',
  });
});

test('a headline is the title', () => {
  expect(proposeTalks({ text: 'Talks on the harbour begin\n\nThe union met the company.' }).title).toBe(
    'Talks on the harbour begin',
  );
});

test('a text without names has talks without parties', () => {
  expect(proposeTalks({ text: 'nothing.' })).toEqual({ title: 'Talks', parties: [], issues: [] });
});

describe('parties and their roles, from how they are told of', () => {
  const rolesIn = (text: string, publisher?: string): Record<string, string> =>
    Object.fromEntries(
      proposeTalks({ text, ...(publisher === undefined ? {} : { publisher }) }).parties.map(({ name, role }) => [
        name,
        role,
      ]),
    );

  test('one that mediates is a mediator, however it is told', () => {
    const text = (told: string) =>
      `Talks between Armenia and Azerbaijan went on. Armenia rejected the offer. Azerbaijan made a demand. ${told}`;
    for (const told of [
      'Norway is mediating.',
      'Norwegian mediators left.',
      'The talks were brokered by Oman and Norway.',
    ])
      expect(rolesIn(text(told))).toMatchObject({ Armenia: 'principal', Azerbaijan: 'principal', Norway: 'mediator' });
    expect(rolesIn(text('They met in Oslo on Monday. Norway was pleased.'))).toMatchObject({ Norway: 'host' });
    expect(rolesIn(text('Norway and Chile, which are guarantors, were pleased.'))).toMatchObject({
      Norway: 'guarantor',
      Chile: 'guarantor',
    });
  });

  test('one that speaks to both sides or carries their messages is a third party, by its people too', () => {
    const text = (told: string) =>
      `Talks between Armenia and Azerbaijan went on. Armenia rejected the offer. Azerbaijan made a demand. ${told}`;
    for (const told of [
      'U.S. envoy Jane Holt told both governments that the text was closed.',
      'U.S. envoy Jane Holt was in Baku. Holt carried messages between the rooms.',
      'The draft was put forward by U.S. Secretary Jane Holt.',
    ])
      expect(rolesIn(text(told))).toMatchObject({ Armenia: 'principal', 'United States': 'mediator' });
    expect(rolesIn(text('U.S. envoy Jane Holt told Armenia that the text was closed.'))).not.toMatchObject({
      'United States': 'mediator',
    });
    expect(rolesIn(text('The sixth round was held in the Cuban capital.'))).toMatchObject({
      Cuba: 'host',
    });
  });

  test('a branch of a union is named with its number', () => {
    const roles = rolesIn('District Council 33 rejected the offer. District Council 33 and Boeing met. Boeing left.');
    expect(roles).toMatchObject({ 'District Council 33': 'principal' });
  });

  test('a company is a party under its own name, a person is none, nor is the paper', () => {
    const text =
      'Boeing improved its offer. Jane Holt, its president, was pleased. Holt said that Boeing had moved. ' +
      'Boeing and the International Association of Machinists met. The Harbour Post has seen the offer. The Harbour Post asked Holt. Holt left.';
    const roles = rolesIn(text, 'The Harbour Post');
    expect(roles).toMatchObject({ Boeing: 'principal' });
    expect(Object.keys(roles)).toContain('International Association of Machinists');
    expect(Object.keys(roles).filter((name) => /Holt|Harbour/.test(name))).toEqual([]);
  });

  test('a name that begins with a country’s is no country; initials are those of the long name', () => {
    const roles = rolesIn(
      'Air Canada met the Air Line Pilots Association (ALPA). ALPA rejected the offer. Air Canada was disappointed. Air Canada left.',
    );
    expect(Object.keys(roles)).toEqual(expect.arrayContaining(['Air Canada', 'Air Line Pilots Association']));
    expect(Object.keys(roles)).not.toContain('Canada');
    expect(Object.keys(roles)).not.toContain('ALPA');
  });
});
