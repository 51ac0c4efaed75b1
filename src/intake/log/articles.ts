/** The projection of the streams of intake: the articles by their ids, and the feeds. */
import { z } from 'zod';
import type { RecordedEvent } from '../../../events/envelope.js';
import { erasedText } from '../../../events/erasure/erased.js';
import type { Unreadable } from '../../../events/event.js';
import { slug, type NegotiationId, type ReportId } from '../../../events/ids.js';
import {
  intakeSchemas,
  type ArticleId,
  type FeedId,
  type IntakeData,
  type IntakeEventType,
  type IntakeFact,
} from '../../../events/intake/intake.js';
import { upcast } from '../../../events/upcast.js';
import { isPicked, reportKey, type AcceptedFrom, type Decision, type KnownArticle, type Round } from './article.js';

/** A feed that is polled. */
export interface KnownFeed extends IntakeData<'FeedAdded'> {
  readonly stream: string;
  readonly addedAt: string;
}

/** What is folded of a proposal are the names of its candidates. All else of them is read, and checked, when it is shown. */
const schemas = {
  ...intakeSchemas,
  CandidatesProposed: intakeSchemas.CandidatesProposed.extend({
    candidates: z.array(z.looseObject({ candidate: slug })),
  }),
} as const;

/** Reads a stored event of intake. Candidates are not checked beyond their names. */
function intakeFactOf({ type, data, damaged, schemaVersion }: RecordedEvent): IntakeFact | Unreadable {
  if (damaged !== undefined) return { unreadable: damaged };
  if (!Object.hasOwn(intakeSchemas, type)) return { unreadable: `unknown event type ${type}` };
  const today = upcast(type, data, schemaVersion);
  if (!today) return { unreadable: `schema version ${schemaVersion} is newer than this program` };
  const read = schemas[type as IntakeEventType].safeParse(today);
  if (!read.success) return { unreadable: read.error.issues.map(({ message }) => message).join('; ') };
  return { type, data: read.data } as IntakeFact;
}

export class Articles {
  readonly #byId = new Map<ArticleId, KnownArticle>();
  /** Articles mostly come in their order; those of another stream may be read later. */
  readonly #order: Pick<KnownArticle, 'article' | 'position'>[] = [];
  #isInOrder = true;
  readonly #accepted = new Map<string, AcceptedFrom>();
  readonly #feeds = new Map<FeedId, KnownFeed>();
  readonly #removed = new Set<FeedId>();

  byId(id: ArticleId): KnownArticle | undefined {
    return this.#byId.get(id);
  }

