/** The client: one method for each call, typed by the schemas that the server validates with. */
import type { z } from 'zod';
import type { MeAnswer } from '../../../answers/access/me.js';
import type { CitationsAnswer } from '../../../answers/citations.js';
import type { DescriptionAnswer } from '../../../answers/description.js';
import type { DeskAnswer, DeskQuery } from '../../../answers/desk.js';
import type { FragilityAnswer } from '../../../answers/fragility.js';
import type { HistoryAnswer, HistoryEntry } from '../../../answers/history.js';
import type { ImportAnswer } from '../../../answers/import.js';
import type { DraftedAnswer, draftRequest } from '../../../answers/intake/drafts.js';
import type { PartAnswer, PartName } from '../../../answers/parts.js';
import type { ChangedAnswer, OpenedAnswer, RecordedAnswer } from '../../../answers/receipts.js';
import type { ReportAnswer } from '../../../answers/report.js';
import type { SearchAnswer, SearchQuery } from '../../../answers/search.js';
import type { OverviewAnswer, WholeStatusAnswer } from '../../../answers/status.js';
import type { ChangesAnswer } from '../../../answers/story/changes.js';
import type { TimelineAnswer } from '../../../answers/story/timeline.js';
import type { VocabularyAnswer } from '../../../answers/vocabulary.js';
import type { registrySchemas } from '../../../events/registry.js';
import type { reportSchemas } from '../../../events/report.js';
import type { Kind } from '../../../events/vocabulary.js';
import type { HistoryQuery } from '../../../projections/history/history.js';
import { Connection, type Asked, type ConnectionOptions } from './connection.js';
import { follow, type LiveEvent, type LiveOptions } from './live.js';
import { lensQuery, pathOf, type LensFields, type QueryValue } from './query.js';

/** A branded id is any text here: the server says which there are. */
type Plain<T> = T extends string ? (string extends T ? string : T extends { [z.$brand]: unknown } ? string : T) : T;
type Fields<T> = { readonly [F in keyof T]?: Plain<T[F]> | undefined };

/** How many rows at most, and where to go on. */
export interface PageOptions {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The body of a report: its kind, and the fields that reports of this kind have. */
export type ReportBody = {
  [K in Kind]: { readonly kind: K } & Omit<z.input<(typeof reportSchemas)[K]>, 'negotiation'>;
}[Kind];
export type OpeningBody = z.input<typeof registrySchemas.NegotiationOpened>;
export type DraftBody = z.input<typeof draftRequest>;

/** One end of a comparison: a lens, `now`, or `start`, the empty record. */
export type Moment = LensFields | 'now' | 'start';

export interface WriteOptions {
  /** Only tell what it would change. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

const of = (negotiation: string, ...rest: readonly string[]): string =>
  `/v1${pathOf('negotiations', negotiation, ...rest)}`;

const momentQuery = (moment: Moment | undefined, end: 'from' | 'to'): Record<string, QueryValue> => {
  if (moment === undefined || (moment === 'now' && end === 'to')) return {};
  return typeof moment === 'string' ? { [end]: moment } : lensQuery(moment, `${end}.`);
};

/** @see README.md */
export class Parley {
  readonly connection: Connection;

  constructor(options: ConnectionOptions = {}) {
    this.connection = new Connection(options);
  }

  /** Any call that has no method here. Its type is the caller's word. */
  request<T>(path: string, asked?: Asked): Promise<T> {
    return this.connection.json<T>(path, asked);
  }

  /** Who asks, by the token. */
  me(): Promise<MeAnswer> {
    return this.request('/v1/me');
  }

  /** The desk: all talks, each with its status in short. */
  talks(query: Fields<Omit<DeskQuery, keyof PageOptions>> & PageOptions = {}): Promise<DeskAnswer> {
    return this.request('/v1/negotiations', { query: query as Record<string, QueryValue> });
  }

  /** What the talks are: parties, issues, tables, thresholds. */
  description(negotiation: string, lens: LensFields = {}): Promise<DescriptionAnswer> {
    return this.request(of(negotiation), { query: lensQuery(lens) });
  }

  status(negotiation: string, lens: LensFields = {}): Promise<WholeStatusAnswer> {
    return this.request(of(negotiation, 'status'), { query: lensQuery(lens) });
  }

  overview(negotiation: string, lens: LensFields = {}): Promise<OverviewAnswer> {
    return this.request(of(negotiation, 'overview'), { query: lensQuery(lens) });
  }

  /** One part of the status: positions, claims, proposals, agreements, contradictions, terms, sources. */
  part<N extends PartName>(name: N, negotiation: string, lens: LensFields = {}): Promise<PartAnswer<N>> {
    return this.request(of(negotiation, name), { query: lensQuery(lens) });
  }

  /** Where the parties stand, or one of them. */
  positions(negotiation: string, lens: LensFields = {}, party?: string): Promise<PartAnswer<'positions'>> {
    const path = of(negotiation, 'positions', ...(party === undefined ? [] : [party]));
    return this.request(path, { query: lensQuery(lens) });
  }

