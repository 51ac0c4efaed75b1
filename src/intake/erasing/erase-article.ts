/**
 * Erases what is kept of an article for good: its text and the words of its candidates, its title and address, and the reasons
 * that were given about it. Which articles there were, of which publisher, and what was decided stays.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ArticleErasedAnswer, EraseArticleRequest } from '../../../answers/intake/decisions.js';
import { isoOf } from '../../../events/dates.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { ArticleId } from '../../../events/intake/intake.js';
import { rememberErasure } from '../../backup/scrub.js';
import { storeFailureAsRefusal } from '../../commands/append-refusal.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config.js';
import { EventStore } from '../../store/event-store.js';
import { DropText, DropTextHandler } from '../deciding/drop-text.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ArticleAnswers } from '../reading/article-answers.js';

export class EraseArticle extends Command<ArticleErasedAnswer> {
  /**
   * @param sourceAlone only title and address, and not the reasons; the text goes all the same
   * @param dryRun nothing is erased; the answer says what would be
   */
  constructor(
    readonly article: ArticleId,
    readonly request: EraseArticleRequest,
    readonly recorder: string,
    readonly sourceAlone = false,
    readonly dryRun = false,
  ) {
    super();
  }
}

/** How many events are read at a time. */
const PAGE = 500;

@CommandHandler(EraseArticle)
export class EraseArticleHandler implements ICommandHandler<EraseArticle> {
  constructor(
    private readonly log: IntakeLog,
    private readonly store: EventStore,
    private readonly texts: DropTextHandler,
    private readonly answers: ArticleAnswers,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The text goes first: should that fail, nothing says that it is gone. */
  async execute({ article: id, request, recorder, sourceAlone, dryRun }: EraseArticle): Promise<ArticleErasedAnswer> {
    const { stream, kept } = await this.answers.known(id);
    const found = await storeFailureAsRefusal(this.#erasable(stream, id, sourceAlone));
    const { reason } = request;
    const answer = { article: id, kept: 'gone', reason } as const;
    const erased = found.reduce((sum, { texts }) => sum + texts, 0);
    if (dryRun) return { ...answer, kept, erased, recorded: 0, backups: [], unscavenged: [], dryRun };
    const dropped = await this.texts.execute(new DropText(id, {}, recorder));
    if (found.length === 0) return { ...answer, erased: 0, recorded: dropped.recorded, backups: [], unscavenged: [] };
    const events = found.map(({ event }) => event);
    const { erasures } = await this.answers.known(id);
    const erases = events.map((eventId) => ({ eventId, reason }));
    const data = { article: id, events, reason };
    const outcome = await this.log.append(stream, { type: 'ArticleErased', data }, recorder, erasures, erases);
    if (outcome === 'taken') return this.execute(new EraseArticle(id, request, recorder, sourceAlone));
    const known = { stream, article: id, events, reason, at: isoOf(this.clock.now()) };
    const backups = await rememberErasure(known, this.config);
    const unscavenged = [...(await storeFailureAsRefusal(this.store.unscavenged()))];
    return { ...answer, erased, recorded: dropped.recorded + 1, backups, unscavenged };
  }

  /** The events about the article that have texts, and how many. */
  async #erasable(stream: string, article: ArticleId, sourceAlone: boolean) {
    const found: { readonly event: string; readonly texts: number }[] = [];
    for (let from = 0; ; from += PAGE) {
      const events = await this.store.readStream(stream, { from, limit: PAGE });
      for (const event of events.filter((one) => isAbout(one, article, sourceAlone))) {
        const texts = (await this.store.erasableTexts(stream, event.id)) ?? [];
        if (texts.length > 0) found.push({ event: event.id, texts: texts.length });
      }
      if (events.length < PAGE) return found;
    }
  }
}

const isAbout = ({ type, data }: RecordedEvent, article: ArticleId, sourceAlone: boolean): boolean =>
  data['article'] === article && (!sourceAlone || type === 'ArticleReceived');
