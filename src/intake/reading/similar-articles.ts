/** Articles that are nearly the same: of one origin, most likely. */
import { Injectable } from '@nestjs/common';
import type { ArticleAnswer } from '../../../answers/intake/article.js';
import { KeptArticles } from '../kept/kept-articles.js';
import type { KnownArticle } from '../log/article.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { IntakeWorkers, TaskFailed } from '../workers/intake-workers.js';

/** How near in time articles are compared, in milliseconds. */
const NEAR = 7 * 86_400_000;
/** With how many articles one is compared: those that are nearest in time. */
const MOST_COMPARED = 60;
/** How many articles before it and after it are looked at. */
const MOST_SEEN = 1_000;
/** From where on two articles count as nearly the same. */
const ALIKE = 0.5;
/** A text is compared by its beginning. */
const LONGEST = 50_000;
const MOST_SHOWN = 5;

const differsLittle = (a: number, b: number): boolean => Math.min(a, b) >= Math.max(a, b) * 0.4;

@Injectable()
export class SimilarArticles {
  constructor(
    private readonly log: IntakeLog,
    private readonly kept: KeptArticles,
    private readonly workers: IntakeWorkers,
  ) {}

  /** The most alike first. None where the texts are not kept. */
  async of(article: KnownArticle, text: string | undefined): Promise<ArticleAnswer['similar']> {
    if (text === undefined) return [];
    const others = await this.#near(article);
    const texts = await Promise.all(
      others.map(async (other) => (await this.kept.read(other.article))?.text?.slice(0, LONGEST)),
    );
    const compared = others.flatMap((other, i) => (texts[i] === undefined ? [] : [{ other, text: texts[i] }]));
    if (compared.length === 0) return [];
    try {
      const found = await this.workers.run(
        'similarities',
        text.slice(0, LONGEST),
        compared.map((one) => one.text),
      );
      return compared
        .map(({ other: { article: id, source, receivedAt } }, i) => ({
          article: id,
          source,
          receivedAt,
          similarity: Math.round((found[i] ?? 0) * 100) / 100,
        }))
        .filter(({ similarity }) => similarity >= ALIKE)
        .toSorted((a, b) => b.similarity - a.similarity)
        .slice(0, MOST_SHOWN);
    } catch (error) {
      if (error instanceof TaskFailed) return [];
      throw error;
    }
  }

  async #near({ article, length, receivedAt }: KnownArticle): Promise<KnownArticle[]> {
    const at = Date.parse(receivedAt);
    const distance = (other: KnownArticle): number => Math.abs(Date.parse(other.receivedAt) - at);
    const all = (await this.log.articles()).all();
    const own = all.findIndex((one) => one.article === article);
    return all
      .slice(Math.max(0, own - MOST_SEEN), own + MOST_SEEN)
      .filter((other) => other.article !== article && other.kept === 'text' && differsLittle(other.length, length))
      .filter((other) => distance(other) <= NEAR)
      .toSorted((a, b) => distance(a) - distance(b))
      .slice(0, MOST_COMPARED);
  }
}
