/** Signed notes, checkpoints, cosignatures and requests to witnesses, in C2SP's formats and by its examples. */
import fc from 'fast-check';
import { toHex, utf8 } from '../../../events/log/bytes.js';
import { cosignatureBytes, cosignaturesOf, cosignedText } from '../../../events/log/cosignature.js';
import {
  newSigningKey,
  readSigningKey,
  signatureBy,
  signed,
  signingKeyText,
  verifierKeyOf,
  verifyEd25519,
} from '../../../events/log/ed25519.js';
import { checkpointBody, readCheckpointBody, readLogCheckpoint } from '../../../events/log/log-checkpoint.js';
import {
  keyIdOf,
  noteText,
  readNote,
  readVerifierKey,
  SIGNATURE_TYPES,
  verifiedNote,
  verifierKeyText,
} from '../../../events/log/signed-note.js';
import { addCheckpointBody, readAddCheckpoint } from '../../../events/log/witness-request.js';
import { leafHash } from '../../../events/log/merkle.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200);

const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE =
  'This is an example message.\n\n' +
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

const key = newSigningKey('parley.example/log');
const checkpoint = { origin: 'parley.example/log', size: 3, root: leafHash(utf8('root')) };
const text = checkpointBody(checkpoint);
const note = { text, signatures: [signatureBy(key, text)] };

describe('a signed note', () => {
  it('of the specification is read, verified and written again', async () => {
    const verifier = readVerifierKey(EXAMPLE_KEY);
    const read = readNote(EXAMPLE);
    if (!verifier || !read) throw new Error('not read');
    expect(verifierKeyText(verifier)).toBe(EXAMPLE_KEY);
    expect(noteText(read)).toBe(EXAMPLE);
    expect(await verifiedNote(read, [verifier], verifyEd25519)).toMatchObject([{ key: verifier }]);
  });

  it('is refused as a whole where a line that claims a known key does not verify; lines of others are passed over', async () => {
    const [mine, other] = [verifierKeyOf(key), newSigningKey('somebody.example/else')];
    const twice = { text, signatures: [signatureBy(other, text), ...note.signatures] };
    expect(await verifiedNote(twice, [mine], verifyEd25519)).toHaveLength(1);
    expect(
      await verifiedNote({ ...note, text: text.replace('\n3\n', '\n4\n') }, [mine], verifyEd25519),
    ).toBeUndefined();
    expect(await verifiedNote({ text, signatures: [signatureBy(other, text)] }, [mine], verifyEd25519)).toEqual([]);
    const otherKey = newSigningKey(key.name);
    expect(await verifiedNote(note, [verifierKeyOf(otherKey)], verifyEd25519)).toEqual([]);
    const collides = { ...signatureBy(otherKey, text), keyId: keyIdOf(mine) };
    expect(await verifiedNote({ text, signatures: [collides] }, [mine], verifyEd25519)).toBeUndefined();
  });

  it('with any bit turned is no note, or not a verified one', async () => {
    const bytes = utf8(noteText(note));
    for (let i = 0; i < bytes.length; i += 1) {
      const read = readNote(Buffer.from(bytes.with(i, (bytes[i] ?? 0) ^ (1 << (i % 8)))).toString());
      const verified = read && (await verifiedNote(read, [verifierKeyOf(key)], verifyEd25519));
      const isAsSigned = read?.text === text && (verified?.length ?? 0) > 0;
      expect([i, (verified?.length ?? 0) === 0 || isAsSigned]).toEqual([i, true]);
    }
  });

  it('is what is left of any text, or nothing', () => {
    const lines = fc.array(fc.constantFrom('', 'a', text, '— a b', EXAMPLE, '— x AAAAAAA=', '\u0000', '\ud800'));
    fc.assert(
      fc.property(lines, (parts) => {
        const given = parts.join('\n');
        const read = readNote(given);
        expect(read ? noteText(read) : given).toBe(given);
      }),
      { numRuns },
    );
    for (const none of ['', '\n\n', text, `${text}\n`, `${noteText(note)}x`, noteText(note).slice(0, -1)])
      expect([none, readNote(none)]).toEqual([none, undefined]);
  });
});

