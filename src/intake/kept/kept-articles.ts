/**
 * The texts of articles and candidates, apart from the log so that they can be dropped: a file for each article in the
 * data folder, whatever the store, that its owner alone may read. The log goes on without them.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import type { CandidateWords } from '../../../events/intake/recorded-candidate.js';
import type { Span } from '../../../events/intake/candidate.js';
import type { ArticleId } from '../../../events/intake/intake.js';
import type { ProposedTalks } from '../../../intake/propose-talks.js';
import { writeFileAtomically } from '../../platform/atomic-write.js';
import { Config } from '../../platform/config.js';
import { addToErasures, erasuresFileOf } from '../../store/erasure/erasures-list.js';

/** A stretch of a text of which the rest is not kept. */
export interface KeptSpan extends Span {
  readonly text: string;
}

export interface KeptArticle {
  /** Undefined where only the spans are kept. */
  readonly text?: string;
  readonly spans?: readonly KeptSpan[];
  readonly sentences: readonly Span[];
  /** The words of each candidate, by its name. */
  readonly words: Readonly<Record<string, CandidateWords>>;
  /** What was proposed where the article was about no talks. */
  readonly talks?: ProposedTalks;
}

/** This program alone writes these files, whole or not at all: only their outline is checked. */
const isKept = (read: unknown): read is KeptArticle => {
  const { sentences, words } = (read ?? {}) as Partial<KeptArticle>;
  return Array.isArray(sentences) && typeof words === 'object';
};

const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === 'ENOENT';

@Injectable()
export class KeptArticles {
  readonly #log = new Logger('Intake');
  /** Changes to the file of one article follow one another. */
  readonly #changing = new Map<ArticleId, Promise<unknown>>();

  constructor(private readonly config: Config) {}

  /** Undefined where the text is gone, or is on another machine. */
  async read(article: ArticleId): Promise<KeptArticle | undefined> {
    try {
      const read: unknown = JSON.parse(await readFile(this.#fileOf(article), 'utf8'));
      if (isKept(read)) return read;
      this.#log.error(`the text of the article ${article} is damaged`);
    } catch (error) {
      if (!isMissing(error)) this.#log.error(`the text of the article ${article} cannot be read: ${String(error)}`);
    }
    return undefined;
  }

  /** @param change is given what is kept so far */
  async change(article: ArticleId, change: (kept: KeptArticle | undefined) => KeptArticle): Promise<void> {
    await this.#inTurn(article, async () => {
      const file = this.#fileOf(article);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFileAtomically(file, JSON.stringify(change(await this.read(article))));
    });
  }

  /** It is listed outside the data folder too, so that no backup brings it back. */
  async drop(article: ArticleId): Promise<void> {
    await this.#inTurn(article, () => rm(this.#fileOf(article), { force: true }));
    const { dataFolder, backup } = this.config;
    try {
      addToErasures(erasuresFileOf(dataFolder, backup.erasures), { article, at: new Date().toISOString() });
    } catch (error) {
      this.#log.error(`the text is dropped, but the list of erasures cannot be written: ${String(error)}`);
    }
  }

  #inTurn<T>(article: ArticleId, work: () => Promise<T>): Promise<T> {
    const before = this.#changing.get(article) ?? Promise.resolve();
    const done = before.then(work, work);
    const settled = done
      .catch(() => undefined)
      .finally(() => {
        if (this.#changing.get(article) === settled) this.#changing.delete(article);
      });
    this.#changing.set(article, settled);
    return done;
  }

  #fileOf(article: ArticleId): string {
    return join(this.config.dataFolder, 'intake', 'texts', article.slice(0, 2), `${article}.json`);
  }
}

/** What stands at a place of a text: from the whole text, or from the spans that are kept. */
export function textAt({ text, spans = [] }: KeptArticle, { start, end }: Span): string | null {
  if (text !== undefined) return text.slice(start, end);
  const around = spans.find((span) => span.start <= start && end <= span.end);
  return around ? around.text.slice(start - around.start, end - around.start) : null;
}
