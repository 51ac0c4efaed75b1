/** What a person typed of an article's source is kept, whichever way the article comes again. */
import { keepTypedSource, typedSource } from '../../../web/intake/typed-source.js';

const storage = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  };
};

test('what was typed when the article was pasted again is there', () => {
  const session = storage();
  keepTypedSource('a', { publisher: 'The Quay', reportedAt: '2026-03-02' }, session);
  expect(typedSource('a', session)).toEqual({ publisher: 'The Quay', reportedAt: '2026-03-02' });
  expect(typedSource('b', session)).toEqual({});
});

test('what is left empty the second time takes nothing back', () => {
  const session = storage();
  keepTypedSource('a', { publisher: 'The Quay', reportedAt: '2026-03-02' }, session);
  keepTypedSource('a', { publisher: '', reportedAt: '' }, session);
  keepTypedSource('a', { publisher: 'The Pier', reportedAt: '' }, session);
  expect(typedSource('a', session)).toEqual({ publisher: 'The Pier', reportedAt: '2026-03-02' });
});

test('what cannot be read is asked again', () => {
  const session = storage();
  session.setItem('parley:intake:a', '{');
  expect(typedSource('a', session)).toEqual({});
});
