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

test('a headline is the title', () => {
  expect(proposeTalks({ text: 'Talks on the harbour begin\n\nThe union met the company.' }).title).toBe(
    'Talks on the harbour begin',
  );
});

test('a text without names has talks without parties', () => {
  expect(proposeTalks({ text: 'nothing.' })).toEqual({ title: 'Talks', parties: [], issues: [] });
});
