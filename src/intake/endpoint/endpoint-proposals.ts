/** Asks the endpoint for candidates, where one is configured: only when a person has seen what is sent, and says so. */
import { Command, CommandHandler, Query, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Injectable } from '@nestjs/common';
import type { EndpointAnswer, EndpointAskedAnswer } from '../../../answers/intake/endpoint.js';
import { problem, problemOfFields } from '../../../answers/problem.js';
import type { Span } from '../../../events/intake/candidate.js';
import type { ArticleId } from '../../../events/intake/intake.js';
import type { Known } from '../../../intake/known.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config.js';
import { Refused } from '../../problems/refused.js';
import { KeptArticles } from '../kept/kept-articles.js';
import type { KnownArticle } from '../log/article.js';
import { ArticleProposals } from '../proposing/article-proposals.js';
import { KnownRecord } from '../proposing/known-record.js';
import { ArticleAnswers } from '../reading/article-answers.js';
import type { Reader } from '../reading/proposed-candidates.js';
import { schemaFor } from './answer-schema.js';
import { ChatClient, EndpointFailed } from './chat-client.js';
import { checkedAnswer, type CheckedAnswer } from './checked-answer.js';
import { OwnExamples } from './own-examples.js';
import { messagesFor, sentSentences, type Message } from './prompt.js';

/** How often it is asked, where the answer cannot be used. */
const TRIES = 2;
const VERSION = '1';

/** An article as it would be sent. */
interface Asking {
  readonly article: KnownArticle;
  readonly text: string;
  readonly sentences: readonly Span[];
  readonly known: Known;
  readonly messages: readonly Message[];
  readonly schema: object;
}

/** The endpoint that is configured, if one is. */
@Injectable()
export class Endpoint {
  readonly client: ChatClient | undefined;

  constructor(config: Config, clock: Clock) {
    const { endpoint } = config.intake;
    this.client = endpoint && new ChatClient(endpoint, () => clock.now());
  }

  /** Throws `Refused` where none is configured. */
  get configured(): ChatClient {
    if (this.client) return this.client;
    throw new Refused(problem('no-endpoint', 'PARLEY_INTAKE_URL and PARLEY_INTAKE_MODEL name one'));
  }
}

@Injectable()
export class Askings {
  constructor(
    private readonly answers: ArticleAnswers,
    private readonly kept: KeptArticles,
    private readonly record: KnownRecord,
    private readonly examples: OwnExamples,
  ) {}

  /** Throws `Refused` where the text is not kept. */
  async of(id: ArticleId): Promise<Asking> {
    const article = await this.answers.known(id);
    const kept = article.kept === 'gone' ? undefined : await this.kept.read(id);
    const text = kept?.text;
    if (kept === undefined || text === undefined)
      throw new Refused(
        problemOfFields('invalid-request', [
          { parameter: 'article', detail: 'its text is not kept, and cannot be sent' },
        ]),
      );
    const known = await this.record.of(article.negotiation);
    const sentences = sentSentences(kept.sentences);
    const own = await this.examples.of(article.negotiation, id);
    const messages = messagesFor(text, sentences, known, article.source.published, own);
    return { article, text, sentences, known, messages, schema: schemaFor(known) };
  }
}

export class ShowAsking extends Query<EndpointAnswer> {
  constructor(readonly article: ArticleId) {
    super();
  }
}

@QueryHandler(ShowAsking)
export class ShowAskingHandler implements IQueryHandler<ShowAsking> {
  constructor(
    private readonly endpoint: Endpoint,
    private readonly askings: Askings,
  ) {}

  async execute({ article }: ShowAsking): Promise<EndpointAnswer> {
    const { client } = this.endpoint;
    if (!client) return { configured: false, host: null, model: null, left: null, request: null };
    const { messages, schema } = await this.askings.of(article);
    const { host, left, settings } = client;
    const request = client.requestFor(messages, schema) as unknown as EndpointAnswer['request'];
    return { configured: true, host, model: settings.model, left, request };
  }
}

export class AskEndpoint extends Command<EndpointAskedAnswer> {
  constructor(
    readonly article: ArticleId,
    readonly recorder: string,
    readonly reader: Reader,
  ) {
    super();
  }
}

@CommandHandler(AskEndpoint)
export class AskEndpointHandler implements ICommandHandler<AskEndpoint> {
  constructor(
    private readonly endpoint: Endpoint,
    private readonly askings: Askings,
    private readonly proposals: ArticleProposals,
    private readonly answers: ArticleAnswers,
  ) {}

  /** Where nothing of its answer can be used, what was proposed before stays, and the answer says so. */
  async execute({ article: id, recorder, reader }: AskEndpoint): Promise<EndpointAskedAnswer> {
    const client = this.endpoint.configured;
    const asking = await this.askings.of(id);
    try {
      const { candidates, dropped } = await this.#asked(client, asking);
      const recorded = await this.#record(client, asking, candidates, recorder);
      const notes = dropped > 0 ? [`${dropped} of what the endpoint answered did not hold, and was dropped`] : [];
      return { ...(await this.answers.whole(id, reader, notes)), served: true, dropped, recorded };
    } catch (error) {
      if (!(error instanceof EndpointFailed)) throw error;
      const note = `the endpoint ${client.host} did not help: ${error.message}; what the rules propose stands`;
      return { ...(await this.answers.whole(id, reader, [note])), served: false, dropped: 0, recorded: 0 };
    }
  }

  async #asked(client: ChatClient, asking: Asking): Promise<CheckedAnswer> {
    const { messages, schema } = asking;
    let why = 'nothing of its answer can be used';
    for (let tries = 0; tries < TRIES; tries += 1)
      try {
        const checked = checkedAnswer(await client.complete(messages, schema), asking);
        if (checked && (checked.candidates.length > 0 || checked.dropped === 0)) return checked;
        if (checked) why = `none of its ${checked.dropped} candidates holds`;
      } catch (error) {
        if (!(error instanceof EndpointFailed)) throw error;
        why = error.message;
      }
    throw new EndpointFailed(why);
  }

  #record(
    client: ChatClient,
    { article, text, sentences }: Asking,
    candidates: CheckedAnswer['candidates'],
    recorder: string,
  ): Promise<number> {
    const { negotiation, language } = article;
    const readTo = sentences.at(-1)?.end ?? 0;
    const proposed = { sentences: [], language: language ?? 'und', isRead: true, readTo };
    const name = `endpoint ${client.settings.model}`.replaceAll(/[\s\p{Cc}]+/gu, ' ').slice(0, 60);
    const proposal = { negotiation, proposer: { name, version: VERSION }, proposed, candidates };
    return this.proposals.record(article.article, proposal, recorder, text);
  }
}