describe('keys', () => {
  it('are written and read as text, and a text that was changed is none', () => {
    const secret = signingKeyText(key);
    expect(readSigningKey(`${secret}\n`)).toEqual({ name: key.name, seed: Uint8Array.from(key.seed) });
    for (const spoilt of [secret.replace('log', 'lag'), secret.slice(0, -4), `X${secret}`, ''])
      expect(readSigningKey(spoilt)).toBeUndefined();
    const publicText = verifierKeyText(verifierKeyOf(key));
    expect(readVerifierKey(publicText)).toMatchObject({ name: key.name, type: 1 });
    for (const spoilt of [
      publicText.replace('log', 'lag'),
      publicText.slice(0, -4),
      publicText.replace(/\+/, ' '),
      'a+b',
    ])
      expect(readVerifierKey(spoilt)).toBeUndefined();
    expect(toHex(keyIdOf(verifierKeyOf(key, SIGNATURE_TYPES.cosignature)))).not.toBe(
      toHex(keyIdOf(verifierKeyOf(key))),
    );
  });
});

describe('a checkpoint of the tree', () => {
  it('is written and read; what is no checkpoint is not read', () => {
    expect(readCheckpointBody(text)).toEqual(checkpoint);
    expect(readLogCheckpoint(noteText(note))).toMatchObject({ ...checkpoint, note });
    expect(readCheckpointBody(`${text}extension\n`)).toEqual(checkpoint);
    const root = text.split('\n')[2] ?? '';
    for (const none of ['a\n01\n', 'a\n-1\n', 'a\n1.5\n', 'a\n99999999999999999999\n', '\n1\n', 'a\n\n'])
      expect([none, readCheckpointBody(`${none}${root}\n`)]).toEqual([none, undefined]);
    for (const none of [`a\n1\n${root}`, `a\n1\n${root.slice(4)}\n`, `a\n1\n${root}\n\n`, 'a\n1\n\n', ''])
      expect([none, readCheckpointBody(none)]).toEqual([none, undefined]);
  });
});

describe('a cosignature', () => {
  const witness = newSigningKey('witness.example/w1');
  const verifier = verifierKeyOf(witness, SIGNATURE_TYPES.cosignature);
  const cosigned = (seconds: number, over = text) => {
    const signature = cosignatureBytes(seconds, signed(witness, cosignedText(seconds, over)));
    return { name: witness.name, keyId: keyIdOf(verifier), signature };
  };

  it('says when the witness saw the checkpoint, and nothing else verifies', async () => {
    const both = { text, signatures: [...note.signatures, cosigned(1_700_000_000)] };
    const found = await cosignaturesOf(both, [verifier, verifierKeyOf(key)], verifyEd25519);
    expect(found).toEqual([{ witness: verifier, seconds: 1_700_000_000 }]);
    const late = cosigned(1_700_000_000);
    late.signature[7] = (late.signature[7] ?? 0) ^ 1;
    expect(await cosignaturesOf({ text, signatures: [late] }, [verifier], verifyEd25519)).toBeUndefined();
    const other = cosigned(1_700_000_000, text.replace('\n3\n', '\n4\n'));
    expect(await cosignaturesOf({ text, signatures: [other] }, [verifier], verifyEd25519)).toBeUndefined();
    expect(await cosignaturesOf(note, [verifier], verifyEd25519)).toEqual([]);
  });
});

describe('a request to a witness', () => {
  it('is written and read, and nothing else is one', () => {
    const proof = [leafHash(utf8('1')), leafHash(utf8('2'))];
    const body = addCheckpointBody(2, proof, note);
    expect(readAddCheckpoint(body)).toMatchObject({ oldSize: 2, proof, checkpoint });
    expect(readAddCheckpoint(addCheckpointBody(0, [], note))).toMatchObject({ oldSize: 0, proof: [] });
    const tooLong = addCheckpointBody(
      2,
      Array.from({ length: 64 }, () => leafHash(utf8('x'))),
      note,
    );
    for (const none of [
      body.replace('old 2', 'old 02'),
      body.replace('old', 'new'),
      body.slice(6),
      tooLong,
      body.slice(0, -1),
      '',
    ])
      expect(readAddCheckpoint(none)).toBeUndefined();
  });
});
