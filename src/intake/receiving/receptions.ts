/** Takes articles in, whatever way they came: each text once. */
import { Injectable } from '@nestjs/common';
import type { NegotiationId } from '../../../events/ids.js';
import { intakeStreamOf, type ArticleId, type FeedId, type IntakeData } from '../../../events/intake/intake.js';
import { Config } from '../../platform/config.js';
import { ProjectionCache } from '../../queries/projection-cache.js';
import { KeptArticles } from '../kept/kept-articles.js';
import { StoreSecret } from '../kept/store-secret.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { isPicked, type KnownArticle } from '../log/article.js';
import { ArticleProposals } from '../proposing/article-proposals.js';
import type { Submission } from './submission.js';

/** What became of an article that came. */
export interface Reception {
  readonly article: ArticleId;
  readonly duplicate: boolean;
  /** How many events were recorded. */
  readonly recorded: number;
  readonly notes: readonly string[];
}

/** Where an article belongs. */
export interface Belonging {
  readonly negotiation: NegotiationId | null;
  readonly feed?: FeedId;
}

@Injectable()
export class Receptions {
  constructor(
    private readonly log: IntakeLog,
    private readonly kept: KeptArticles,
    private readonly secret: StoreSecret,
    private readonly proposals: ArticleProposals,
    private readonly cache: ProjectionCache,
    private readonly config: Config,
  ) {}

  /** Throws `Refused` (`unknown-negotiation`) where the talks were never opened. */
  async insistOnOpen(negotiation: NegotiationId | null): Promise<void> {
    if (negotiation !== null) await this.cache.load(negotiation);
  }

  /** The same text is the same article: it is not taken in again, also where its text was dropped since. */
  async take(submission: Submission, belonging: Belonging, recorder: string): Promise<Reception> {
    const article = this.secret.articleIdOf(submission.text);
    const { received, isNew } = await this.keep(article, submission, belonging, recorder);
    if (!isNew) return this.#again(received, submission, belonging, recorder);
    const { recorded, failed } = await this.proposals.propose(received, recorder, submission.text);
    return { article, duplicate: false, recorded: recorded + 1, notes: notesOf(submission, failed) };
  }

  /** Takes an article in without reading it. `isNew` is false where it was taken in before. */
  async keep(
    article: ArticleId,
    submission: Submission,
    belonging: Belonging,
    recorder: string,
  ): Promise<{ readonly received: KnownArticle; readonly isNew: boolean }> {
    const known = (await this.log.articles()).byId(article);
    if (known) return { received: known, isNew: false };
    const isNew = await this.#record(article, submission, belonging, recorder);
    const received = (await this.log.articles()).byId(article);
    if (!received) throw new Error('an article that was received is not among the articles');
    return { received, isNew };
  }

  /** The text is on disk before the log says that it is there. @returns false where another process was faster */
  async #record(
    article: ArticleId,
    { text, way, source, language }: Submission,
    { negotiation, feed }: Belonging,
    recorder: string,
  ): Promise<boolean> {
    const { keep } = this.config.intake;
    if (keep === 'text') await this.kept.change(article, () => ({ text, sentences: [], words: {} }));
    const data: IntakeData<'ArticleReceived'> = {
      article,
      negotiation,
      way,
      source,
      length: text.length,
      kept: keep,
      ...(feed === undefined ? {} : { feed }),
      ...(language === undefined ? {} : { language }),
    };
    const stream = intakeStreamOf(negotiation);
    return (await this.log.append(stream, { type: 'ArticleReceived', data }, recorder)) === 'appended';
  }

  /** One that was never read, such as after a crash, is read now. */
  async #again(
    known: KnownArticle,
    submission: Submission,
    belonging: Belonging,
    recorder: string,
  ): Promise<Reception> {
    const { article, negotiation, rounds, kept } = known;
    const unread = rounds.every(isPicked) && kept !== 'gone';
    const { recorded, failed } = unread
      ? await this.proposals.propose(known, recorder, submission.text)
      : { recorded: 0, failed: undefined };
    const elsewhere =
      belonging.negotiation !== null && negotiation !== belonging.negotiation
        ? ['it was received before, for other talks or for none: it can be moved']
        : [];
    return { article, duplicate: true, recorded, notes: [...notesOf(submission, failed), ...elsewhere] };
  }
}

const notesOf = ({ notes }: Submission, failed: string | undefined): string[] => [
  ...notes,
  ...(failed === undefined ? [] : [failed]),
];