  /** What differs between two moments, field by field, with the reports that caused it. */
  changes(negotiation: string, { from, to }: { from?: Moment; to?: Moment } = {}): Promise<ChangesAnswer> {
    return this.request(of(negotiation, 'changes'), {
      query: { ...momentQuery(from, 'from'), ...momentQuery(to, 'to') },
    });
  }

  /** A page of the reports, with what became of them. */
  history(
    negotiation: string,
    { lens = {}, ...query }: Fields<HistoryQuery> & PageOptions & { readonly lens?: LensFields } = {},
  ): Promise<HistoryAnswer> {
    const all = { ...lensQuery(lens), ...(query as Record<string, QueryValue>) };
    return this.request(of(negotiation, 'history'), { query: all });
  }

  /** All of them, page by page, as they are asked for. */
  async *entries(
    negotiation: string,
    query: Fields<HistoryQuery> & { readonly lens?: LensFields } = {},
  ): AsyncGenerator<HistoryEntry> {
    let cursor: string | undefined;
    do {
      const page: HistoryAnswer = await this.history(negotiation, { ...query, limit: 500, cursor });
      yield* page.entries;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  /** One report: as recorded, what became of it, what it changed. */
  report(negotiation: string, report: string, lens: LensFields = {}): Promise<ReportAnswer> {
    return this.request(of(negotiation, 'reports', report), { query: lensQuery(lens) });
  }

  /** What reports say and where they were published: at most fifty at once. */
  citations(negotiation: string, reports: readonly string[], lens: LensFields = {}): Promise<CitationsAnswer> {
    return this.request(of(negotiation, 'citations'), { query: { ...lensQuery(lens), report: reports } });
  }

  /** What the status rests on. */
  fragility(negotiation: string, lens: LensFields = {}): Promise<FragilityAnswer> {
    return this.request(of(negotiation, 'fragility'), { query: lensQuery(lens) });
  }

  timeline(negotiation: string, lens: LensFields = {}): Promise<TimelineAnswer> {
    return this.request(of(negotiation, 'timeline'), { query: lensQuery(lens) });
  }

  /** What reports of these talks can name. */
  vocabulary(negotiation: string, q?: string): Promise<VocabularyAnswer> {
    return this.request(of(negotiation, 'vocabulary'), { query: { q } });
  }

  search({
    lens = {},
    ...query
  }: Fields<Omit<SearchQuery, keyof PageOptions | 'what'>> &
    PageOptions & {
      readonly q: string;
      readonly what?: SearchQuery['what'];
      readonly lens?: LensFields;
    }): Promise<SearchAnswer> {
    return this.request('/v1/search', { query: { ...lensQuery(lens), ...(query as Record<string, QueryValue>) } });
  }

  /** What is recorded, as it is recorded, over every break of the connection. */
  live(options: LiveOptions = {}): AsyncGenerator<LiveEvent> {
    return follow(this.connection, options);
  }

  /** Opens talks. Sent again where nobody knows whether it arrived: the same content is recorded once. */
  open(body: OpeningBody, options?: WriteOptions): Promise<OpenedAnswer> {
    return this.#write('/v1/negotiations', body, options);
  }

  /**
   * Records a report. `reportId` is its idempotency key: where none is given, the content is. Either way it is recorded
   * once, however often it is sent; other content under the same id is refused (`id-taken`).
   */
  record(negotiation: string, body: ReportBody, options?: WriteOptions): Promise<RecordedAnswer> {
    return this.#write(of(negotiation, 'reports'), body, options);
  }

  /** A source takes a report back. */
  retract(negotiation: string, report: string, body: object, options?: WriteOptions): Promise<ChangedAnswer> {
    return this.#write(of(negotiation, 'reports', report, 'retraction'), body, options);
  }

  /** A source corrects a report. */
  correct(negotiation: string, report: string, body: object, options?: WriteOptions): Promise<ChangedAnswer> {
    return this.#write(of(negotiation, 'reports', report, 'correction'), body, options);
  }

  /** Our desk entered it wrongly. */
  void(negotiation: string, entry: string, body: object, options?: WriteOptions): Promise<ChangedAnswer> {
    return this.#write(of(negotiation, 'entries', entry, 'void'), body, options);
  }

  /** Drafts a candidate for a person to decide on. */
  draft(body: DraftBody, options: Pick<WriteOptions, 'signal'> = {}): Promise<DraftedAnswer> {
    return this.#write('/v1/intake/drafts', body, options);
  }

  /** Imports the lines of a story. What is sent twice is recorded once. */
  import(lines: string, { dryRun, signal }: WriteOptions = {}): Promise<ImportAnswer> {
    const headers = { 'content-type': 'application/x-ndjson' };
    return this.request('/v1/import', { method: 'POST', body: lines, headers, query: { dryRun }, signal, again: true });
  }

  #write<T>(path: string, body: unknown, { dryRun, signal }: WriteOptions = {}): Promise<T> {
    return this.request(path, { method: 'POST', body, query: { dryRun: dryRun || undefined }, signal, again: true });
  }
}
