/** What a lens leaves out, and what names are compared by. */
import type { JsonObject } from '../../../events/envelope.js';
import { sourcesOf } from '../../../projections/positions/sources.js';
import { given, opened, projectionsOf, says } from '../given.js';

const by = (publisher: string): JsonObject => ({ claim: 'talks', source: { publisher } });

test('names of sources that differ in capitals and spaces alone are one, shown as first written', () => {
  const lines = [
    opened(),
    says('a', 1, null, 'confirmation', by('Wire')),
    says('b', 2, null, 'confirmation', { ...by('W I re'), corroborates: 'a' }),
  ];
  expect(sourcesOf(given(lines)!.counted).origins.map(({ origin }) => origin)).toEqual(['Wire']);
  expect(given(lines, { withoutOrigin: 'wire' })?.ids).toEqual([]);
});

test('a level of attribution keeps reports of that level and of stronger ones, and leaves out the weaker', () => {
  const confirms = (id: string, attribution: string) =>
    says(id, 1, 'state', 'confirmation', { claim: 'talks', attribution });
  const lines = [
    opened(),
    confirms('a', 'on-the-record'),
    confirms('b', 'on-background'),
    confirms('c', 'deep-background'),
    confirms('d', 'unattributed'),
  ];
  const kept = (onlyAttribution: string) => given(lines, { onlyAttribution })?.ids.join('');
  expect(kept('on-background')).toBe('ab');
  expect(kept('on-the-record')).toBe('a');
  expect(kept('unattributed')).toBe('abcd');
});

test('a publisher or an origin that nobody has named leaves nothing out of the status', () => {
  const lines = [opened(), says('a', 1, 'state', 'confirmation', by('Wire'))];
  const statusUnder = (lens: JsonObject) => {
    const { lens: _, ...status } = projectionsOf(lines, lens)!.status();
    return status;
  };
  expect(statusUnder({ withoutSource: 'Nobody’s' })).toEqual(statusUnder({}));
  expect(statusUnder({ withoutOrigin: 'Nobody’s' })).toEqual(statusUnder({}));
});
