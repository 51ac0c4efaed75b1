/**
 * A witness of other logs: it cosigns a checkpoint where the log has only grown since the one that it cosigned last. What it
 * has cosigned is on the disk before it says so. It needs no log of its own.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cosignatureBytes, cosignedText } from '../../events/log/cosignature.js';
import { signed, verifierKeyOf, verifyEd25519, type SigningKey } from '../../events/log/ed25519.js';
import { readLogCheckpoint, type NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import {
  isOfKey,
  keyIdOf,
  noteText,
  signatureLine,
  SIGNATURE_TYPES,
  verifiedNote,
  type NoteSignature,
  type VerifierKey,
} from '../../events/log/signed-note.js';
import { witnessAnswer } from '../../events/log/witness.js';
import { readAddCheckpoint } from '../../events/log/witness-request.js';
import { writeFileAtomically } from '../platform/atomic-write.js';

/** What is answered over HTTP. */
export interface WitnessReply {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: string;
  readonly body: string;
}

const PLAIN = 'text/plain; charset=utf-8';
const SIZE = 'text/x.tlog.size';

const reply = (status: WitnessReply['status'], body: string, type = PLAIN): WitnessReply => ({ status, type, body });

export interface WitnessSetup {
  /** Where it keeps what it has cosigned. */
  readonly folder: string;
  /** All of them cosign. */
  readonly keys: readonly SigningKey[];
  /** The keys of the logs that it watches. */
  readonly logs: readonly VerifierKey[];
  /** In milliseconds since the epoch. */
  readonly now: () => number;
}

export class Witness {
  readonly #setup: WitnessSetup;
  #last: Promise<unknown> = Promise.resolve();

  constructor(setup: WitnessSetup) {
    this.#setup = setup;
    mkdirSync(setup.folder, { recursive: true, mode: 0o700 });
  }

  /** `POST add-checkpoint`. One after another, so that no older checkpoint replaces a newer one. */
  addCheckpoint(body: string): Promise<WitnessReply> {
    const now = this.#last.then(() => this.#add(body));
    this.#last = now.catch(() => undefined);
    return now;
  }

  /**
   * `GET <origin hash>/checkpoint`: the newest that was cosigned.
   * @param hash SHA-256 of the origin, in hexadecimal digits
   */
  newest(hash: string): WitnessReply {
    const known = /^[\da-f]{64}$/.test(hash) ? this.#read(hash) : undefined;
    return known ? reply(200, noteText(known.note)) : reply(404, 'no checkpoint of this log was cosigned here\n');
  }

  async #add(body: string): Promise<WitnessReply> {
    const request = readAddCheckpoint(body);
    if (!request) return reply(400, 'this is no request of tlog-witness\n');
    const { checkpoint } = request;
    const keys = this.#setup.logs.filter(({ name }) => name === checkpoint.origin);
    if (keys.length === 0) return reply(404, 'this log is not watched here\n');
    const verified = await verifiedNote(checkpoint.note, keys, verifyEd25519);
    if (!verified || verified.length === 0) return reply(403, 'the checkpoint is not signed by a key of this log\n');
    const decided = witnessAnswer(this.#read(hashOf(checkpoint.origin)), request);
    switch (decided.answer) {
      case 'bad-request':
        return reply(400, 'the old size is more than that of the checkpoint\n');
      case 'conflict':
        return reply(409, `${decided.size}\n`, SIZE);
      case 'inconsistent':
        return reply(422, 'the checkpoint is not proven to go on from the one that was cosigned last\n');
      case 'cosign':
        return this.#cosigned(checkpoint, keys);
    }
  }

  async #cosigned(checkpoint: NotedCheckpoint, logs: readonly VerifierKey[]): Promise<WitnessReply> {
    const { text, signatures } = checkpoint.note;
    const own = this.#setup.keys.map((key) => this.#cosignature(key, text));
    const ofTheLog = signatures.filter((line) => logs.some((key) => isOfKey(line, key)));
    await writeFileAtomically(
      this.#file(hashOf(checkpoint.origin)),
      noteText({ text, signatures: [...ofTheLog, ...own] }),
    );
    return reply(200, own.map(signatureLine).join(''));
  }

  #cosignature(key: SigningKey, text: string): NoteSignature {
    const seconds = Math.floor(this.#setup.now() / 1000);
    const keyId = keyIdOf(verifierKeyOf(key, SIGNATURE_TYPES.cosignature));
    return { name: key.name, keyId, signature: cosignatureBytes(seconds, signed(key, cosignedText(seconds, text))) };
  }

  #file(hash: string): string {
    return join(this.#setup.folder, `${hash}.checkpoint`);
  }

  #read(hash: string): NotedCheckpoint | undefined {
    let text: string;
    try {
      text = readFileSync(this.#file(hash), 'utf8');
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
      throw error;
    }
    const checkpoint = readLogCheckpoint(text);
    // To go on as if nothing had been seen would cosign whatever comes.
    if (!checkpoint) throw new Error(`${this.#file(hash)} holds no checkpoint: put back the file that was there`);
    return checkpoint;
  }
}

const hashOf = (origin: string): string => createHash('sha256').update(origin).digest('hex');
