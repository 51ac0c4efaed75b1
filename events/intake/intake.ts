/**
 * The events of intake: articles that were received, what was proposed from them, and what a person decided. They stand in
 * the stream `intake-<negotiation>`, or in `intake` where an article was received for no talks. No status reads them.
 *
 * No event holds a text of an article or of a candidate: these are kept apart from the log, so that they can be dropped.
 */
import { z } from 'zod';
import { tokenId } from '../access.js';
import { edtf } from '../edtf.js';
import { erasable } from '../erasure/erasable.js';
import { ERASURE_REASONS } from '../erasure/erased.js';
import { negotiationId, reportId, slug, type NegotiationId } from '../ids.js';
import { source } from '../report.js';
import { nameText, prose } from '../text.js';
import { KINDS } from '../vocabulary.js';
import { recordedCandidate } from './recorded-candidate.js';

/** The stream of articles that were received for no talks. */
export const INTAKE_STREAM = 'intake';
const PREFIX = `${INTAKE_STREAM}-`;

/** The stream in which everything about an article stands, wherever it is moved to. */
export const intakeStreamOf = (negotiation: NegotiationId | null): string =>
  negotiation === null ? INTAKE_STREAM : `${PREFIX}${negotiation}`;

export const isIntakeStream = (stream: string): boolean => stream === INTAKE_STREAM || stream.startsWith(PREFIX);

/** Of an article: the digest of its text under the secret of the store. Without the secret no text can be guessed from it. */
export const articleId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, { error: 'must be the id of an article: 32 hexadecimal digits' })
  .brand<'ArticleId'>();
export type ArticleId = z.infer<typeof articleId>;

/** The id of a feed. */
export const feedId = z
  .string()
  .regex(/^[0-9a-f]{12}$/, { error: 'must be the id of a feed: 12 hexadecimal digits' })
  .brand<'FeedId'>();
export type FeedId = z.infer<typeof feedId>;

/** How an article came in. */
export const WAYS = ['text', 'html', 'file', 'url', 'feed'] as const;
export type Way = (typeof WAYS)[number];

/** What of a text is kept: the whole, or only the sentences that candidates rest on. */
export const KEPT = ['text', 'spans'] as const;
export type Kept = (typeof KEPT)[number];

/** The publisher of an article, its address and its date: what every report from it repeats. */
export const articleSource = z.strictObject({
  publisher: source.shape.publisher.optional(),
  origin: source.shape.origin,
  title: source.shape.title,
  url: source.shape.url,
  published: edtf.optional(),
});
export type ArticleSource = Readonly<z.infer<typeof articleSource>>;

const language = z
  .string()
  .max(35)
  .regex(/^[a-zA-Z]{2,3}(-[A-Za-z0-9]{1,8})*$/, { error: 'must be a BCP 47 language tag, such as ar or pt-BR' });

/** By whom candidates were proposed: a program, a person who selected a passage, or an assistant. */
export const proposer = z.strictObject({ name: nameText(60), version: nameText(60) });
export type Proposer = Readonly<z.infer<typeof proposer>>;
/** The proposer of what a person selects. */
export const PERSON: Proposer = { name: 'person', version: '1' };
/** The proposer of what an assistant drafts for a person to decide on. */
export const ASSISTANT: Proposer = { name: 'assistant', version: '1' };

const onCandidate = { article: articleId, candidate: slug } as const;

/** The schema of each event's data, by event type. */
export const intakeSchemas = {
  ArticleReceived: z.strictObject({
    article: articleId,
    negotiation: negotiationId.nullable(),
    way: z.enum(WAYS),
    feed: feedId.optional(),
    source: articleSource,
    language: language.optional(),
    /** Of the text, in UTF-16 code units. */
    length: z.int().nonnegative(),
    kept: z.enum(KEPT),
  }),
  /** A later proposal for the same talks takes the place of what waits of an earlier one by a program. */
  CandidatesProposed: z.strictObject({
    article: articleId,
    /** The talks by whose registry it was read; null where there were none. */
    negotiation: negotiationId.nullable(),
    /** From 1, one more with each proposal for the article. */
    round: z.int().positive(),
    proposer,
    /** Of an assistant: the token that it drafted with. */
    token: tokenId.optional(),
    language,
    /** The language is one that the proposer reads. */
    isRead: z.boolean(),
    /** How far it has read, in code units. */
    readTo: z.int().nonnegative(),
    candidates: z.array(recordedCandidate).max(1000),
  }),
  CandidateAccepted: z.strictObject({
    ...onCandidate,
    negotiation: negotiationId,
    reportId,
    kind: z.enum(KINDS),
    /** The fields in which the report differs from what was proposed. */
    changed: z.array(z.string().max(60)).max(60),
  }),
  CandidateRejected: z.strictObject({ ...onCandidate, reason: erasable(prose(2000)).optional() }),
  /** The candidate waits again. Where it was accepted, its report was voided first. */
  DecisionUndone: z.strictObject(onCandidate),
  /** The article is about these talks, and no others. */
  ArticleMoved: z.strictObject({ article: articleId, negotiation: negotiationId }),
  /** Its text and those of its candidates were dropped. */
  ArticleTextDropped: z.strictObject({ article: articleId, reason: erasable(prose(2000)).optional() }),
  /**
   * Its text and those of its candidates were dropped, and the keys of the texts of these events destroyed: of its title and
   * address, and of reasons. It holds no text of its own, which could say again what was erased.
   */
  ArticleErased: z.strictObject({
    article: articleId,
    /** The ids of the events. */
    events: z.array(z.uuid()).min(1).max(1000),
    reason: z.enum(ERASURE_REASONS),
  }),
  FeedAdded: z.strictObject({
    feed: feedId,
    negotiation: negotiationId.nullable(),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    publisher: source.shape.publisher.optional(),
    /** An item is taken where its title or summary holds one of these; all are, where there are none. */
    words: z.array(nameText(100)).max(100),
    minutes: z.int().min(5).max(1440),
  }),
  FeedRemoved: z.strictObject({ feed: feedId }),
} as const;
export type IntakeEventType = keyof typeof intakeSchemas;
export type IntakeData<T extends IntakeEventType> = Readonly<z.infer<(typeof intakeSchemas)[T]>>;

/** What an event of intake says. */
export type IntakeFact = {
  [T in IntakeEventType]: { readonly type: T; readonly data: IntakeData<T> };
}[IntakeEventType];
