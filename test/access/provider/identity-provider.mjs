/**
 * A real identity provider, as a process of its own: `oidc-provider` on loopback. Whoever starts it says by messages which
 * client it knows, and how it is to fail: it signs what it is told to with its own key, is slow, or answers nonsense.
 */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const key = newKey();
const jwk = { ...key.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };

/** What is known of whom. */
const PEOPLE = {
  ana: { name: 'Ana Adler', groups: ['desk', 'choir'] },
  ben: { name: 'Ben <b>Brandt</b>', groups: ['news'] },
  cleo: { name: 'Cleo', groups: ['choir'] },
  dan: { name: 'Dan' },
};

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
function signed(claims, by = key, typ = 'JWT') {
  const text = `${part({ alg: 'RS256', kid: 'one', typ })}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), by).toString('base64url')}`;
}
const claimsIn = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

/** Null: the claim is not there. */
const without = (claims) => Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));

let provider;
let fault = {};
let kept;

/** What stands in place of the ID token that was to be sent. */
function tampered(token) {
  kept ??= token;
  if (fault.replay) return kept;
  if (fault.unsigned) return `${part({ alg: 'none' })}.${token.split('.')[1]}.`;
  if (fault.forged) return signed(claimsIn(token), newKey());
  if (fault.claims) return signed(without({ ...claimsIn(token), ...fault.claims }));
  return token;
}

function serve(issuer, base, isPublic) {
  provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'parley',
        ...(isPublic ? { token_endpoint_auth_method: 'none' } : { client_secret: 'the-secret-of-this-parley' }),
        redirect_uris: [`${base}/sign-in/callback`],
        post_logout_redirect_uris: [`${base}/sign-in`],
        backchannel_logout_uri: `${base}/sign-in/provider/logout`,
      },
    ],
    claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'groups'],
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [jwk] },
    features: { backchannelLogout: { enabled: true } },
    // It calls nobody on loopback otherwise, where the Parley of the tests is.
    fetch: (url, { dispatcher: _dispatcher, ...options }) => fetch(url, options),
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...PEOPLE[sub] }) }),
  });
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === '/token' && ctx.body?.id_token) ctx.body = { ...ctx.body, id_token: tampered(ctx.body.id_token) };
  });
}

const server = createServer((request, response) => {
  // A provider that is down answers nothing, and one that is broken a page.
  if (fault.silent) return;
  if (fault.broken) {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    return;
  }
  provider.callback()(request, response);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', ({ issuer, base, isPublic, logout, ...given }) => {
  if (logout) {
    const { claims, forged, unsigned, typ } = logout;
    const token = signed(claims, forged ? newKey() : key, typ);
    process.send({ token: unsigned ? `${part({ alg: 'none' })}.${token.split('.')[1]}.` : token });
    return;
  }
  if (issuer) serve(issuer, base, isPublic);
  else fault = given;
  process.send({ done: true });
});
process.on('disconnect', () => process.exit(0));
