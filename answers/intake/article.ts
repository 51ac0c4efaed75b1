/** One article with what was proposed from it, and what became of that. */
import { z } from 'zod';
import { negotiationId, partyId, reportId, issueId } from '../../events/ids.js';
import { candidate, span } from '../../events/intake/candidate.js';
import { articleId, articleSource, feedId, KEPT, proposer, WAYS } from '../../events/intake/intake.js';
import { KINDS, ROLES } from '../../events/vocabulary.js';

export const STANDINGS = ['waiting', 'accepted', 'rejected'] as const;
export type Standing = (typeof STANDINGS)[number];

const talks = z.strictObject({ negotiation: negotiationId, title: z.string() });
const knownReport = z.strictObject({
  reportId,
  kind: z.enum(KINDS),
  summary: z.string(),
  publisher: z.string(),
  reportedAt: z.string(),
});
const draft = z.strictObject({
  kind: z.enum(KINDS),
  report: z.record(z.string(), z.json()).meta({
    description: 'The body of a report of this kind, as far as it could be read: the form asks for the rest.',
  }),
});
export type Draft = z.infer<typeof draft>;

const proposedFields = candidate.unwrap().omit({ summary: true }).shape;

export const candidateAnswer = z.strictObject({
  ...proposedFields,
  summary: z.string().nullable().meta({ description: 'Null: the words of the candidate are gone.' }),
  text: z.array(z.string().nullable()).meta({ description: 'What stands at each place of the evidence.' }),
  proposer,
  round: z.int().meta({ description: 'Which proposal for the article it comes from; the first is 1.' }),
  negotiation: negotiationId.nullable().meta({ description: 'The talks by whose registry it was read.' }),
  standing: z.enum(STANDINGS),
  decision: z
    .strictObject({
      at: z.string(),
      recorder: z.string().optional().meta({ description: 'Who decided; for auditors alone.' }),
      negotiation: negotiationId.optional(),
      reportId: reportId.optional(),
      kind: z.enum(KINDS).optional(),
      changed: z.array(z.string()).optional().meta({ description: 'The fields that the person changed.' }),
      reason: z.string().optional(),
      voided: z.literal(true).optional().meta({ description: 'The report was voided since, not by undoing this.' }),
      unfinished: z.literal(true).optional().meta({ description: 'The report is not recorded yet.' }),
    })
    .nullable(),
  drafts: z.array(draft).meta({ description: 'A body for each of the ranked kinds, the likeliest first.' }),
  recorded: knownReport.nullable().meta({ description: 'The report of the record that says exactly this already.' }),
  corroborates: z
    .array(knownReport)
    .meta({ description: 'Reports of the same kind, party and subject within three days, of other sources.' }),
});
export type CandidateAnswer = z.infer<typeof candidateAnswer>;

const reasons = candidate.unwrap().shape.reasons;
const proposedTalks = z.strictObject({
  title: z.string(),
  parties: z.array(z.strictObject({ party: partyId, name: z.string(), role: z.enum(ROLES), reasons })),
  issues: z.array(z.strictObject({ issue: issueId, title: z.string(), reasons })),
});

const counts = z.strictObject({ waiting: z.int(), accepted: z.int(), rejected: z.int() });

/** What a queue shows of an article. */
export const articleRow = z.strictObject({
  article: articleId,
  negotiation: talks.nullable().meta({ description: 'The talks that it is about; null where none are known.' }),
  source: articleSource,
  way: z.enum(WAYS),
  feed: feedId.nullable(),
  receivedAt: z.string(),
  language: z.string().nullable(),
  length: z.int().meta({ description: 'Of its text, in UTF-16 units.' }),
  candidates: counts,
});
export type ArticleRow = z.infer<typeof articleRow>;

const similarArticle = z.strictObject({
  article: articleId,
  source: articleSource,
  receivedAt: z.string(),
  similarity: z.number().meta({ description: 'From 0 to 1, by the words that follow one another in both.' }),
});

export const articleAnswer = z.strictObject({
  ...articleRow.shape,
  text: z.string().nullable().meta({ description: 'Null: it is not kept, or gone.' }),
  kept: z.enum([...KEPT, 'gone']).meta({ description: 'spans: only the sentences that candidates rest on.' }),
  sentences: z.array(span),
  isRead: z.boolean().meta({ description: 'False: its language is not one that is read; candidates have no kinds.' }),
  readTo: z.int().meta({ description: 'Less than the length where the text is too long: the rest was not read.' }),
  notes: z.array(z.string()).meta({ description: 'What went otherwise than usual, in words.' }),
  candidates: counts,
  proposed: z.array(candidateAnswer).meta({ description: 'In the order of the text.' }),
  similar: z.array(similarArticle).meta({ description: 'Nearly the same articles, the most alike first.' }),
  talks: proposedTalks.nullable().meta({ description: 'Talks that could be opened for it, where it is about none.' }),
});
export type ArticleAnswer = z.infer<typeof articleAnswer>;

/** How many events a request recorded. */
export const recorded = z.int().meta({ description: 'How many events this recorded.' });

/** Of an article that was received. */
export const receivedAnswer = z.strictObject({
  ...articleAnswer.shape,
  duplicate: z.literal(true).optional().meta({ description: 'The same text was received before: this is that one.' }),
  recorded,
});
export type ReceivedAnswer = z.infer<typeof receivedAnswer>;
