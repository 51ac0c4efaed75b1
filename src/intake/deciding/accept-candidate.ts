/** Accepts a candidate: a person has decided that it is to be recorded, as an ordinary report. */
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AcceptedAnswer, AcceptRequest } from '../../../answers/intake/decisions.js';
import { problem, problemOfFields } from '../../../answers/problem.js';
import { canonicalJson } from '../../../events/canonical.js';
import type { JsonObject, JsonValue } from '../../../events/envelope.js';
import type { NegotiationId, ReportId } from '../../../events/ids.js';
import type { ArticleId, IntakeFact } from '../../../events/intake/intake.js';
import { RecordReport } from '../../commands/record-report.js';
import type { Writing } from '../../commands/writing.js';
import { Refused } from '../../problems/refused.js';
import { KeptArticles } from '../kept/kept-articles.js';
import { PendingAcceptances } from '../kept/pending-acceptances.js';
import type { KnownArticle, KnownCandidate } from '../log/article.js';
import { intakeEventId } from '../log/intake-event.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ArticleAnswers } from '../reading/article-answers.js';
import { draftOf, ProposedCandidates } from '../reading/proposed-candidates.js';
import { decidedAlready, noTalksYet, unknownCandidate } from '../reading/refusals.js';
import { Acceptances } from '../finishing/acceptances.js';

/** How often it is decided anew because others have decided meanwhile. */
const MOST_TRIES = 10;

export class AcceptCandidate extends Command<AcceptedAnswer> {
  constructor(
    readonly article: ArticleId,
    readonly candidate: string,
    readonly request: AcceptRequest,
    readonly writing: Writing,
  ) {
    super();
  }
}

/** What is to be recorded. */
interface Wanted {
  readonly negotiation: NegotiationId;
  readonly body: JsonObject;
  readonly changed: readonly string[];
}

/** Fields that say nothing of what was proposed. */
const NOT_PROPOSED = new Set(['reportId', 'negotiation', 'corroborates', 'kind']);

/** The fields in which the report differs from the draft. */
function changedFields(draft: JsonObject, report: JsonObject): string[] {
  const asText = (value: JsonValue | undefined) => (value === undefined ? '' : canonicalJson(value));
  return [...new Set([...Object.keys(draft), ...Object.keys(report)])]
    .filter((field) => !NOT_PROPOSED.has(field) && asText(draft[field]) !== asText(report[field]))
    .map((field) => field.slice(0, 60))
    .toSorted()
    .slice(0, 60);
}

@CommandHandler(AcceptCandidate)
export class AcceptCandidateHandler implements ICommandHandler<AcceptCandidate> {
  constructor(
    private readonly commands: CommandBus,
    private readonly log: IntakeLog,
    private readonly answers: ArticleAnswers,
    private readonly candidates: ProposedCandidates,
    private readonly kept: KeptArticles,
    private readonly pending: PendingAcceptances,
    private readonly acceptances: Acceptances,
  ) {}

  async execute({ article: id, candidate: name, request, writing }: AcceptCandidate): Promise<AcceptedAnswer> {
    await this.acceptances.finishLeft();
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const article = await this.answers.known(id);
      const candidate = article.candidates.get(name);
      if (!candidate) throw unknownCandidate(article, name);
      const wanted = await this.#wanted(article, candidate, request);
      const answer = await this.#accepted(article, candidate, wanted, request, writing);
      if (answer) return answer;
    }
    throw new Refused(problem('store-busy', 'others kept deciding on the same candidate; nothing was recorded'));
  }

  async #wanted(article: KnownArticle, candidate: KnownCandidate, request: AcceptRequest): Promise<Wanted> {
    const { kind, report, corroborates } = request;
    const negotiation = request.negotiation ?? article.negotiation;
    if (negotiation === null) throw noTalksYet();
    const given = report as JsonObject;
    if (given['kind'] !== undefined && given['kind'] !== kind)
      throw new Refused(
        problemOfFields('invalid-request', [{ pointer: '/report/kind', detail: `must be ${kind}, or be left out` }]),
      );
    const body = { ...given, ...(corroborates === undefined ? {} : { corroborates }), kind };
    const kept = await this.kept.read(article.article);
    const found = (await this.candidates.of(article, kept)).find(
      ({ known }) => known.candidate === candidate.candidate,
    );
    const draft = found?.whole && kept ? draftOf(found.whole, kind, article, kept) : {};
    const isOtherKind = found !== undefined && found.recorded.kinds[0] !== kind;
    return { negotiation, body, changed: [...changedFields(draft, given), ...(isOtherKind ? ['kind'] : [])] };
  }

  /** Undefined where others have decided meanwhile. */
  async #accepted(
    article: KnownArticle,
    candidate: KnownCandidate,
    wanted: Wanted,
    { kind }: AcceptRequest,
    writing: Writing,
  ): Promise<AcceptedAnswer | undefined> {
    const { negotiation, body, changed } = wanted;
    const { decision } = candidate;
    if (decision?.standing === 'rejected') throw decidedAlready('it was rejected: undo that first');
    // All checks come first: what would be refused is never accepted.
    const tried = await this.#checked(wanted, writing);
    const common = { article: article.article, candidate: candidate.candidate, negotiation, changed: [...changed] };
    if (decision && !isSame(decision.accepted, negotiation, tried.reportId))
      throw decidedAlready(`it was accepted as the report ${decision.accepted?.reportId}: undo that first`);
    if (writing.dryRun) return { ...common, standing: 'waiting', recorded: 0, ...tried };
    const { reportId } = tried;
    const data = { article: article.article, candidate: candidate.candidate, negotiation, reportId, kind };
    const fact: IntakeFact = { type: 'CandidateAccepted', data: { ...data, changed: [...changed] } };
    const event = decision?.event ?? intakeEventId(article.stream, fact, candidate.decisions);
    const report = JSON.parse(JSON.stringify({ ...body, reportId })) as Record<string, never>;
    const { recorder } = writing;
    const name = await this.pending.add({ ...data, event, report, recorder });
    const outcome = decision ? 'duplicate' : await this.log.append(article.stream, fact, recorder, candidate.decisions);
    if (outcome === 'taken') {
      await this.pending.remove(name);
      return undefined;
    }
    const finished = await this.acceptances.finish({ ...data, event, report, recorder });
    await this.pending.remove(name);
    const isNew = outcome === 'appended';
    const { duplicate: _, ...receipt } = finished.receipt;
    return {
      ...common,
      standing: 'accepted',
      recorded: finished.recorded + (isNew ? 1 : 0),
      ...(finished.restored ? { restored: true } : {}),
      ...receipt,
      ...(isNew || finished.recorded > 0 ? {} : { duplicate: true }),
    };
  }

  /** What recording it would change. Throws `Refused` where it cannot be recorded, pointing into `report`. */
  async #checked({ negotiation, body }: Wanted, { recorder, ifMatch }: Writing) {
    try {
      return await this.commands.execute(new RecordReport(negotiation, body, { recorder, ifMatch, dryRun: true }));
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.errors === undefined) throw error;
      const errors = error.problem.errors.map(({ pointer, ...rest }) =>
        pointer === undefined ? rest : { ...rest, pointer: `/report${pointer}` },
      );
      throw new Refused({ ...error.problem, errors }, { cause: error });
    }
  }
}

const isSame = (
  accepted: { readonly negotiation: NegotiationId; readonly reportId: ReportId } | undefined,
  negotiation: NegotiationId,
  reportId: ReportId,
): boolean => accepted?.negotiation === negotiation && accepted.reportId === reportId;
