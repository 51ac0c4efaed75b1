#!/usr/bin/env node
// Checks the bundle that it lies in, with nothing but Node.js:
//
//     node verify.mjs [checkpoint] [--key <verifier key of the log>] [--authority <certificates of the timestamps>]
//
// `checkpoint` is one that you kept elsewhere; without it, nothing here can show that the end is missing, or that
// somebody wrote all of it anew. With the key, which its owner told you elsewhere, the signature in log.json is checked
// as well; with the certificates, in a file, by OpenSSL also the timestamp, where there is one. Exit 0: the record holds. 1: it does not, and the first bad event is named.
// 2: it could not be checked. It shares no code with Parley, so that one can be held against the other.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { provenInLog, stampedBefore } from './verify-log.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const fileHere = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Ends with what was found. */
function end(code, message) {
  process.stdout.write(`${message}\n`);
  process.exit(code);
}

/** RFC 8785: the keys in the order of their UTF-16 code units, strings and numbers as JSON.stringify writes them. */
function canonical(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** The hash of an event: it covers the hash of the event before it, and everything but the position. */
function hashAfter(previous, event, revision) {
  const { stream, type, id, recordedAt, schemaVersion, correlationId, causationId } = event;
  const [data, recorder] = [event.sealed ?? event.data, event.sealedRecorder ?? event.recorder];
  const metadata = { id, recordedAt, recorder, schemaVersion, correlationId, causationId };
  return sha256(previous + canonical({ stream, revision, type, data, metadata }));
}

/** What stands where a text was erased; of an address nothing is left. */
const isErased = (data) => data === undefined || /^\[erased on \d{4}-\d\d-\d\d, because [a-z ]+\]$/.test(data);

/**
 * Why the texts in `data` are not those in `sealed`; undefined where they are. Each text is bound to its key by a
 * commitment, the first 32 bytes of what is sealed. What was erased has no key: nothing
 * may be left of it but that it was, else whoever takes the keys away could change any text.
 */
function falseText(data, sealed, keys, pointer = '') {
  if (typeof sealed !== 'object' || sealed === null) return canonical(data) === canonical(sealed) ? undefined : pointer;
  if (!Array.isArray(sealed) && typeof sealed.sealed === 'string') {
    const key = keys.next().value ?? Buffer.alloc(32);
    if (key.subarray(0, 16).equals(Buffer.alloc(16))) return isErased(data) ? undefined : pointer;
    const commitment = createHmac('sha256', key).update(`${pointer}\0${data}`).digest();
    return Buffer.from(sealed.sealed, 'base64url').subarray(0, 32).equals(commitment) ? undefined : pointer;
  }
  for (const name of new Set([...Object.keys(sealed).toSorted(), ...Object.keys(data ?? {})])) {
    const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const found = Object.hasOwn(sealed, name) ? falseText(data?.[name], sealed[name], keys, place) : place;
    if (found !== undefined) return found;
  }
  return undefined;
}

function* keysOf({ keys = '' }) {
  const bytes = Buffer.from(keys, 'base64url');
  for (let at = 0; at < bytes.length; at += 32) yield bytes.subarray(at, at + 32);
}

/** Whether the recorder that is named is not the one that was sealed. Of one who was erased the id of a token is left. */
function isFalseRecorder({ recorder, sealedRecorder, recorderKey = '' }) {
  const key = Buffer.from(recorderKey, 'base64url');
  if (key.subarray(0, 16).equals(Buffer.alloc(16)) || key.length === 0) {
    const [, erased] = /^(\[.*\]) token [0-9a-f]{12}$/.exec(recorder) ?? [];
    return erased === undefined || !isErased(erased);
  }
  const sealed = Buffer.from(sealedRecorder.slice(sealedRecorder.indexOf(':') + 1), 'base64url');
  return !sealed.subarray(0, 32).equals(createHmac('sha256', key).update(`recorder\0${recorder}`).digest());
}

/** Whether the event was sealed as the next after the link, whatever it says of its place now. */
const follows = (event, link) => event.hash === hashAfter(link.hash, event, link.revision + 1);

/** What happened where `events[i]` does not follow `last`, told by what the events after it were sealed after. */
function nameBreak(events, i, last, before) {
  const [event, rest, place] = [events[i], events.slice(i + 1), last.revision + 1];
  if (follows(event, last)) return [place, 'changed', `it now says that it is revision ${event.revision}`];
  if (before && follows(event, before)) return [last.revision, 'inserted', 'another event was sealed in its place'];
  const owner = rest.find((other) => follows(other, last));
  const sealedAfter = ({ revision, hash }) =>
    [place, revision, revision - 1].some((at) => follows(event, { revision: at, hash }));
  const isCopy = rest.some(({ hash }) => hash === event.hash);
  if (owner && !isCopy && rest.some(sealedAfter))
    return [place, 'reordered', `what belongs here is revision ${owner.revision}`];
  if (owner) return [event.revision, 'inserted', 'what was sealed in its place comes after it'];
  if (event.revision > place) return [place, 'removed', `the next that is here is revision ${event.revision}`];
  if (event.revision < place) return [event.revision, 'inserted', 'this revision is there before it'];
  return [place, 'changed', 'it is not what was sealed after the event before it'];
}

function parsed(line) {
  try {
    return { ...JSON.parse(line) };
  } catch {
    return { damaged: 'its line is not JSON' };
  }
}

/** Ends at the first bad event of a file; else answers where its stream stands at each revision. */
function check(file) {
  const events = fileHere(file).split('\n').filter(Boolean).map(parsed);
  const links = [{ revision: -1, hash: '0'.repeat(64) }];
  for (const [i, event] of events.entries()) {
    const last = links.at(-1);
    const bad = (at, problem, detail) => end(1, `${file}, revision ${at}: ${problem}: ${detail}`);
    if (event.damaged) bad(last.revision + 1, 'changed', event.damaged);
    if (event.revision !== last.revision + 1 || event.stream !== events[0].stream || !follows(event, last))
      bad(...nameBreak(events, i, last, links.at(-2)));
    const wrong = event.sealed && falseText(event.data, event.sealed, keysOf(event));
    if (event.sealedRecorder && isFalseRecorder(event))
      bad(event.revision, 'changed', 'the recorder is not what was sealed');
    if (wrong !== undefined) bad(event.revision, 'changed', `${wrong} is not what was sealed`);
    const { position = 0, recordedAt = '' } = events[i - 1] ?? {};
    if (!(Number(event.position) > Number(position)) || event.recordedAt < recordedAt)
      bad(event.revision, 'reordered', 'it was recorded before the event before it');
    links.push({ revision: event.revision, hash: event.hash });
  }
  return { file, stream: events[0]?.stream, events, links: links.slice(1) };
}

/** The streams of a checkpoint. Its last line is the hash of those before it. */
function streamsOf(text, name, code) {
  const lines = text.trimEnd().split(/\r?\n/);
  const covered = lines.slice(0, -1);
  if (!/^parley-checkpoint [12] /.test(lines[0]) || lines.at(-1) !== `sha256 ${sha256(`${covered.join('\n')}\n`)}`)
    end(code, `${name} is damaged, or no checkpoint of version 1 or 2`);
  // From version 2 on, its second line is the root of a tree over the whole log, of which this bundle is a part.
  const rest = covered.slice(lines[0].startsWith('parley-checkpoint 2 ') ? 2 : 1);
  return new Map(rest.map((line) => [line.split(' ')[0], line.split(' ')]));
}

/** A checkpoint of the whole log: it covers as many events as its head says, or streams of more than one negotiation. */
function coversAll(text, streams) {
  const revisions = [...streams.values()].map(([, revision]) => Number(revision));
  const events = revisions.reduce((sum, revision) => sum + revision + 1, 0);
  const names = [...streams.keys()].filter((name) => name !== 'sources');
  return String(events) === text.split(/\s/)[3] || names.length !== 1 || !names[0].startsWith('negotiation-');
}

/** Clocks may be five minutes apart, of several machines, or where one was set. */
const fiveMinutesBefore = (at) => new Date(Date.parse(at) - 300_000).toISOString();

/** Ends where an event that the checkpoint does not cover stands, or says that it was recorded, before what it covers. */
function insistOnOrder(checked, streams, text, name) {
  const [, , at, head] = text.split(/\s/);
  for (const { file, stream, events, links } of checked) {
    if (!streams.has(stream) && stream !== 'sources' && !coversAll(text, streams)) continue;
    const covered = Number(streams.get(stream)?.[1] ?? -1);
    for (const { revision, position, recordedAt } of events.slice(covered + 1)) {
      const bad = (detail) =>
        end(1, `${file}, revision ${revision}: inserted: ${name} does not have it, but ${detail}`);
      if (BigInt(position) <= BigInt(head)) bad(`it stands at position ${position}, and ${name} has all up to ${head}`);
      if (recordedAt < fiveMinutesBefore(at)) bad(`it says that it was recorded at ${recordedAt}, before ${at}`);
    }
    const last = links[covered] && events[covered];
    if (last && BigInt(last.position) > BigInt(head))
      end(
        1,
        `${file}, revision ${covered}: reordered: ${name} ends at position ${head}, and it stands at ${last.position}`,
      );
  }
}

/** Ends where a file does not hold what the checkpoint says; else answers how many of its streams are here. */
function compare(checked, streams, name) {
  for (const { file, links, stream } of checked) {
    const [, revision, hash] = streams.get(stream) ?? [];
    if (revision !== undefined && links.length <= Number(revision))
      end(1, `${file}, revision ${links.length}: truncated: ${name} has it up to revision ${revision}`);
    if (revision !== undefined && links[Number(revision)].hash !== hash)
      end(1, `${file}, revision ${revision}: changed: it, or one before it, was sealed anew since ${name}`);
  }
  return checked.filter(({ stream }) => streams.has(stream)).length;
}

function readKept(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return end(2, `${file} cannot be read: ${error.message}`);
  }
}

