/** The tokens as their stream tells of them, and what becomes of them in time and in doubt. */
import { accessSchemas } from '../../events/access.js';
import type { JsonObject, RecordedEvent } from '../../events/envelope.js';
import { hashSecret, bearerSecret, tokenIdOfSecret } from '../../src/access/token-secret.js';
import { stateOf, Tokens } from '../../src/access/tokens.js';

const secret = 'parley_of-this-test';
const id = tokenIdOfSecret(secret);
const hash = hashSecret(secret);
let revision = 0;
const event = (type: string, data: JsonObject, more: Partial<RecordedEvent> = {}): RecordedEvent => ({
  stream: 'access',
  revision: (revision += 1) - 1,
  position: 0n,
  id: '',
  type,
  data,
  recordedAt: '2026-01-01T00:00:00.000Z',
  recorder: 'bootstrap',
  schemaVersion: 1,
  correlationId: '',
  causationId: '',
  hash: '',
  ...more,
});
const issued = () =>
  event('TokenIssued', { token: id, subject: 'Ana', roles: ['reader'], hash, expiresAt: '2026-02-01T00:00:00.000Z' });

let tokens: Tokens;
beforeEach(() => {
  revision = 0;
  tokens = new Tokens();
  tokens.apply(issued());
});
const standing = (at: string) => {
  const token = tokens.byHash(hash);
  return token && stateOf(token, Date.parse(at));
};

test('A token holds until it expires', () => {
  expect([standing('2026-01-31T23:59:59.999Z'), standing('2026-02-01T00:00:00Z')]).toEqual(['active', 'expired']);
});

test('A revocation holds, whatever comes after it', () => {
  tokens.apply(event('TokenRevoked', { token: id }));
  tokens.apply(event('TokenUsed', { token: id, day: '2026-01-02' }));
  expect(standing('2026-01-03')).toBe('revoked');
  expect(tokens.byId(id)).toMatchObject({ lastUsed: '2026-01-02', revoked: { by: 'bootstrap', reason: null } });
});

test.each<[what: string, RecordedEvent['type'], JsonObject, Partial<RecordedEvent>]>([
  ['is damaged', 'TokenUsed', {}, { damaged: 'it is not what was written' }],
  ['is of an unknown type', 'TokenNarrowed', {}, {}],
  ['is of a newer version', 'TokenRevoked', {}, { schemaVersion: 9 }],
  ['cannot be read', 'TokenRevoked', { token: 'x' }, {}],
])('No token is taken after which an event %s: it may have been its revocation', (_, type, data, more) => {
  expect(tokens.apply(event(type, data, more))).toEqual(expect.any(String));
  expect(standing('2026-01-02')).toBe('doubtful');
  const other = hashSecret('another');
  tokens.apply(event('TokenIssued', { ...issued().data, token: tokenIdOfSecret('another'), hash: other }));
  expect(tokens.byHash(other)?.doubtful).toBeUndefined();
});

test('An event is applied once, however often it is read', () => {
  const revoked = event('TokenRevoked', { token: id });
  tokens.apply(revoked);
  expect(tokens.apply({ ...revoked, damaged: 'read again' })).toBeUndefined();
  expect([tokens.revision, standing('2026-01-02')]).toEqual([1, 'revoked']);
});

test('No event has a place for a secret', () => {
  const shapes = Object.values(accessSchemas).flatMap(({ shape }) => Object.keys(shape));
  expect(new Set(shapes)).toEqual(
    new Set([
      'token',
      'tokens',
      'subject',
      'roles',
      'hash',
      'providerSession',
      'expiresAt',
      'reason',
      'day',
      'session',
      'at',
      'why',
      'issuer',
      'sub',
    ]),
  );
});

test.each([
  ['Bearer abc', 'abc'],
  ['bearer  abc= ', 'abc='],
  ['Basic abc', null],
  ['Bearer', null],
  ['Bearer a b', null],
])('%j holds the token %j', (header, found) => {
  expect(bearerSecret(header)).toBe(found);
});
