/** An authority is believed only where its timestamp verifies: every other answer is refused, and it is said why. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import * as pki from 'pkijs';
import { askAuthority } from '../../../src/log/ask-authority.js';
import { certificatesIn, readTimestamp } from '../../../src/log/timestamp-token.js';
import { newFolder, remove } from '../../app/started-app.js';
import { AUTHORITY, flipped, TestAuthority, type Kind } from './authority.js';

const DATA = Buffer.from('a signed checkpoint\n');
let authority: TestAuthority;
beforeAll(async () => {
  authority = await TestAuthority.start();
});
afterAll(() => authority.stop());
afterEach(() => authority.answering());

const digest = createHash('sha256').update(DATA).digest();

/** The same query, for other data. */
function reimprinted(query: Buffer): Buffer {
  const other = Buffer.from(query);
  other.fill(7, other.indexOf(digest), other.indexOf(digest) + digest.length);
  return authority.reply(other);
}

const by = (kind: Kind) => (query: Buffer) => authority.reply(query, kind);

const resigned =
  (kind: Kind, ...more: readonly string[]) =>
  (query: Buffer) =>
    authority.resigned(query, kind, ...more);

const ask = (now = Date.now) => askAuthority({ url: authority.url, certificates: authority.certificates }, DATA, now);

test('A timestamp says when and by whom, and OpenSSL verifies what is kept of it', async () => {
  const stamped = await ask();
  if ('problem' in stamped) throw new Error(stamped.problem);
  expect(stamped.authority).toBe(AUTHORITY);
  expect(Math.abs(stamped.at - Date.now())).toBeLessThan(10_000);
  expect(stamped.serial).toMatch(/^[\da-f]+$/);
  const folder = newFolder();
  writeFileSync(join(folder, 'data'), DATA);
  writeFileSync(join(folder, 'reply'), stamped.reply);
  const files = ['-data', join(folder, 'data'), '-in', join(folder, 'reply'), '-CAfile', authority.trusted];
  expect(execFileSync('openssl', ['ts', '-verify', ...files], { stdio: 'pipe' }).toString()).toContain('OK');
  remove(folder);
  const { reply, ...shown } = stamped;
  const trusted = certificatesIn(authority.certificates);
  expect(await readTimestamp(reply, DATA, trusted)).toEqual(shown);
  expect(await readTimestamp(reply, Buffer.from('another\n'), trusted)).toEqual({
    problem: 'the timestamp is of something else',
  });
});

test.each<[string, (query: Buffer) => Buffer, string]>([
  ['of something else', (query) => reimprinted(query), 'the timestamp is of something else'],
  ['to another request', () => authority.reply(authority.query(DATA)), 'the timestamp answers another request'],
  ['to no request', () => authority.reply(authority.query(DATA, '-no_nonce')), 'the timestamp answers another request'],
  ['by an expired certificate', by('expired'), 'The certificate is either not yet valid or expired'],
  ['by a certificate for something else', resigned('websites', '-cades'), 'its certificate is not for timestamps'],
  ['that does not name its certificate', resigned('good'), 'the timestamp does not name its certificate'],
  ['by a certificate that nobody trusts', by('strange'), 'No valid certificate paths found'],
  ['with a refusal', () => authority.reply(authority.query(DATA, '-sha512')), 'the authority refused, with status 2'],
  ['that was changed', (query) => flipped(authority.reply(query)), ''],
  ['that is cut off', (query) => authority.reply(query).subarray(0, 500), ''],
  ['that is nothing', () => Buffer.alloc(0), ''],
])('An answer %s is refused', async (_, answer, why) => {
  authority.answering(answer);
  const { problem } = (await ask()) as { problem?: string };
  expect(problem).toBeDefined();
  expect(problem).toContain(why);
});

test('A list of revoked certificates that comes with the token counts, where it is the issuer’s', async () => {
  const holding = (list: Buffer) => (query: Buffer) => {
    const answer = pki.TimeStampResp.fromBER(Uint8Array.from(authority.reply(query)).buffer);
    const { timeStampToken } = answer;
    const content = new pki.SignedData({ schema: timeStampToken?.content });
    content.crls = [pki.CertificateRevocationList.fromBER(Uint8Array.from(list).buffer)];
    timeStampToken!.content = content.toSchema(true);
    return Buffer.from(answer.toSchema().toBER());
  };
  authority.answering(holding(authority.revoked()));
  expect(await ask()).toHaveProperty('authority', AUTHORITY);
  const list = authority.revoked('good');
  authority.answering(holding(list));
  expect(await ask()).toEqual({ problem: expect.stringContaining('revoked') });
  // Another signature is that of nobody, and the list says nothing.
  authority.answering(holding(flipped(list)));
  expect(await ask()).toHaveProperty('authority', AUTHORITY);
});

test('Two clocks may be minutes apart, and not hours: an expired certificate could be used for a time gone by', async () => {
  expect(await ask(() => Date.now() + 3 * 60_000)).not.toHaveProperty('problem');
  for (const hours of [-1, 1])
    expect(await ask(() => Date.now() + hours * 3_600_000)).toMatchObject({
      problem: expect.stringContaining('more than five minutes from the clock of this server'),
    });
});

test('A server that sends elsewhere, fails, or answers without end is told apart', async () => {
  const problems: unknown[] = [];
  for (const respond of [
    (response: ServerResponse) => response.writeHead(302, { location: authority.url }).end(),
    (response: ServerResponse) => response.writeHead(500).end('out of order'),
    (response: ServerResponse) => response.end(Buffer.alloc(100_000)),
  ]) {
    authority.responding((_, response) => void respond(response));
    problems.push(await ask());
  }
  expect(problems).toEqual([
    { problem: 'it cannot be asked: unexpected redirect' },
    { problem: 'it answered 500' },
    { problem: 'it cannot be asked: its answer is too long' },
  ]);
  expect(authority.asked).toBeGreaterThan(problems.length);
});
