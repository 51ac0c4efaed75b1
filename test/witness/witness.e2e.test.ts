/** A witness, over real HTTP: it cosigns a log that only grows, and finds out one that shows two readers two histories. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsistencyAnswer } from '../../answers/log/proofs.js';
import { fromBase64, toHex } from '../../events/log/bytes.js';
import { cosignaturesOf } from '../../events/log/cosignature.js';
import { newSigningKey, signatureBy, verifierKeyOf, verifyEd25519 } from '../../events/log/ed25519.js';
import { checkpointBody, readLogCheckpoint, type NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import { emptyRoot, type Hash } from '../../events/log/merkle.js';
import { noteText, signaturesIn, SIGNATURE_TYPES, type SignedNote } from '../../events/log/signed-note.js';
import { addCheckpointBody } from '../../events/log/witness-request.js';
import { sha256OfBytes } from '../../events/sha256.js';
import { serveWitness } from '../../src/witness/serve-witness.js';
import { Witness } from '../../src/witness/witness.js';
import { newFolder, remove } from '../app/started-app.js';
import { newKey, ORIGIN, putKeys, StartedLog } from '../log/started-log.js';

const SECONDS = 1_800_000_000;
const key = newKey();
const witnessKey = newSigningKey('witness.example.org/w1');
const verifier = verifierKeyOf(witnessKey, SIGNATURE_TYPES.cosignature);

type Served = Awaited<ReturnType<typeof serveWitness>>;
let [folder, base] = ['', ''];
let server: Served;
const startWitness = async (): Promise<void> => {
  const setup = { folder, keys: [witnessKey], logs: [verifierKeyOf(key)], now: () => SECONDS * 1000 };
  server = await serveWitness(new Witness(setup), '127.0.0.1', 0);
  base = server.listeningOrigin;
};
beforeEach(async () => {
  folder = newFolder();
  await startWitness();
});
afterEach(async () => {
  await server.close();
  remove(folder);
});

const post = (body: string): Promise<Response> => fetch(`${base}/add-checkpoint`, { method: 'POST', body });
const hashes = (texts: readonly string[]): Hash[] => texts.map((text) => fromBase64(text) as Hash);

/** Shows the witness the newest checkpoint of a log, with the proof from an earlier size. */
async function shown(log: StartedLog, oldSize: number): Promise<{ answer: Response; checkpoint: NotedCheckpoint }> {
  const checkpoint = await log.checkpoint(key);
  const proof =
    oldSize === 0 || oldSize > checkpoint.size
      ? []
      : (await log.json<ConsistencyAnswer>(`/log/consistency?from=${oldSize}&to=${checkpoint.size}`)).proof;
  return { answer: await post(addCheckpointBody(oldSize, hashes(proof), checkpoint.note)), checkpoint };
}

async function cosigners(note: SignedNote, answer: Response) {
  const lines = signaturesIn(await answer.text()) ?? [];
  return cosignaturesOf({ text: note.text, signatures: [...note.signatures, ...lines] }, [verifier], verifyEd25519);
}

async function aLog(): Promise<StartedLog> {
  const data = newFolder();
  putKeys(data, key);
  const log = await StartedLog.start({ folder: data });
  await log.open('first-talks');
  await log.open('second-talks');
  return log;
}

test('A log that grows is cosigned, with the time; what was cosigned last is told, and survives a new start', async () => {
  const log = await aLog();
  const first = await shown(log, 0);
  expect(first.answer.status).toBe(200);
  expect(await cosigners(first.checkpoint.note, first.answer)).toEqual([{ witness: verifier, seconds: SECONDS }]);
  await log.open('third-talks');
  await server.close();
  await startWitness();
  const behind = await shown(log, 0);
  expect([behind.answer.status, behind.answer.headers.get('content-type')]).toEqual([409, 'text/x.tlog.size']);
  expect(await behind.answer.text()).toBe('2\n');
  const next = await shown(log, 2);
  expect([next.answer.status, next.checkpoint.size]).toEqual([200, 3]);
  const newest = await fetch(`${base}/${toHex(sha256OfBytes(Buffer.from(ORIGIN)))}/checkpoint`);
  const kept = readLogCheckpoint(await newest.text());
  expect(kept?.note.text).toBe(next.checkpoint.note.text);
  expect(kept && (await cosignaturesOf(kept.note, [verifier], verifyEd25519))).toHaveLength(1);
  expect((await fetch(`${base}/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
  await log.stop();
});

test('A log that shows two readers two histories is found out', async () => {
  const log = await aLog();
  expect((await shown(log, 0)).answer.status).toBe(200);
  await log.halt();
  const [fork] = [newFolder()];
  putKeys(fork, key);
  copyFileSync(join(log.folder, 'parley.sqlite'), join(fork, 'parley.sqlite'));
  const [one, other] = [await StartedLog.start({ folder: log.folder }), await StartedLog.start({ folder: fork })];
  await one.open('shown-to-one');
  await other.open('shown-to-another');
  await other.open('and-more');
  const toOne = await shown(one, 2);
  expect(toOne.answer.status).toBe(200);
  const toOther = await shown(other, 3);
  expect(toOther.checkpoint.size).toBe(4);
  expect(toOther.answer.status).toBe(422);
  expect((await shown(other, 2)).answer.status).toBe(409);
  await Promise.all([one.stop(), other.stop()]);
});

test('What is not signed by a log that is watched, or no request at all, is refused as the protocol says', async () => {
  const signed = (size: number, root: Hash, by = key, origin = ORIGIN): SignedNote => {
    const text = checkpointBody({ origin, size, root });
    return { text, signatures: [signatureBy(by, text)] };
  };
  const root = sha256OfBytes(Buffer.from('a root'));
  const stranger = newSigningKey('stranger.example/log');
  const statuses = await Promise.all(
    [
      'no request',
      addCheckpointBody(5, [], signed(4, root)),
      addCheckpointBody(0, [], signed(4, root, stranger, stranger.name)),
      addCheckpointBody(0, [], signed(4, root, newKey())),
      noteText(signed(4, root)),
      addCheckpointBody(0, [], { ...signed(4, root), text: checkpointBody({ origin: ORIGIN, size: 5, root }) }),
      addCheckpointBody(0, [root], signed(4, root)),
      addCheckpointBody(0, [], signed(0, root)),
      addCheckpointBody(0, [], signed(0, emptyRoot())),
      'x'.repeat(70_000),
    ].map(async (body) => (await post(body)).status),
  );
  expect(statuses).toEqual([400, 400, 404, 403, 400, 403, 422, 422, 200, 413]);
});
