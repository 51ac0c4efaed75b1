import { ROLES } from '../../events/access.js';
import { readConfig } from '../../src/platform/config.js';

describe('The settings', () => {
  test('have defaults that reach nobody else', () => {
    expect(readConfig({})).toMatchObject({
      config: { port: 3000, host: '127.0.0.1', dataFolder: './data', logLevel: 'info' },
      warnings: [],
    });
  });

  test('are read from the environment, where nothing counts as not set', () => {
    const env = { PORT: '0', HOST: '::1', PARLEY_DATA: '/data', PARLEY_LOG_LEVEL: 'warn', PARLEY_BOOTSTRAP_TOKEN: '' };
    expect(readConfig(env)).toMatchObject({
      config: {
        port: 0,
        host: '::1',
        dataFolder: '/data',
        logLevel: 'warn',
        access: { bootstrapToken: undefined, rateLimit: 6000 },
      },
    });
  });

  test.each([
    ['PORT', '70000', /PORT=70000: must be a port/],
    ['PORT', '80x', /PORT=80x: must be a port/],
    ['PARLEY_LOG_LEVEL', 'loud', /PARLEY_LOG_LEVEL=loud: must be one of error, warn/],
    ['PARLEY_STORE', 'postgres://db', /must be eventstoredb:\/\//],
    ['PARLEY_STORE', 'eventstoredb://node:2113', /needs user:password@, or tls=false/],
    ['PARLEY_STORE', 'eventstoredb://node?tls=false&deadline=1', /has a parameter deadline; it may have tls, /],
    ['PARLEY_STORE', 'eventstoredb://node?tls=maybe', /neither true nor false/],
    ['PARLEY_PUBLIC_URL', 'https://a.example/path', /must be scheme and host/],
    ['PARLEY_PUBLIC_URL', 'javascript:alert(1)', /must be scheme and host/],
    ['PARLEY_FRAME_ANCESTORS', "'self'; script-src *", /must be none, \* or addresses/],
    ['PARLEY_RATE_LIMIT', 'some', /PARLEY_RATE_LIMIT=some: must be a number from 0/],
    // A secret is not repeated.
    ['PARLEY_BOOTSTRAP_TOKEN', 'hunter2', /^PARLEY_BOOTSTRAP_TOKEN: must be 32 to 200/],
  ])('%s=%s is refused in words', (name, value, words) => {
    expect(readConfig({ [name]: value })).toEqual({ problems: [expect.stringMatching(words)] });
  });

  const OIDC = {
    PARLEY_OIDC_ISSUER: 'https://login.example.org/realms/news',
    PARLEY_OIDC_CLIENT_ID: 'parley',
    PARLEY_OIDC_ROLES: '{"CN=Desk, OU=News":["editor"]}',
  };

  test('hold the identity provider, and what its claims give', () => {
    expect(readConfig(OIDC)).toMatchObject({
      config: {
        access: { oidc: { claim: 'groups', scope: 'openid profile', name: 'login.example.org', secret: undefined } },
      },
    });
    expect(readConfig({ ...OIDC, HOST: '0.0.0.0', PARLEY_PUBLIC_URL: 'https://a.example' })).toHaveProperty('config');
  });

  test.each([
    [{ PARLEY_OIDC_ISSUER: 'http://login.example.org' }, /over https, or on this machine/],
    [{ PARLEY_OIDC_ISSUER: 'http://127.0.0.1.evil.example' }, /over https, or on this machine/],
    [{ PARLEY_OIDC_ISSUER: 'https://a:b@login.example.org' }, /over https, or on this machine/],
    [{ PARLEY_OIDC_ISSUER: 'javascript:alert(1)' }, /over https, or on this machine/],
    [{ PARLEY_OIDC_ISSUER: '' }, /need PARLEY_OIDC_ISSUER/],
    [{ PARLEY_OIDC_ROLES: '' }, /needs PARLEY_OIDC_CLIENT_ID and PARLEY_OIDC_ROLES/],
    [{ PARLEY_OIDC_ROLES: '{' }, /must be JSON such as/],
    [{ PARLEY_OIDC_ROLES: '{}' }, /must be JSON such as/],
    [{ PARLEY_OIDC_ROLES: '{"desk":["chief"]}' }, /of the roles reader, reporter/],
    [{ PARLEY_OIDC_ROLES: '{"desk":[]}' }, /must be JSON such as/],
    [{ PARLEY_OIDC_SCOPE: 'profile' }, /must have openid/],
    [{ PARLEY_OIDC_CLIENT_SECRET_FILE: '/nowhere/secret' }, /cannot be read/],
    [{ HOST: '0.0.0.0' }, /needs PARLEY_PUBLIC_URL/],
  ])('An identity provider with %j is refused in words', (more, words) => {
    expect(readConfig({ ...OIDC, ...more })).toEqual({ problems: [expect.stringMatching(words)] });
  });

  test('name a server that holds the log, its nodes, and who Parley is there', () => {
    const env = { PARLEY_STORE: 'eventstoredb+discover://parley:p%40ss@a:2113,b:2113/?tlsCAFile=ca.crt' };
    expect(readConfig(env)).toMatchObject({
      config: {
        store: { discover: true, hosts: 'a:2113,b:2113', tls: true, credentials: { password: 'p@ss' } },
        whereabouts: 'on a:2113,b:2113',
      },
    });
  });

  test('never show the password of the server', () => {
    for (const rest of ['host:port', 'x@host?what=1', 'h/o/s/t?p=@'])
      expect(JSON.stringify(readConfig({ PARLEY_STORE: `eventstoredb://parley:se/cret@${rest}` }))).not.toContain(
        'cret',
      );
  });

  test('hold where and how often backups are made', () => {
    const env = { PARLEY_BACKUP_FOLDER: '/backups', PARLEY_BACKUP_HOURS: '6' };
    expect(readConfig(env)).toMatchObject({ config: { backup: { folder: '/backups', hours: 6, keep: 7 } } });
    expect(readConfig({ PARLEY_BACKUP_KEEP: '0' })).toEqual({ problems: [expect.stringMatching(/from 1 to/)] });
  });

  test('hold after how many events a snapshot is written', () => {
    expect(readConfig({})).toMatchObject({ config: { snapshotEvery: 10_000 } });
    expect(readConfig({ PARLEY_SNAPSHOT_EVERY: '0' })).toMatchObject({ config: { snapshotEvery: 0 } });
    expect(readConfig({ PARLEY_SNAPSHOT_EVERY: '-1' })).toEqual({ problems: [expect.stringMatching(/from 0 to/)] });
  });

  test('hold the addresses of proxies', () => {
    expect(readConfig({ PARLEY_TRUSTED_PROXIES: '10.0.0.1, 10.0.1.0/24' })).toMatchObject({
      config: { access: { trustedProxies: ['10.0.0.1', '10.0.1.0/24'] } },
    });
  });

  test('hold the roles that see the names of those who speak', () => {
    expect(readConfig({ PARLEY_SHOW_SPEAKERS: 'editor, auditor' })).toMatchObject({
      config: { access: { showSpeakers: ['editor', 'auditor'] } },
    });
    expect(readConfig({ PARLEY_SHOW_SPEAKERS: 'nobody' })).toEqual({
      problems: ['PARLEY_SHOW_SPEAKERS=nobody: must be roles joined by commas: ' + ROLES.join(', ')],
    });
  });

  test('name the setting that was probably meant', () => {
    expect(readConfig({ PARLEY_DATE: './x', PARLEY_SOMETHING_ELSE: '1' })).toMatchObject({
      warnings: [expect.stringContaining('did you mean PARLEY_DATA?'), expect.not.stringContaining('did you mean')],
    });
  });
});
