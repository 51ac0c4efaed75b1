/** A Parley asks its witnesses by itself, and says of each how far it has followed. Real witnesses, over real HTTP. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { WitnessesAnswer, WitnessStanding } from '../../answers/log/witnesses.js';
import { cosignaturesOf } from '../../events/log/cosignature.js';
import { newSigningKey, verifierKeyOf, verifyEd25519 } from '../../events/log/ed25519.js';
import { SIGNATURE_TYPES } from '../../events/log/signed-note.js';
import { readLogCheckpoint } from '../../events/log/log-checkpoint.js';
import type { WitnessAddress } from '../../src/platform/log-settings.js';
import { serveWitness } from '../../src/witness/serve-witness.js';
import { Witness } from '../../src/witness/witness.js';
import { newFolder, remove } from '../app/started-app.js';
import { newKey, putKeys, StartedLog } from '../log/started-log.js';

const SECONDS = 1_800_000_000;
const key = newKey();
const witnessKey = newSigningKey('witness.example.org/w1');
const verifier = verifierKeyOf(witnessKey, SIGNATURE_TYPES.cosignature);
const folder = newFolder();
let server: Awaited<ReturnType<typeof serveWitness>>;
let witness: WitnessAddress;
beforeAll(async () => {
  const setup = { folder, keys: [witnessKey], logs: [verifierKeyOf(key)], now: () => SECONDS * 1000 };
  server = await serveWitness(new Witness(setup), '127.0.0.1', 0);
  witness = { url: server.listeningOrigin, key: verifier };
});
afterAll(async () => {
  await server.close();
  remove(folder);
});

const started = (data: string, ...witnesses: WitnessAddress[]): Promise<StartedLog> =>
  StartedLog.start({ folder: data, log: { isPublic: false, witnesses } });

/** What is said of the witnesses, once each has been asked. */
async function standings(log: StartedLog): Promise<readonly WitnessStanding[]> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { witnesses } = await log.json<WitnessesAnswer>('/log/witnesses');
    if (witnesses.every(({ size, problem }) => size !== null || problem !== null)) return witnesses;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the witnesses are not asked');
}

const data = newFolder();
afterAll(() => remove(data));

test('What a witness has signed is given with the checkpoint, kept, and goes on from there after a new start', async () => {
  putKeys(data, key);
  const first = await started(data, witness);
  expect(await standings(first)).toMatchObject([
    { witness: verifier.name, size: 0, cosignedAt: new Date(SECONDS * 1000).toISOString(), problem: null },
  ]);
  const note = readLogCheckpoint(await (await first.ask('/log/checkpoint')).text())?.note;
  expect(note && (await cosignaturesOf(note, [verifier], verifyEd25519))).toEqual([
    { witness: verifier, seconds: SECONDS },
  ]);
  await first.open('first-talks');
  // What no witness has seen yet bears the signature of the log alone.
  const newer = await first.checkpoint(key);
  expect([newer.size, newer.note.signatures.length]).toEqual([1, 1]);
  await first.halt();

  const second = await started(data, witness);
  for (let tries = 0; (await standings(second))[0]?.size !== 1; tries += 1) expect(tries).toBeLessThan(500);
  expect((await standings(second))[0]).toMatchObject({ size: 1, problem: null });
  await second.halt();
});

test('A log that was put back is found out, and so is one that shows another history', async () => {
  const fork = newFolder();
  putKeys(fork, key);
  const back = await started(fork, witness);
  expect((await standings(back))[0]?.problem).toBe(
    'it has seen 1 events of this log, which holds 0: the log was put back',
  );
  await back.open('other-talks');
  await back.halt();
  const other = await started(fork, witness);
  expect((await standings(other))[0]).toMatchObject({
    size: null,
    problem: 'it has seen another history of this log',
  });
  await other.stop();
});

test('One that is not there, answers nonsense, does not watch this log or signs with another key is named', async () => {
  const odd = createServer((_, response) => void response.end('— nobody AAAA\n'));
  odd.listen(0, '127.0.0.1');
  await once(odd, 'listening');
  const { port } = odd.address() as AddressInfo;
  const unknown = newFolder();
  putKeys(unknown, newSigningKey('elsewhere.example/log'));
  const other = verifierKeyOf(newSigningKey(witnessKey.name), SIGNATURE_TYPES.cosignature);
  const log = await started(
    unknown,
    { url: 'http://127.0.0.1:1', key: verifier },
    { url: `http://127.0.0.1:${port}`, key: verifier },
    witness,
  );
  expect((await standings(log)).map(({ problem }) => problem)).toEqual([
    expect.stringContaining('it cannot be asked'),
    'what it answered is no cosignature by its key',
    'it does not watch this log: tell it the verifier key',
  ]);
  await log.stop();
  putKeys(data, key);
  const strange = await started(data, { ...witness, key: other });
  expect((await standings(strange))[0]?.problem).toBe('what it answered is no cosignature by its key');
  await strange.halt();
  odd.close();
});

test('Where no key signs, it is said', async () => {
  const unsigned = newFolder();
  const log = await started(unsigned, witness);
  expect((await standings(log))[0]?.problem).toMatch(/^nothing can be signed: /);
  await log.stop();
});
