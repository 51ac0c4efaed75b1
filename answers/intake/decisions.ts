/** What a person decides on: a candidate, one of their own, the talks of an article. */
import { z } from 'zod';
import { ERASURE_REASONS } from '../../events/erasure/erased.js';
import { negotiationId, reportId, slug } from '../../events/ids.js';
import { candidate, span } from '../../events/intake/candidate.js';
import { articleId, intakeSchemas } from '../../events/intake/intake.js';
import { KINDS } from '../../events/vocabulary.js';
import { backupsHolding, openedAnswer, recordedAnswer, unscavengedKeys } from '../receipts.js';
import { articleAnswer, recorded, STANDINGS } from './article.js';

export const acceptRequest = z.strictObject({
  kind: z.enum(KINDS),
  report: z.record(z.string(), z.unknown()).meta({ description: 'The body of a report of this kind.' }),
  corroborates: reportId.optional().meta({ description: 'The report of the record that it supports.' }),
  negotiation: negotiationId.optional().meta({ description: 'Other talks than those of the article.' }),
});
export type AcceptRequest = z.infer<typeof acceptRequest>;

const decided = { article: articleId, candidate: slug, standing: z.enum(STANDINGS), recorded } as const;

/** Of an acceptance: that of the report, and what of the candidate the person changed. */
export const acceptedAnswer = z.strictObject({
  ...decided,
  negotiation: negotiationId,
  changed: z.array(z.string()),
  restored: z.literal(true).optional().meta({ description: 'The report had been voided, and counts again.' }),
  ...recordedAnswer.shape,
});
export type AcceptedAnswer = z.infer<typeof acceptedAnswer>;

export const rejectRequest = z.strictObject({ reason: intakeSchemas.CandidateRejected.shape.reason });
export type RejectRequest = z.infer<typeof rejectRequest>;

/** Of a rejection. */
export const decidedAnswer = z.strictObject({
  ...decided,
  duplicate: z.literal(true).optional().meta({ description: 'It was decided so before.' }),
});
export type DecidedAnswer = z.infer<typeof decidedAnswer>;

/** Of undoing: with what the voiding of the report changed in the status. */
export const undoneAnswer = z.strictObject({
  ...decidedAnswer.shape,
  reportId: reportId.nullable().meta({ description: 'The report that was voided.' }),
  changes: recordedAnswer.shape.changes,
});
export type UndoneAnswer = z.infer<typeof undoneAnswer>;

const own = candidate.unwrap().shape;
/** A passage that a person has selected. Whatever is not given is read from it. */
export const ownCandidateRequest = z.strictObject({
  evidence: z.array(span).min(1).max(20),
  kind: z.enum(KINDS).optional(),
  party: own.party,
  summary: own.summary.optional(),
});
export type OwnCandidateRequest = z.infer<typeof ownCandidateRequest>;
export const ownCandidateAnswer = z.strictObject({
  candidate: slug,
  duplicate: z.literal(true).optional(),
  ...articleAnswer.shape,
  recorded,
});
export type OwnCandidateAnswer = z.infer<typeof ownCandidateAnswer>;

export const moveRequest = z.strictObject({ negotiation: negotiationId });
export type MoveRequest = z.infer<typeof moveRequest>;
/** Of a move, and of candidates read anew. */
export const movedArticleAnswer = z.strictObject({ ...articleAnswer.shape, recorded });
export type MovedArticleAnswer = z.infer<typeof movedArticleAnswer>;

/** Of the opening of talks for an article, which is about them from then on. */
export const talksOpenedAnswer = z.strictObject({ ...openedAnswer.shape, article: articleId, recorded });
export type TalksOpenedAnswer = z.infer<typeof talksOpenedAnswer>;

export const dropRequest = z.strictObject({ reason: intakeSchemas.ArticleTextDropped.shape.reason });
export type DropRequest = z.infer<typeof dropRequest>;
export const droppedAnswer = z.strictObject({
  article: articleId,
  kept: z.literal('gone'),
  duplicate: z.literal(true).optional(),
  recorded,
});
export type DroppedAnswer = z.infer<typeof droppedAnswer>;

export const eraseArticleRequest = z.strictObject({ reason: z.enum(ERASURE_REASONS) });
export type EraseArticleRequest = z.infer<typeof eraseArticleRequest>;
/** Of an article that was erased, or would be. */
export const articleErasedAnswer = z.strictObject({
  article: articleId,
  kept: articleAnswer.shape.kept.meta({ description: 'What is kept of its text now: gone, where it was erased.' }),
  reason: z.enum(ERASURE_REASONS),
  erased: z.int().meta({ description: 'How many texts in the log: its title and address, and reasons.' }),
  recorded,
  backups: backupsHolding,
  unscavenged: unscavengedKeys,
  dryRun: openedAnswer.shape.dryRun,
});
export type ArticleErasedAnswer = z.infer<typeof articleErasedAnswer>;

/** The sentence that a report rests on. */
export const evidenceAnswer = z.strictObject({
  negotiation: negotiationId,
  reportId,
  evidence: z
    .strictObject({
      article: articleId,
      candidate: slug,
      source: articleAnswer.shape.source,
      at: z.array(span),
      text: z.array(z.string().nullable()).meta({ description: 'Null: the text is gone.' }),
      proposer: z.strictObject({ name: z.string(), version: z.string() }),
      changed: z.array(z.string()),
      acceptedAt: z.string(),
    })
    .nullable()
    .meta({ description: 'Null: the report was not accepted from an article.' }),
});
export type EvidenceAnswer = z.infer<typeof evidenceAnswer>;
