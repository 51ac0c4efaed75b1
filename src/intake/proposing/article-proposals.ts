/** Has an article read, and records what is proposed from it: the words apart from the log, the rest in it. */
import { Injectable } from '@nestjs/common';
import type { Candidate, Span } from '../../../events/intake/candidate.js';
import type { TokenId } from '../../../events/access.js';
import type { ArticleId, ArticleSource, IntakeData, Proposer } from '../../../events/intake/intake.js';
import { partsOf, type CandidateWords } from '../../../events/intake/recorded-candidate.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { Article } from '../../../intake/article.js';
import { PROPOSER } from '../../../intake/proposer.js';
import { Config } from '../../platform/config.js';
import { KeptArticles, textAt, type KeptArticle } from '../kept/kept-articles.js';
import { isPicked, type KnownArticle } from '../log/article.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { IntakeWorkers, TaskFailed } from '../workers/intake-workers.js';
import type { ProposedFrom } from '../workers/tasks.js';
import { KnownRecord } from './known-record.js';

/** How often a proposal is numbered anew because others have proposed meanwhile. */
const MOST_TRIES = 20;

/** The language of a text of which it could not be told. */
const UNDETERMINED = 'und';

/** An article as its reader gets it. */
export const articleOf = (text: string, source: ArticleSource, language: string | undefined): Article => ({
  text,
  ...(JSON.parse(JSON.stringify(source)) as ArticleSource as Omit<Article, 'text'>),
  ...(language === undefined ? {} : { language }),
});

const NOTHING_KEPT: KeptArticle = { sentences: [], words: {} };

/** What a proposal adds to what is kept of an article. */
interface Proposal {
  readonly negotiation: NegotiationId | null;
  readonly proposer: Proposer;
  /** Of an assistant. */
  readonly token?: TokenId;
  readonly proposed: Omit<ProposedFrom, 'candidates' | 'left'>;
  readonly candidates: readonly Candidate[];
}

@Injectable()
export class ArticleProposals {
  constructor(
    private readonly log: IntakeLog,
    private readonly kept: KeptArticles,
    private readonly workers: IntakeWorkers,
    private readonly known: KnownRecord,
    private readonly config: Config,
  ) {}

  /**
   * Reads an article anew, by the registry of its talks, and records what is proposed. Without its text nothing is.
   * @param text where it is at hand; else as it is kept
   * @returns how many events were recorded, and why it could not be read, if so
   */
  async propose(
    { article, negotiation, source, language }: KnownArticle,
    recorder: string,
    text?: string,
  ): Promise<{ readonly recorded: number; readonly failed?: string }> {
    const whole = text ?? (await this.kept.read(article))?.text;
    if (whole === undefined) return { recorded: 0, failed: 'its text is not kept, and cannot be read again' };
    try {
      const known = await this.known.of(negotiation);
      const read = articleOf(whole, source, language);
      const proposed = await this.workers.run('propose', read, known, negotiation === null);
      const { candidates, left } = proposed;
      const proposal = { negotiation, proposer: { ...PROPOSER }, proposed, candidates };
      const recorded = await this.record(article, proposal, recorder, whole);
      return left > 0 ? { recorded, failed: `${left} more candidates of it are not shown` } : { recorded };
    } catch (error) {
      if (!(error instanceof TaskFailed)) throw error;
      return { recorded: 0, failed: error.message };
    }
  }

  /** Records a proposal as the next of its article. @returns how many events were recorded */
  async record(id: ArticleId, proposal: Proposal, recorder: string, text?: string): Promise<number> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const known = (await this.log.articles()).byId(id);
      if (!known) throw new Error('candidates of an article that was not received');
      const round = known.rounds.length + 1;
      const named = proposal.candidates.map((one) => this.#named(one, proposal, round));
      await this.#keep(id, proposal, named, text);
      const { proposed, negotiation, proposer, token } = proposal;
      const data: IntakeData<'CandidatesProposed'> = {
        article: id,
        negotiation,
        round,
        proposer,
        ...(token === undefined ? {} : { token }),
        language: proposed.language || UNDETERMINED,
        isRead: proposed.isRead,
        readTo: proposed.readTo,
        candidates: named.map((one) => partsOf(one).recorded),
      };
      const outcome = await this.log.append(known.stream, { type: 'CandidatesProposed', data }, recorder);
      if (outcome !== 'taken') return outcome === 'appended' ? 1 : 0;
    }
    throw new Error('others kept proposing for the same article');
  }

  /** What is picked keeps its name; what a program proposes again is something else than before. */
  #named(one: Candidate, proposal: Proposal, round: number): Candidate {
    const keepsName = round === 1 || isPicked(proposal);
    return keepsName ? one : { ...one, candidate: `${one.candidate.slice(0, 80)}-r${round}` };
  }

  async #keep(id: ArticleId, { proposed }: Proposal, candidates: readonly Candidate[], text?: string): Promise<void> {
    await this.kept.change(id, (before = NOTHING_KEPT) => {
      const words: Record<string, CandidateWords> = { ...before.words };
      for (const one of candidates) words[one.candidate] = partsOf(one).words;
      const sentences = proposed.sentences.length > 0 ? proposed.sentences : before.sentences;
      const kept = { ...before, words, sentences, ...(proposed.talks ? { talks: proposed.talks } : {}) };
      const whole = text ?? before.text;
      if (this.config.intake.keep === 'text') return whole === undefined ? kept : { ...kept, text: whole };
      return this.#spansOnly(kept, candidates, whole);
    });
  }

  #spansOnly(before: KeptArticle, candidates: readonly Candidate[], whole: string | undefined): KeptArticle {
    const { text: _, spans = [], ...kept } = before;
    const places: readonly Span[] = candidates.flatMap(({ evidence }) => evidence);
    const from = { ...kept, spans, ...(whole === undefined ? {} : { text: whole }) };
    const more = places.flatMap(({ start, end }) => {
      const text = textAt(from, { start, end });
      return text === null || spans.some((span) => span.start === start && span.end === end)
        ? []
        : [{ start, end, text }];
    });
    return { ...kept, spans: [...spans, ...more] };
  }
}
