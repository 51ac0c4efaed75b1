/** What is answered of articles: a row of the queue, and the whole of one. */
import { Injectable } from '@nestjs/common';
import type { ArticleAnswer, ArticleRow } from '../../../answers/intake/article.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { ArticleId } from '../../../events/intake/intake.js';
import { ProjectionCache } from '../../queries/projection-cache.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { KeptArticles } from '../kept/kept-articles.js';
import { countsOf, isPicked, type KnownArticle } from '../log/article.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ProposedCandidates, type Reader } from './proposed-candidates.js';
import { SimilarArticles } from './similar-articles.js';
import { unknownArticle } from './refusals.js';

/** What was read of a proposer that reads texts, not of what was picked. */
const lastRead = ({ rounds }: KnownArticle) => rounds.findLast((round) => !isPicked(round));

@Injectable()
export class ArticleAnswers {
  constructor(
    private readonly log: IntakeLog,
    private readonly kept: KeptArticles,
    private readonly candidates: ProposedCandidates,
    private readonly similar: SimilarArticles,
    private readonly cache: ProjectionCache,
    private readonly image: MemoryImage,
  ) {}

  /** Throws `Refused` (`unknown-article`) where it was never received. */
  async known(id: ArticleId): Promise<KnownArticle> {
    const article = (await this.log.articles()).byId(id);
    if (!article) throw unknownArticle();
    return article;
  }

  async row(article: KnownArticle): Promise<ArticleRow> {
    const { article: id, source, way, feed, receivedAt, language, length } = article;
    return {
      article: id,
      negotiation: await this.#talksOf(article.negotiation),
      source,
      way,
      feed,
      receivedAt,
      language: lastRead(article)?.language ?? language ?? null,
      length,
      candidates: countsOf(article),
    };
  }

  /** @param notes what went otherwise than usual */
  async whole(id: ArticleId, reader: Reader, notes: readonly string[] = []): Promise<ArticleAnswer> {
    const article = await this.known(id);
    const kept = article.kept === 'gone' ? undefined : await this.kept.read(id);
    const read = lastRead(article);
    const isGone = kept === undefined;
    return {
      ...(await this.row(article)),
      text: kept?.text ?? null,
      kept: isGone ? 'gone' : article.kept,
      sentences: kept ? [...kept.sentences] : [],
      isRead: read?.isRead ?? false,
      readTo: read?.readTo ?? 0,
      notes: [...notes, ...(isGone ? ['its text is gone'] : [])],
      proposed: await this.candidates.answers(article, kept, reader),
      similar: await this.similar.of(article, kept?.text),
      talks: article.negotiation === null && kept?.talks ? (kept.talks as ArticleAnswer['talks']) : null,
    };
  }

  async #talksOf(negotiation: NegotiationId | null): Promise<ArticleRow['negotiation']> {
    if (negotiation === null) return null;
    const title = this.image.isOpen(negotiation) ? (await this.cache.deskRow(negotiation)).title : negotiation;
    return { negotiation, title };
  }
}