const args = process.argv.slice(2);
/** The value of an option, which is taken out of the arguments; null where it has none. */
function option(name) {
  const at = args.indexOf(name);
  return at < 0 ? undefined : (args.splice(at, 2)[1] ?? null);
}
const [key, authority] = [option('--key'), option('--authority')];
if (args.length > 1 || key === null || authority === null)
  end(2, 'usage: node verify.mjs [checkpoint] [--key <verifier key>] [--authority <certificates in PEM>]');
const [checkpoint] = args;
const checked = [check('events.ndjson'), check('sources.ndjson')];
const own = streamsOf(fileHere('checkpoint.txt'), 'checkpoint.txt', 1);
for (const [stream, [, revision]] of own)
  if (!checked.some((one) => one.stream === stream))
    end(1, `${stream}, revision 0: truncated: checkpoint.txt has it up to revision ${revision}`);
compare(checked, own, 'checkpoint.txt');
if (checkpoint !== undefined) {
  const kept = readKept(checkpoint).replace(/^\uFEFF/, '');
  const streams = streamsOf(kept, checkpoint, 2);
  const compared = compare(checked, streams, checkpoint);
  insistOnOrder(checked, streams, kept, checkpoint);
  if (compared === 0) end(2, `${checkpoint} says nothing of the streams in this bundle`);
}
const inLog = provenInLog(checked, fileHere('log.json'), key, end);
const stamped = stampedBefore(fileHere('log.json'), fileHere, authority, end);
for (const { file, links } of checked) process.stdout.write(`${file}: ${links.length} events, and the chain holds\n`);
for (const line of [inLog, ...stamped]) process.stdout.write(`${line}\n`);
end(0, checkpoint === undefined ? 'ok' : `ok, and it holds what ${checkpoint} says`);
