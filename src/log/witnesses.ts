/**
 * The witnesses of this log: they are asked to cosign its newest checkpoint at the start and every few minutes, and what they
 * have signed is kept beside the log and given to readers with it.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { WitnessStanding } from '../../answers/log/witnesses.js';
import { toHex } from '../../events/log/bytes.js';
import { readCosignature } from '../../events/log/cosignature.js';
import { readLogCheckpoint, type NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import { isOfKey, keyIdOf, noteText, verifierKeyText, type NoteSignature } from '../../events/log/signed-note.js';
import { writeFileAtomically } from '../platform/atomic-write.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config.js';
import { WITNESS_MINUTES, type WitnessAddress } from '../platform/log-settings.js';
import { Refused } from '../problems/refused.js';
import { askWitness } from './ask-witness.js';
import { TransparentLog } from './transparent-log.js';

const MINUTE = 60_000;

/** The folder in a data folder: a file for each witness, with the checkpoint that it has cosigned last. */
const FOLDER = 'witnessed';

interface Kept {
  readonly checkpoint: NotedCheckpoint;
  readonly signature: NoteSignature;
  /** Since the epoch. */
  readonly seconds: number;
}

@Injectable()
export class Witnesses implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Witnesses');
  readonly #kept = new Map<WitnessAddress, Kept>();
  readonly #problems = new Map<WitnessAddress, string>();
  readonly #all: readonly WitnessAddress[];
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> | undefined;

  constructor(
    private readonly log: TransparentLog,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    this.#all = config.log.witnesses ?? [];
  }

  onApplicationBootstrap(): void {
    if (this.#all.length === 0) return;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const names = new Set(readdirSync(this.#folder));
    for (const witness of this.#all) {
      const kept = names.has(fileOf(witness)) ? this.#read(witness) : undefined;
      if (kept) this.#kept.set(witness, kept);
    }
    const minutes = this.config.log.witnessMinutes ?? WITNESS_MINUTES;
    this.#timer = setInterval(() => void this.ask(), minutes * MINUTE).unref();
    void this.ask();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#asking;
  }

  /** Asks all of them now, unless they are being asked. Never rejects: `standing` says what became of it. */
  ask(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** What witnesses have signed of the very checkpoint. */
  cosignatures({ note: { text } }: NotedCheckpoint): NoteSignature[] {
    return [...this.#kept.values()]
      .filter(({ checkpoint }) => checkpoint.note.text === text)
      .map(({ signature }) => signature);
  }

  /** How far each has followed, in the order of the settings. */
  standing(): WitnessStanding[] {
    return this.#all.map((witness) => {
      const kept = this.#kept.get(witness);
      const age = kept ? Math.max(0, Math.floor(this.clock.now() / 1000) - kept.seconds) : null;
      return {
        witness: witness.key.name,
        key: verifierKeyText(witness.key),
        size: kept?.checkpoint.size ?? null,
        cosignedAt: kept ? new Date(kept.seconds * 1000).toISOString() : null,
        age,
        checkpoint: kept ? noteText(kept.checkpoint.note) : null,
        problem: this.#problems.get(witness) ?? null,
      };
    });
  }

  async #ask(): Promise<void> {
    let checkpoint: NotedCheckpoint;
    try {
      checkpoint = await this.log.checkpoint();
    } catch (error) {
      const why = error instanceof Refused ? error.problem.detail : String(error);
      for (const witness of this.#all) this.#tell(witness, `nothing can be signed: ${why}`, false);
      return;
    }
    await Promise.all(this.#all.map((witness) => this.#askOne(witness, checkpoint)));
  }

  async #askOne(witness: WitnessAddress, checkpoint: NotedCheckpoint): Promise<void> {
    const last = this.#kept.get(witness)?.checkpoint.size ?? 0;
    const asked = await askWitness(witness, checkpoint, last, (from, to) => this.log.consistency(from, to));
    if ('problem' in asked) return this.#tell(witness, asked.problem, asked.isFork);
    const { text, signatures } = checkpoint.note;
    const note = { text, signatures: [...signatures, asked.signature] };
    this.#kept.set(witness, { checkpoint: { ...checkpoint, note }, ...asked });
    this.#problems.delete(witness);
    try {
      await writeFileAtomically(join(this.#folder, fileOf(witness)), noteText(note));
    } catch (error) {
      this.#tell(witness, `what it signed could not be kept: ${String(error)}`, false);
    }
  }

  /** Keeps a problem, and writes it to the log file where it is new. */
  #tell(witness: WitnessAddress, problem: string, isFork: boolean): void {
    if (this.#problems.get(witness) === problem) return;
    this.#problems.set(witness, problem);
    const said = `${witness.key.name} has not cosigned: ${problem}`;
    if (isFork) this.#logger.error(said);
    else this.#logger.warn(said);
  }

  get #folder(): string {
    return join(this.config.dataFolder, FOLDER);
  }

  /** What a file holds; undefined where it is no checkpoint that the witness has signed: then it is asked anew. */
  #read(witness: WitnessAddress): Kept | undefined {
    const checkpoint = readLogCheckpoint(readFileSync(join(this.#folder, fileOf(witness)), 'utf8'));
    const signature = checkpoint?.note.signatures.find((line) => isOfKey(line, witness.key));
    const read = signature && readCosignature(signature.signature);
    return checkpoint && signature && read ? { checkpoint, signature, seconds: read.seconds } : undefined;
  }
}

const fileOf = ({ key }: WitnessAddress): string => `${toHex(keyIdOf(key))}.checkpoint`;
