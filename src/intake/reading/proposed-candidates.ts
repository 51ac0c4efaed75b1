/** The candidates of an article as its answer shows them: with their words, drafts, decisions, and what the record has already. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CandidateAnswer, Draft } from '../../../answers/intake/article.js';
import type { JsonObject } from '../../../events/envelope.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { Candidate } from '../../../events/intake/candidate.js';
import { wholeOf, type RecordedCandidate } from '../../../events/intake/recorded-candidate.js';
import type { Kind } from '../../../events/vocabulary.js';
import { draftReport } from '../../../intake/draft-report.js';
import { Refused } from '../../problems/refused.js';
import type { CountedReports } from '../../../projections/report-index/counted-reports.js';
import { textAt, type KeptArticle } from '../kept/kept-articles.js';
import { standingOf, type Decision, type KnownArticle, type KnownCandidate } from '../log/article.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { articleOf } from '../proposing/article-proposals.js';
import { EventStore } from '../../store/event-store.js';
import { KnownRecord } from '../proposing/known-record.js';
import { corroborated, sameReport } from './known-reports.js';

/** After so many milliseconds other work of the process gets its turn. */
const AT_ONCE = 8;

/** Where the words of candidates are gone. */
const NO_WORDS: KeptArticle = { sentences: [], words: {} };

/** Who looks. */
export interface Reader {
  readonly seesRecorders: boolean;
}

/** A candidate with all that it is made of. */
export interface FoundCandidate {
  readonly known: KnownCandidate;
  readonly recorded: RecordedCandidate;
  /** Undefined where its words are gone. */
  readonly whole: Candidate | undefined;
}

/** The body of a report of a kind. @param kept with the words that the draft takes */
export const draftOf = (whole: Candidate, kind: Kind, article: KnownArticle, kept: KeptArticle): JsonObject => {
  const text = kept.text ?? '';
  return draftReport(whole, kind, articleOf(text, article.source, article.language), text);
};

@Injectable()
export class ProposedCandidates {
  constructor(
    private readonly log: IntakeLog,
    private readonly record: KnownRecord,
    private readonly store: EventStore,
  ) {}

  /** In the order of the text. */
  async of(article: KnownArticle, kept: KeptArticle | undefined): Promise<FoundCandidate[]> {
    const found: FoundCandidate[] = [];
    for (const round of article.rounds)
      for (const recorded of await this.log.candidatesAt(article.stream, round.revision)) {
        const known = article.candidates.get(recorded.candidate);
        if (known?.round.round !== round.round) continue;
        const words = kept?.words[recorded.candidate];
        found.push({ known, recorded, whole: words && wholeOf(recorded, words) });
      }
    return found.toSorted((a, b) => (a.recorded.evidence[0]?.start ?? 0) - (b.recorded.evidence[0]?.start ?? 0));
  }

  async answers(article: KnownArticle, kept: KeptArticle | undefined, reader: Reader): Promise<CandidateAnswer[]> {
    const found = await this.of(article, kept);
    const counted = await this.#countedOf(article, found);
    const answers: CandidateAnswer[] = [];
    const secret = await this.store.secret('content-ids');
    let begun = performance.now();
    for (const one of found) {
      answers.push(this.#answer(one, article, kept ?? NO_WORDS, counted, reader, secret));
      if (performance.now() - begun < AT_ONCE) continue;
      await yieldToEventLoop();
      begun = performance.now();
    }
    return answers;
  }

  /** The records of all talks that the candidates are about, or were accepted into. */
  async #countedOf(
    { negotiation }: KnownArticle,
    found: readonly FoundCandidate[],
  ): Promise<ReadonlyMap<NegotiationId, CountedReports>> {
    const ids = new Set([negotiation, ...found.map(({ known }) => known.decision?.accepted?.negotiation ?? null)]);
    const counted = new Map<NegotiationId, CountedReports>();
    for (const id of ids) {
      if (id === null) continue;
      try {
        counted.set(id, await this.record.counted(id));
      } catch (error) {
        // Talks of another log: what is known of the article holds all the same.
        if (!(error instanceof Refused)) throw error;
      }
    }
    return counted;
  }

  #answer(
    { known, recorded, whole }: FoundCandidate,
    article: KnownArticle,
    kept: KeptArticle,
    counted: ReadonlyMap<NegotiationId, CountedReports>,
    reader: Reader,
    secret: Uint8Array | undefined,
  ): CandidateAnswer {
    const drafts: Draft[] = whole
      ? whole.kinds.map((kind) => ({ kind, report: draftOf(whole, kind, article, kept) as Draft['report'] }))
      : [];
    const of = article.negotiation === null ? undefined : counted.get(article.negotiation);
    const [likeliest] = drafts;
    const waits = known.decision === undefined && article.negotiation !== null && of !== undefined;
    const { round } = known;
    return {
      ...(whole ?? { ...recorded, reasons: [] }),
      summary: whole?.summary ?? null,
      text: recorded.evidence.map((span) => textAt(kept, span)),
      proposer: round.proposer,
      round: round.round,
      negotiation: round.negotiation,
      standing: standingOf(known),
      decision: known.decision ? decisionOf(known.decision, counted, reader) : null,
      drafts,
      recorded:
        waits && likeliest && article.negotiation !== null
          ? sameReport(of, article.negotiation, { ...(likeliest.report as JsonObject), kind: likeliest.kind }, secret)
          : null,
      corroborates: waits && whole ? corroborated(of, whole, article.source) : [],
    };
  }
}

function decisionOf(
  { at, recorder, accepted, reason }: Decision,
  counted: ReadonlyMap<NegotiationId, CountedReports>,
  { seesRecorders }: Reader,
): NonNullable<CandidateAnswer['decision']> {
  const common = { at, ...(seesRecorders ? { recorder } : {}), ...(reason === undefined ? {} : { reason }) };
  if (!accepted) return common;
  return { ...common, ...accepted, changed: [...accepted.changed], ...standingOfReport(accepted, counted) };
}

/** Whether the report counts: it may be voided, or not recorded yet. */
function standingOfReport(
  { negotiation, reportId }: NonNullable<Decision['accepted']>,
  counted: ReadonlyMap<NegotiationId, CountedReports>,
): { readonly voided?: true; readonly unfinished?: true } {
  const selection = counted.get(negotiation)?.selection;
  if (!selection || selection.published.get(reportId)) return {};
  const isRecorded = selection.entries.some(({ logged }) => (logged.id as string) === (reportId as string));
  return isRecorded ? { voided: true } : { unfinished: true };
}
