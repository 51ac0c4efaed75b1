/** An article as the log has it: where it came from, what was proposed, what was decided. Without any text. */
import type { NegotiationId, ReportId } from '../../../events/ids.js';
import type {
  ArticleId,
  ArticleSource,
  FeedId,
  IntakeData,
  Kept,
  Proposer,
  Way,
} from '../../../events/intake/intake.js';
import { ASSISTANT, PERSON } from '../../../events/intake/intake.js';
import type { Standing } from '../../../answers/intake/article.js';

/** A proposal for an article, and where its event stands. */
export interface Round {
  readonly round: number;
  readonly revision: number;
  readonly negotiation: NegotiationId | null;
  readonly proposer: Proposer;
  /** The token that an assistant drafted with; else who recorded it. */
  readonly by: string;
  readonly language: string;
  readonly isRead: boolean;
  readonly readTo: number;
}

/** What a person decided last of a candidate. */
export interface Decision {
  readonly standing: Exclude<Standing, 'waiting'>;
  /** The id of its event, which a report that follows from it names. */
  readonly event: string;
  readonly at: string;
  readonly recorder: string;
  readonly accepted?: Pick<IntakeData<'CandidateAccepted'>, 'negotiation' | 'reportId' | 'kind' | 'changed'>;
  readonly reason?: string;
}

export interface KnownCandidate {
  readonly candidate: string;
  readonly round: Round;
  /** Undefined: it waits. */
  readonly decision: Decision | undefined;
  /** How many events there are about it, undone decisions too: the next one is numbered by this. */
  readonly decisions: number;
}

export interface KnownArticle {
  readonly article: ArticleId;
  /** The stream in which everything about it stands. */
  readonly stream: string;
  /** The talks that it is about now. */
  readonly negotiation: NegotiationId | null;
  readonly way: Way;
  readonly feed: FeedId | null;
  readonly source: ArticleSource;
  readonly language: string | undefined;
  readonly length: number;
  readonly kept: Kept | 'gone';
  readonly receivedAt: string;
  /** The id of the event of its reception. */
  readonly event: string;
  readonly position: bigint;
  readonly moves: number;
  /** How often texts of it were erased. */
  readonly erasures: number;
  readonly rounds: readonly Round[];
  /** In the order in which they were proposed. Those that a later proposal replaced are gone from here. */
  readonly candidates: ReadonlyMap<string, KnownCandidate>;
}

/**
 * Whether one passage was picked, by a person or by an assistant for one. It stands beside what is found by reading the
 * whole text, which never takes its place.
 */
export const isPicked = ({ proposer: { name } }: Pick<Round, 'proposer'>): boolean =>
  name === PERSON.name || name === ASSISTANT.name;

/** Whether an assistant has drafted it. */
export const isDrafted = ({ proposer }: Pick<Round, 'proposer'>): boolean => proposer.name === ASSISTANT.name;

export const standingOf = ({ decision }: KnownCandidate): Standing => decision?.standing ?? 'waiting';

export function countsOf({ candidates }: KnownArticle): Record<Standing, number> {
  const counts = { waiting: 0, accepted: 0, rejected: 0 };
  for (const one of candidates.values()) counts[standingOf(one)] += 1;
  return counts;
}

/** A report that was accepted from an article. */
export interface AcceptedFrom {
  readonly article: ArticleId;
  readonly candidate: string;
}

/** The key of a report over all talks. */
export const reportKey = (negotiation: NegotiationId, report: ReportId): string => `${negotiation}/${report}`;
