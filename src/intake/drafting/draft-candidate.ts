/** Makes a candidate of what an assistant finds worth recording in a text. A person decides on it, as on any other. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MOST_DRAFTS, type DraftedAnswer, type DraftRequest } from '../../../answers/intake/drafts.js';
import { problem, problemOfFields, type FieldError } from '../../../answers/problem.js';
import type { TokenId } from '../../../events/access.js';
import type { JsonObject } from '../../../events/envelope.js';
import { canonicalJson } from '../../../events/canonical.js';
import type { Candidate, Span } from '../../../events/intake/candidate.js';
import { ASSISTANT, type ArticleId } from '../../../events/intake/intake.js';
import { sha256 } from '../../../events/sha256.js';
import { receivedText } from '../../../intake/article.js';
import { Refused } from '../../problems/refused.js';
import { StoreSecret } from '../kept/store-secret.js';
import { isDrafted, standingOf, type KnownArticle } from '../log/article.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ArticleProposals } from '../proposing/article-proposals.js';
import { KnownRecord } from '../proposing/known-record.js';
import { quotedCandidate, unknownNames } from '../proposing/quoted-candidate.js';
import { Receptions } from '../receiving/receptions.js';
import { Submissions, type Submission } from '../receiving/submission.js';

/** Who drafts. */
export interface Drafter {
  readonly recorder: string;
  /** None where a server takes no tokens. */
  readonly token?: TokenId;
}

export class DraftCandidate extends Command<DraftedAnswer> {
  constructor(
    readonly request: DraftRequest,
    readonly drafter: Drafter,
  ) {
    super();
  }
}

const refused = (...errors: readonly FieldError[]): Refused => new Refused(problemOfFields('invalid-request', errors));

const tooMany = (): Refused =>
  new Refused(problem('too-many-drafts', `${MOST_DRAFTS} drafts of this token wait for a person to decide on them`));

/** A draft whose quotation stands in its text. */
interface Draft {
  readonly request: DraftRequest;
  readonly submission: Submission;
  readonly article: ArticleId;
  readonly evidence: readonly Span[];
}

/** The same draft again has the same name. */
function nameOf({ request, evidence: [span] }: Draft): string {
  const { text: _, ...said } = request;
  const digest = sha256(canonicalJson(JSON.parse(JSON.stringify(said)) as JsonObject)).slice(0, 16);
  return `draft-${span?.start ?? 0}-${span?.end ?? 0}-${digest}`;
}

/** The first place where the words stand, exactly. Both are put into the form that a text has when it is received. */
function evidenceOf({ quotation }: DraftRequest, { text }: Submission): Span[] {
  const words = receivedText(quotation);
  const start = /\S/.test(words) ? text.indexOf(words) : -1;
  if (start === -1) throw refused({ pointer: '/quotation', detail: 'must stand in the text, word for word' });
  return [{ start, end: start + words.length }];
}

@CommandHandler(DraftCandidate)
export class DraftCandidateHandler implements ICommandHandler<DraftCandidate> {
  /** The drafts under way of each drafter: they are counted one after the other. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly log: IntakeLog,
    private readonly secret: StoreSecret,
    private readonly submissions: Submissions,
    private readonly receptions: Receptions,
    private readonly record: KnownRecord,
    private readonly proposals: ArticleProposals,
  ) {}

  async execute({ request, drafter }: DraftCandidate): Promise<DraftedAnswer> {
    await this.receptions.insistOnOpen(request.negotiation ?? null);
    const submission = this.submissions.of(request, 'text', { text: request.text });
    const evidence = evidenceOf(request, submission);
    const draft = { request, submission, article: this.secret.articleIdOf(submission.text), evidence };
    return this.#inTurn(drafter.token ?? drafter.recorder, () => this.#draft(draft, drafter));
  }

  async #inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(work, work);
    this.#turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    }
  }

  async #draft(draft: Draft, drafter: Drafter): Promise<DraftedAnswer> {
    const known = (await this.log.articles()).byId(draft.article);
    const name = nameOf(draft);
    const again = known?.candidates.get(name);
    if (known && again)
      return { ...(await this.#answer(draft, known, drafter)), standing: standingOf(again), duplicate: true };
    this.#insistOnPlace(draft, known);
    const candidate = await this.#candidate(draft, known, name);
    if ((await this.#waiting(drafter)) >= MOST_DRAFTS) throw tooMany();
    return this.#keep(draft, candidate, drafter);
  }

  /** A text is in one place, and one that was dropped does not come back by a draft. */
  #insistOnPlace({ request }: Draft, known: KnownArticle | undefined): void {
    if (known?.kept === 'gone') throw refused({ pointer: '/text', detail: 'was received before, and was dropped' });
    const elsewhere =
      known !== undefined && request.negotiation !== undefined && known.negotiation !== request.negotiation;
    if (elsewhere)
      throw refused({
        pointer: '/negotiation',
        detail: 'must be that of the text, which was received before, for other talks or for none',
      });
  }

  async #candidate(
    { request, submission, evidence }: Draft,
    known: KnownArticle | undefined,
    name: string,
  ): Promise<Candidate> {
    const talks = await this.record.of(known?.negotiation ?? request.negotiation ?? null);
    const { text } = submission;
    const faults = unknownNames(request, talks);
    const speaker = request.speaker?.name;
    if (speaker !== undefined && !text.includes(receivedText(speaker).trim()))
      faults.push({ pointer: '/speaker/name', detail: 'must stand in the text' });
    if (faults.length > 0) throw refused(...faults);
    const candidate = quotedCandidate(request, name, evidence, { text, by: 'an assistant' });
    if (!candidate) throw refused({ pointer: '/quotation', detail: 'holds what no report may hold' });
    return candidate;
  }

  async #keep(draft: Draft, candidate: Candidate, drafter: Drafter): Promise<DraftedAnswer> {
    const { article, submission, request } = draft;
    const belonging = { negotiation: request.negotiation ?? null };
    const { received, isNew } = await this.receptions.keep(article, submission, belonging, drafter.recorder);
    const proposal = {
      negotiation: received.negotiation,
      proposer: ASSISTANT,
      ...(drafter.token === undefined ? {} : { token: drafter.token }),
      // Nobody has read the whole text: the rules do, when a person opens it.
      proposed: { sentences: [], language: submission.language ?? '', isRead: false, readTo: 0 },
      candidates: [candidate],
    };
    const recorded = await this.proposals.record(article, proposal, drafter.recorder, submission.text);
    return { ...(await this.#answer(draft, received, drafter)), recorded: recorded + (isNew ? 1 : 0) };
  }

  async #answer(draft: Draft, { negotiation }: KnownArticle, drafter: Drafter): Promise<DraftedAnswer> {
    const { article, evidence } = draft;
    const place = { article, candidate: nameOf(draft), negotiation };
    const waiting = await this.#waiting(drafter);
    return { ...place, standing: 'waiting', evidence: [...evidence], waiting, most: MOST_DRAFTS, recorded: 0 };
  }

  async #waiting({ token, recorder }: Drafter): Promise<number> {
    let count = 0;
    for (const { candidates } of (await this.log.articles()).all())
      for (const one of candidates.values())
        if (one.decision === undefined && isDrafted(one.round) && one.round.by === (token ?? recorder)) count += 1;
    return count;
  }
}
