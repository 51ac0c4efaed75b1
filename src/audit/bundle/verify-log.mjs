// Of verify.mjs: whether the events of the bundle are in the log that others follow, by the proofs in log.json.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** RFC 6962: the hash of a leaf, and of a node above two others. */
const hashOf = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (entry) => hashOf(Buffer.of(0), entry);
const nodeOf = (left, right) => hashOf(Buffer.of(1), left, right);

/** The root to which a proof leads (RFC 9162, section 2.1.3.2); undefined where it is too long or too short. */
function rootFrom(leaf, index, size, proof) {
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof.map((text) => Buffer.from(text, 'base64'))) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = nodeOf(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = nodeOf(hash, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

/** Whether a proof leads from one root to the root of a larger tree (RFC 9162, section 2.1.4.2). */
export function goesOn(from, to, proof) {
  const hashes = proof.map((text) => Buffer.from(text, 'base64'));
  const roots = [from, to].map(({ root }) => Buffer.from(root, 'base64'));
  if (from.size === to.size) return hashes.length === 0 && roots[0].equals(roots[1]);
  if (from.size === 0) return hashes.length === 0;
  if (from.size > to.size) return false;
  if (Number.isInteger(Math.log2(from.size))) hashes.unshift(roots[0]);
  let [at, last] = [from.size - 1, to.size - 1];
  while (at % 2 === 1) [at, last] = [(at - 1) / 2, Math.floor(last / 2)];
  let [older, newer] = [hashes[0], hashes[0]];
  for (const hash of hashes.slice(1)) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [older, newer] = [nodeOf(hash, older), nodeOf(hash, newer)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else newer = nodeOf(newer, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && older?.equals(roots[0]) === true && newer.equals(roots[1]);
}

/** The entry of a leaf: the number of the event in the log, from 1, in eight bytes, and its hash. */
function entryOf(index, hash) {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(index) + 1n);
  return Buffer.concat([number, Buffer.from(hash, 'hex')]);
}

/** A signed note (C2SP): the text up to the blank line, and the lines of its signatures. */
function noteOf(text) {
  const at = text.indexOf('\n\n') + 1;
  const signatures = [...text.slice(at + 1).matchAll(/^\u2014 (\S+) (\S+)$/gm)].map(([, name, bytes]) => {
    const all = Buffer.from(bytes, 'base64');
    return { name, id: all.subarray(0, 4).toString('hex'), signature: all.subarray(4) };
  });
  return { text: text.slice(0, at), signatures };
}

/** A verifier key: `<name>+<key id>+<type and 32 bytes in Base 64>`. */
function verifierOf(text, end) {
  const [name, id, ...rest] = text.split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  if (!name || bytes.length !== 33 || bytes[0] !== 1) end(2, 'what follows --key is no verifier key of Ed25519');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name, id, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** Ends where the checkpoint is of another tree, or is not signed by the key; else says who signed. */
function checkSignature({ size, root, checkpoint }, key, end) {
  const verifier = key === undefined ? undefined : verifierOf(key, end);
  if (checkpoint === null) return verifier ? end(2, 'log.json has no signed checkpoint') : 'not signed';
  const { text, signatures } = noteOf(checkpoint);
  const [origin, number, hash] = text.split('\n');
  if (number !== String(size) || hash !== root) end(1, 'log.json: changed: its checkpoint is of another tree');
  if (!verifier) return `signed as ${origin}, which is not checked without --key`;
  const own = signatures.filter(({ name, id }) => name === verifier.name && id === verifier.id);
  if (!own.some(({ signature }) => verify(null, Buffer.from(text), verifier.key, signature)))
    end(1, `log.json: changed: its checkpoint is not signed by ${verifier.name}`);
  return `signed by ${verifier.name}`;
}

/**
 * Ends where the last event of a file is not in the tree of log.json; else says so.
 * @param end ends the program with an exit code and what was found
 */
export function provenInLog(checked, text, key, end) {
  const log = JSON.parse(text);
  for (const { file, links } of checked) {
    const last = links.at(-1);
    if (!last) continue;
    const { index, proof } = log.events.find((of) => of.file === file && of.revision === last.revision) ?? {};
    if (index === undefined) end(1, `${file}, revision ${last.revision}: changed: log.json has no proof of it`);
    const root = rootFrom(leafOf(entryOf(index, last.hash)), index, log.size, proof);
    if (root?.toString('base64') !== log.root)
      end(1, `${file}, revision ${last.revision}: changed: its proof does not lead to the root in log.json`);
  }
  return ['log.json: all are in the log of', log.size, 'events,', checkSignature(log, key, end)].join(' ');
}

const openssl = (...args) => {
  const { error, status, stdout, stderr } = spawnSync('openssl', ['ts', ...args], { encoding: 'utf8' });
  return { isThere: !error, ok: status === 0, said: stdout ?? '', why: stderr ?? '' };
};

/** What OpenSSL reads in the timestamp, which verifies nothing yet: when, in words and in seconds since the epoch. */
function stampedAt(reply, end) {
  const { isThere, said } = openssl('-reply', '-in', reply, '-text');
  if (!isThere) end(2, 'timestamped.tsr is checked by openssl, which is not installed');
  const [, at] = /^Time stamp: (.+)$/m.exec(said) ?? [];
  if (at === undefined) end(1, 'timestamped.tsr: changed: it holds no timestamp');
  return { at, seconds: Math.floor(Date.parse(at) / 1000) };
}

/**
 * Ends where a checkpoint of the log was timestamped and does not fit; else says by when it existed. The signature of a
 * timestamp (RFC 3161) is checked by OpenSSL, where the certificates are given that are trusted.
 */
export function stampedBefore(text, read, authority, end) {
  const { timestamped, size, root } = JSON.parse(text);
  if (!timestamped) return authority === undefined ? [] : end(2, 'no checkpoint of the log was timestamped');
  const checkpoint = read('timestamped.checkpoint');
  const [, number, hash] = noteOf(checkpoint).text.split('\n');
  if (number !== String(timestamped.size) || hash !== timestamped.root)
    end(1, 'timestamped.checkpoint: changed: it is of another tree');
  if (!goesOn(timestamped, { size, root }, timestamped.proof))
    end(1, 'log.json: changed: the log does not go on from timestamped.checkpoint');
  if (authority === undefined)
    return [`timestamped.tsr: of ${number} events, which is not checked without --authority`];
  const [reply, data] = ['timestamped.tsr', 'timestamped.checkpoint'].map((name) =>
    fileURLToPath(new URL(name, import.meta.url)),
  );
  const { at, seconds } = stampedAt(reply, end);
  // Certificates end; what was signed before stays signed.
  const trusted = ['-CAfile', authority, '-attime', String(seconds)];
  const { ok, why } = openssl('-verify', '-data', data, '-in', reply, ...trusted);
  if (!ok)
    end(1, `timestamped.tsr: changed, or not by ${authority}: ${/(?<=Verify error:|:)[^:\n]*$/m.exec(why)?.[0] ?? ''}`);
  return [`timestamped.tsr: the log of ${number} events existed by ${at}, and this one goes on from it`];
}
