/** Makes a candidate of a passage that a person has selected. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OwnCandidateAnswer, OwnCandidateRequest } from '../../../answers/intake/decisions.js';
import { problemOfFields } from '../../../answers/problem.js';
import type { Candidate } from '../../../events/intake/candidate.js';
import { PERSON, type ArticleId } from '../../../events/intake/intake.js';
import { cutTo } from '../../../events/words/cut.js';
import { Refused } from '../../problems/refused.js';
import { KeptArticles } from '../kept/kept-articles.js';
import { isPicked, type KnownArticle } from '../log/article.js';
import { ArticleProposals, articleOf } from '../proposing/article-proposals.js';
import { KnownRecord } from '../proposing/known-record.js';
import { ArticleAnswers } from '../reading/article-answers.js';
import type { Reader } from '../reading/proposed-candidates.js';
import { IntakeWorkers, TaskFailed } from '../workers/intake-workers.js';

const LONGEST_SUMMARY = 4000;

export class AddCandidate extends Command<OwnCandidateAnswer> {
  constructor(
    readonly article: ArticleId,
    readonly request: OwnCandidateRequest,
    readonly recorder: string,
    readonly reader: Reader,
  ) {
    super();
  }
}

const nameOf = ({ evidence, kind }: OwnCandidateRequest): string =>
  `own-${evidence.map(({ start, end }) => `${start}-${end}`).join('.')}`.slice(0, 60) +
  (kind === undefined ? '' : `-${kind}`);

@CommandHandler(AddCandidate)
export class AddCandidateHandler implements ICommandHandler<AddCandidate> {
  constructor(
    private readonly answers: ArticleAnswers,
    private readonly kept: KeptArticles,
    private readonly proposals: ArticleProposals,
    private readonly known: KnownRecord,
    private readonly workers: IntakeWorkers,
  ) {}

  /** The same passage again is the same candidate. */
  async execute({ article: id, request, recorder, reader }: AddCandidate): Promise<OwnCandidateAnswer> {
    const article = await this.answers.known(id);
    const candidate = nameOf(request);
    if (article.candidates.has(candidate))
      return { candidate, duplicate: true, ...(await this.answers.whole(id, reader)), recorded: 0 };
    const text = await this.#textOf(article, request);
    const own = await this.#read(article, request, text, candidate);
    const { negotiation, rounds } = article;
    const read = rounds.findLast((round) => !isPicked(round));
    const proposed = {
      sentences: [],
      language: read?.language ?? article.language ?? 'und',
      isRead: read?.isRead ?? false,
      readTo: text.length,
    };
    const proposal = { negotiation, proposer: PERSON, proposed, candidates: [own] };
    const recorded = await this.proposals.record(id, proposal, recorder, text);
    return { candidate, ...(await this.answers.whole(id, reader)), recorded };
  }

  async #textOf({ article, length }: KnownArticle, { evidence }: OwnCandidateRequest): Promise<string> {
    const outside = evidence.findIndex(({ end }) => end > length);
    if (outside !== -1)
      throw new Refused(
        problemOfFields('invalid-request', [
          { pointer: `/evidence/${outside}/end`, detail: `must be at most ${length}, where the text ends` },
        ]),
      );
    const text = (await this.kept.read(article))?.text;
    if (text === undefined)
      throw new Refused(
        problemOfFields('invalid-request', [{ pointer: '/evidence', detail: 'the text of the article is not kept' }]),
      );
    return text;
  }

  /** What a program reads of the same passage, under the person's own choices. */
  async #read(
    article: KnownArticle,
    { evidence, kind, party, summary }: OwnCandidateRequest,
    text: string,
    candidate: string,
  ): Promise<Candidate> {
    const selected = evidence.map(({ start, end }) => text.slice(start, end).trim()).join(' ');
    if (selected === '')
      throw new Refused(
        problemOfFields('invalid-request', [{ pointer: '/evidence', detail: 'must hold a word of the text' }]),
      );
    const read = await this.#proposedFor(article, evidence, text);
    const kinds = kind === undefined ? (read?.kinds ?? []) : [kind];
    const found = { ...read, confidence: read?.confidence ?? 0, reasons: read?.reasons ?? [] };
    return {
      ...found,
      ...(party === undefined ? {} : { party }),
      candidate,
      evidence,
      kinds,
      asserted: false,
      summary: summary ?? cutTo(selected, LONGEST_SUMMARY),
    };
  }

  /** Where a program cannot read it, a person can all the same. */
  async #proposedFor(
    { negotiation, source, language }: KnownArticle,
    evidence: OwnCandidateRequest['evidence'],
    text: string,
  ): Promise<Candidate | undefined> {
    try {
      const read = articleOf(text, source, language);
      const { candidates } = await this.workers.run('propose', read, await this.known.of(negotiation), false);
      const overlap = (one: Candidate): number =>
        one.evidence.reduce(
          (sum, a) =>
            sum + evidence.reduce((n, b) => n + Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start)), 0),
          0,
        );
      const [best] = candidates.toSorted((a, b) => overlap(b) - overlap(a));
      return best && overlap(best) > 0 ? best : undefined;
    } catch (error) {
      if (error instanceof TaskFailed) return undefined;
      throw error;
    }
  }
}
