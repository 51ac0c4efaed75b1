/** Which roles the claims of an identity provider give, in the forms that providers send them in. */
import { rolesOfClaims } from '../../../src/access/provider/roles-of-claims.js';
import { personSubject } from '../../../events/access.js';
import { Tokens } from '../../../src/access/tokens.js';
import type { RecordedEvent } from '../../../events/envelope.js';

const roles = new Map([
  ['desk', ['editor', 'auditor'] as const],
  ['CN=News, OU=x', ['reporter'] as const],
  ['__proto__', ['reader'] as const],
]);

test.each([
  ['groups', { groups: ['desk'] }, ['editor', 'auditor']],
  ['groups', { groups: ['CN=News, OU=x', 'desk', 'desk'] }, ['reporter', 'editor', 'auditor']],
  ['groups', { groups: 'desk' }, ['editor', 'auditor']],
  ['groups', { groups: 'desk admin' }, []],
  ['groups', { groups: [{ name: 'desk' }, 7, null, ['desk']] }, []],
  ['groups', { groups: { desk: true } }, []],
  ['groups', {}, []],
  ['/realm_access/roles', { realm_access: { roles: ['desk'] } }, ['editor', 'auditor']],
  ['/realm_access/roles/0', { realm_access: { roles: ['desk'] } }, ['editor', 'auditor']],
  ['/a~1b/c~0d', { 'a/b': { 'c~d': 'desk' } }, ['editor', 'auditor']],
  ['/realm_access/roles', { realm_access: null }, []],
  ['https://example.org/roles', { 'https://example.org/roles': ['desk'] }, ['editor', 'auditor']],
  ['constructor', {}, []],
  ['/constructor/name', {}, []],
  ['groups', { groups: ['constructor', 'toString', 'DESK', ' desk'] }, []],
])('The claim %s of %j gives %j', (claim, claims, given) => {
  expect(rolesOfClaims(claims, { claim, roles })).toEqual(given);
});

describe('Of the people in the stream', () => {
  const id = '0123456789ab';
  const at = '2026-11-30T12:00:00.000Z';
  let revision = 0;
  const event = (type: string, data: object): RecordedEvent =>
    ({
      stream: 'access',
      revision: (revision += 1) - 1,
      type,
      data,
      recordedAt: at,
      recorder: 'x',
      schemaVersion: 3,
    }) as RecordedEvent;
  const admitted = (sub: string, given: readonly string[]) =>
    event('PersonAdmitted', { token: id, issuer: 'https://a.example', sub, roles: given, at });
  beforeEach(() => (revision = 0));

  test('nobody takes the place of a token, or of somebody else, whose id is the same', () => {
    const tokens = new Tokens();
    tokens.apply(
      event('TokenIssued', { token: id, subject: 'Ana', roles: ['admin'], hash: 'a'.repeat(64), expiresAt: null }),
    );
    tokens.apply(admitted('eve', ['reader']));
    expect(tokens.all()).toMatchObject([{ subject: 'Ana', roles: ['admin'] }]);
    const people = new Tokens();
    revision = 0;
    people.apply(admitted('ana', ['admin']));
    people.apply(admitted('eve', ['reader']));
    expect(people.all()).toMatchObject([{ subject: personSubject('https://a.example', 'ana'), roles: ['admin'] }]);
  });

  test('whoever comes again has the roles of now, and is revoked no more; nobody has them by a token', () => {
    const tokens = new Tokens();
    tokens.apply(admitted('ana', ['admin']));
    tokens.apply(event('TokenRevoked', { token: id }));
    tokens.apply(admitted('ana', ['reader']));
    expect(tokens.all()).toEqual([expect.objectContaining({ roles: ['reader'], expiresAt: null })]);
    expect([tokens.all()[0]?.revoked, tokens.byHash(''), tokens.byHash('undefined')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
