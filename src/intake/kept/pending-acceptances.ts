/**
 * Acceptances whose report is not recorded yet: a file for each in the data folder, on disk before the acceptance is
 * recorded and gone once its report is. What a crash leaves here is finished at the next start.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { negotiationId, reportId, slug } from '../../../events/ids.js';
import { articleId } from '../../../events/intake/intake.js';
import { writeFileAtomically } from '../../platform/atomic-write.js';
import { Config } from '../../platform/config.js';

const pendingAcceptance = z.object({
  article: articleId,
  candidate: slug,
  negotiation: negotiationId,
  reportId,
  /** The id of the event of the acceptance. */
  event: z.string(),
  /** The report with its kind and its id. */
  report: z.record(z.string(), z.json()),
  recorder: z.string(),
});
export type PendingAcceptance = Readonly<z.infer<typeof pendingAcceptance>>;

const ENDING = '.json';

@Injectable()
export class PendingAcceptances {
  readonly #folder: string;

  constructor({ dataFolder }: Config) {
    this.#folder = join(dataFolder, 'intake', 'pending');
  }

  /** @returns its name, by which it is removed */
  async add(pending: PendingAcceptance): Promise<string> {
    const name = `${randomUUID()}${ENDING}`;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFileAtomically(join(this.#folder, name), JSON.stringify(pending));
    return name;
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true });
  }

  /** Those that an earlier process left, by their names; one that cannot be read is null. */
  async left(): Promise<ReadonlyMap<string, PendingAcceptance | null>> {
    const names = await readdir(this.#folder).catch(() => []);
    const left = new Map<string, PendingAcceptance | null>();
    for (const name of names.filter((one) => one.endsWith(ENDING))) {
      const read = pendingAcceptance.safeParse(
        JSON.parse(await readFile(join(this.#folder, name), 'utf8').catch(() => 'null')),
      );
      left.set(name, read.success ? read.data : null);
    }
    return left;
  }
}