  /** The first received first. */
  all(): KnownArticle[] {
    if (!this.#isInOrder) this.#order.sort((a, b) => Number(a.position - b.position));
    this.#isInOrder = true;
    return this.#order.map(({ article }) => this.#byId.get(article)).filter((one) => one !== undefined);
  }

  feeds(): KnownFeed[] {
    return [...this.#feeds.values()];
  }

  /** Whether a feed is known, also one that was removed. */
  hasHadFeed(id: FeedId): boolean {
    return this.#feeds.has(id) || this.#removed.has(id);
  }

  /** The candidate that a report was last accepted from. */
  acceptedFrom(negotiation: NegotiationId, report: ReportId): AcceptedFrom | undefined {
    return this.#accepted.get(reportKey(negotiation, report));
  }

  /** Applies the next event of a stream. @returns why it cannot be read, if so */
  apply(event: RecordedEvent): string | undefined {
    const fact = intakeFactOf(event);
    if ('unreadable' in fact) return fact.unreadable;
    this.#applyFact(fact, event);
    return undefined;
  }

  #applyFact(fact: IntakeFact, event: RecordedEvent): void {
    switch (fact.type) {
      case 'ArticleReceived':
        this.#receive(fact.data, event);
        return;
      case 'CandidatesProposed':
        this.#propose(fact.data, event);
        return;
      case 'CandidateAccepted':
        this.#accept(fact.data, event);
        return;
      case 'CandidateRejected': {
        const { reason } = fact.data;
        this.#decide(fact.data, {
          standing: 'rejected',
          ...signed(event),
          ...(reason === undefined ? {} : { reason }),
        });
        return;
      }
      case 'DecisionUndone':
        this.#decide(fact.data, undefined);
        return;
      case 'ArticleMoved': {
        const { negotiation } = fact.data;
        this.#change(fact.data.article, ({ moves }) => ({ negotiation, moves: moves + 1 }));
        return;
      }
      case 'ArticleTextDropped':
        this.#change(fact.data.article, () => ({ kept: 'gone' }));
        return;
      case 'ArticleErased': {
        const { reason } = fact.data;
        const text = erasedText({ at: Date.parse(event.recordedAt), reason });
        this.#change(fact.data.article, (article) => withoutTexts(article, fact.data.events, text));
        return;
      }
      case 'FeedAdded':
        this.#feeds.set(fact.data.feed, { ...fact.data, stream: event.stream, addedAt: event.recordedAt });
        return;
      case 'FeedRemoved':
        this.#feeds.delete(fact.data.feed);
        this.#removed.add(fact.data.feed);
        return;
    }
  }

  /** Of a text that two servers received at once into two streams, the first that is read stands. */
  #receive(data: IntakeData<'ArticleReceived'>, { id, stream, recordedAt, position }: RecordedEvent): void {
    if (this.#byId.has(data.article)) return;
    const { article, negotiation, way, feed = null, source, language, length, kept } = data;
    const received = { article, stream, negotiation, way, feed, source, language, length, kept };
    const nothing = {
      receivedAt: recordedAt,
      event: id,
      position,
      moves: 0,
      erasures: 0,
      rounds: [],
      candidates: new Map(),
    };
    this.#byId.set(article, { ...received, ...nothing });
    this.#isInOrder &&= (this.#order.at(-1)?.position ?? -1n) < position;
    this.#order.push({ article, position });
  }

  #propose(data: IntakeData<'CandidatesProposed'>, { revision, recorder }: RecordedEvent): void {
    const { candidates, article: _, token, ...rest } = data;
    const round: Round = { ...rest, revision, by: token ?? recorder };
    this.#change(data.article, (article) => {
      const kept = [...article.candidates].filter(
        ([, one]) => one.decision !== undefined || isPicked(one.round) || isPicked(round),
      );
      const proposed = candidates.map(
        ({ candidate }) => [candidate, { candidate, round, decision: undefined, decisions: 0 }] as const,
      );
      // What was proposed before under the same name stays as it is, with its decision.
      return { rounds: [...article.rounds, round], candidates: new Map([...proposed, ...kept]) };
    });
  }

  #accept(data: IntakeData<'CandidateAccepted'>, event: RecordedEvent): void {
    const { article, candidate, ...accepted } = data;
    this.#accepted.set(reportKey(data.negotiation, data.reportId), { article, candidate });
    this.#decide(data, { standing: 'accepted', ...signed(event), accepted });
  }

  #decide({ article, candidate }: AcceptedFrom, decision: Decision | undefined): void {
    this.#change(article, ({ candidates }) => {
      const known = candidates.get(candidate);
      if (!known) return {};
      return {
        candidates: new Map(candidates).set(candidate, { ...known, decision, decisions: known.decisions + 1 }),
      };
    });
  }

  #change(id: ArticleId, change: (article: KnownArticle) => Partial<KnownArticle>): void {
    const known = this.#byId.get(id);
    if (known) this.#byId.set(id, { ...known, ...change(known) });
  }
}

const signed = ({ id, recordedAt, recorder }: RecordedEvent): Pick<Decision, 'event' | 'at' | 'recorder'> => ({
  event: id,
  at: recordedAt,
  recorder,
});

/** The article as its events tell it once the texts of some were erased. @param text what stands in their place */
function withoutTexts(article: KnownArticle, events: readonly string[], text: string): Partial<KnownArticle> {
  const { source, candidates, erasures, event } = article;
  const { title, url: _, ...rest } = source;
  const isOf = (decision: Decision | undefined): decision is Decision =>
    decision?.reason !== undefined && events.includes(decision.event);
  const decided = [...candidates].map(([name, one]) =>
    isOf(one.decision)
      ? ([name, { ...one, decision: { ...one.decision, reason: text } }] as const)
      : ([name, one] as const),
  );
  return {
    erasures: erasures + 1,
    candidates: new Map(decided),
    ...(events.includes(event) ? { source: { ...rest, ...(title === undefined ? {} : { title: text }) } } : {}),
  };
}
