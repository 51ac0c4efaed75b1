/** What is remembered of a feed from one poll to the next. It may be lost: then what it holds is read again. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { FeedId } from '../../../events/intake/intake.js';
import { writeFileAtomically } from '../../platform/atomic-write.js';
import { Config } from '../../platform/config.js';
import { StoreSecret } from './store-secret.js';

const remembered = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /**
   * Digests of the ids of items that were read, the last one last: an id is often the address of an article, which may be
   * erased.
   */
  seen: z.array(z.string()),
});
export type Remembered = Readonly<z.infer<typeof remembered>>;

/** How many items are known again. */
const MOST_SEEN = 2_000;
const DIGEST = /^[0-9a-f]{32}$/;
const NOTHING: Remembered = { seen: [] };

@Injectable()
export class FeedMemory {
  readonly #folder: string;

  constructor(
    { dataFolder }: Config,
    private readonly secret: StoreSecret,
  ) {
    this.#folder = join(dataFolder, 'intake', 'feeds');
  }

  /** What is kept of the id of an item. */
  digestOf(id: string): string {
    return this.secret.articleIdOf(id);
  }

  async read(feed: FeedId): Promise<Remembered> {
    try {
      const read = remembered.safeParse(JSON.parse(await readFile(this.#fileOf(feed), 'utf8')));
      if (!read.success) return NOTHING;
      // Earlier versions kept the ids themselves.
      return { ...read.data, seen: read.data.seen.map((id) => (DIGEST.test(id) ? id : this.digestOf(id))) };
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
