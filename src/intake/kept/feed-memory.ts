/** What is remembered of a feed from one poll to the next. It may be lost: then what it holds is read again. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { FeedId } from '../../../events/intake/intake.js';
import { writeFileAtomically } from '../../platform/atomic-write.js';
import { Config } from '../../platform/config.js';

const remembered = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** The ids of items that were read, the last one last. */
  seen: z.array(z.string()),
});
export type Remembered = Readonly<z.infer<typeof remembered>>;

/** How many items are known again. */
const MOST_SEEN = 2_000;
const NOTHING: Remembered = { seen: [] };

@Injectable()
export class FeedMemory {
  readonly #folder: string;

  constructor({ dataFolder }: Config) {
    this.#folder = join(dataFolder, 'intake', 'feeds');
  }

  async read(feed: FeedId): Promise<Remembered> {
    try {
      const read = remembered.safeParse(JSON.parse(await readFile(this.#fileOf(feed), 'utf8')));
      return read.success ? read.data : NOTHING;
    } catch {
      return NOTHING;
    }
  }

  async write(feed: FeedId, { seen, ...rest }: Remembered): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFileAtomically(this.#fileOf(feed), JSON.stringify({ ...rest, seen: seen.slice(-MOST_SEEN) }));
  }

  async forget(feed: FeedId): Promise<void> {
    await rm(this.#fileOf(feed), { force: true });
  }

  #fileOf(feed: FeedId): string {
    return join(this.#folder, `${feed}.json`);
  }
}
