/**
 * What persons have accepted in the same talks, as examples of how an endpoint should answer. On the record alone, without
 * the names of speakers and without notes, and nothing of which a text was ever erased.
 */
import { Injectable } from '@nestjs/common';
import { isErasedText } from '../../../events/erasure/erased.js';
import type { NegotiationId, ReportId } from '../../../events/ids.js';
import type { ArticleId } from '../../../events/intake/intake.js';
import type { Report } from '../../../events/report.js';
import type { CountedReports } from '../../../projections/report-index/counted-reports.js';
import { Config } from '../../platform/config.js';
import { KeptArticles, textAt } from '../kept/kept-articles.js';
import type { KnownArticle } from '../log/article.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { KnownRecord } from '../proposing/known-record.js';
import { ProposedCandidates } from '../reading/proposed-candidates.js';
import type { AnsweredCandidate } from './answer-schema.js';

/** How many are sent at most. */
const MOST_EXAMPLES = 5;

/** Sentences of an article, and what a person recorded of them. */
export interface OwnExample {
  readonly sentences: readonly string[];
  readonly candidate: Omit<AnsweredCandidate, 'sentences' | 'quotation'>;
}

interface Accepted {
  readonly article: KnownArticle;
  readonly candidate: string;
  readonly reportId: ReportId;
  readonly at: string;
}

const isErasedIn = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).some(isErasedIn) : isErasedText(value);

const isSent = (report: Report): boolean => report.attribution === 'on-the-record' && !isErasedIn(report);

function candidateOf(report: Report): OwnExample['candidate'] {
  const { kind, speaker, attribution, occurredAt = null } = report;
  const {
    party = null,
    claim = null,
    issue = null,
    proposal = null,
    agreement = null,
  } = report as Partial<Record<'party' | 'claim' | 'issue' | 'proposal' | 'agreement', string>>;
  const said = { speaker: { name: null, capacity: speaker.capacity }, attribution };
  return { kind, party, ...said, claim, issue, proposal, agreement, occurredAt };
}

@Injectable()
export class OwnExamples {
  constructor(
    private readonly config: Config,
    private readonly log: IntakeLog,
    private readonly kept: KeptArticles,
    private readonly candidates: ProposedCandidates,
    private readonly record: KnownRecord,
  ) {}

  /** Those that were accepted last; none unless the server is set so. @param article the one that is asked about */
  async of(negotiation: NegotiationId | null, article: ArticleId): Promise<OwnExample[]> {
    if (negotiation === null || this.config.intake.endpoint?.examples !== 'own') return [];
    const reports = reportsOf(await this.record.counted(negotiation));
    const found: OwnExample[] = [];
    for (const one of await this.#accepted(negotiation, article)) {
      const report = reports.get(one.reportId);
      const sentences = report && isSent(report) ? await this.#sentencesOf(one) : undefined;
      if (report && sentences) found.push({ sentences, candidate: candidateOf(report) });
      if (found.length === MOST_EXAMPLES) break;
    }
    return found;
  }

  /** The one that was accepted last first. */
  async #accepted(negotiation: NegotiationId, besides: ArticleId): Promise<Accepted[]> {
    const articles = (await this.log.articles()).all().filter(({ article }) => article !== besides);
    const accepted = articles.flatMap((article) =>
      [...article.candidates.values()].flatMap(({ candidate, decision }) =>
        decision?.accepted?.negotiation === negotiation
          ? [{ article, candidate, reportId: decision.accepted.reportId, at: decision.at }]
          : [],
      ),
    );
    return accepted.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** Undefined where they are not kept. */
  async #sentencesOf({ article, candidate }: Accepted): Promise<string[] | undefined> {
    const kept = article.kept === 'gone' ? undefined : await this.kept.read(article.article);
    if (!kept) return undefined;
    const found = (await this.candidates.of(article, kept)).find(({ known }) => known.candidate === candidate);
    const texts = (found?.recorded.evidence ?? []).map((span) => textAt(kept, span));
    return texts.length === 0 || texts.includes(null) ? undefined : (texts as string[]);
  }
}

/** By id, as they read now. */
const reportsOf = ({ all }: CountedReports): ReadonlyMap<ReportId, Report> =>
  new Map(all.map(({ report }) => [report.reportId, report]));
