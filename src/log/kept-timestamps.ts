/**
 * The timestamps that are kept, in a folder beside the log: of each the checkpoint that was timestamped, and what the
 * authority answered, as tools for timestamps read it.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLogCheckpoint, type NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import { writeFileAtomically } from '../platform/atomic-write.js';

/** The folder in a data folder. */
const FOLDER = 'timestamped';

export interface KeptTimestamp {
  /** Its files, without their endings. */
  readonly name: string;
  readonly checkpoint: NotedCheckpoint;
  /** The bytes that were timestamped. */
  readonly text: string;
  /** DER. */
  readonly reply: Uint8Array;
}

const REPLY = '.tsr';
const CHECKPOINT = '.checkpoint';

/** In the order of time, and of size within a second: many authorities tell no less. */
function nameOf(at: number, { size }: NotedCheckpoint, text: string): string {
  const time = new Date(at).toISOString().replaceAll(/[-:]/g, '');
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${time}-${String(size).padStart(16, '0')}-${digest}`;
}

const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === 'ENOENT';

export class KeptTimestamps {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, FOLDER);
  }

  /** The names of all, the newest first. */
  names(): readonly string[] {
    try {
      const files = readdirSync(this.#folder).filter((file) => file.endsWith(REPLY));
      return files
        .map((file) => file.slice(0, -REPLY.length))
        .toSorted()
        .toReversed();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** What is kept under a name; undefined where it is no checkpoint, or is gone. */
  read(name: string): KeptTimestamp | undefined {
    try {
      const text = readFileSync(join(this.#folder, `${name}${CHECKPOINT}`), 'utf8');
      const checkpoint = readLogCheckpoint(text);
      return checkpoint && { name, checkpoint, text, reply: readFileSync(join(this.#folder, `${name}${REPLY}`)) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** @param at what the authority said, in milliseconds since the epoch */
  async keep({ checkpoint, text, reply }: Omit<KeptTimestamp, 'name'>, at: number): Promise<KeptTimestamp> {
    const name = nameOf(at, checkpoint, text);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    // What is found by the reply has its checkpoint.
    await writeFileAtomically(join(this.#folder, `${name}${CHECKPOINT}`), text);
    await writeFileAtomically(join(this.#folder, `${name}${REPLY}`), reply);
    return { name, checkpoint, text, reply };
  }
}
