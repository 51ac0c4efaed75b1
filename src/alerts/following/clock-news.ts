/**
 * The news of time alone: silence that has become longer than somebody wanted, and what lapses. Each has the id of its value
 * and its instant, and the time up to which it was looked for is kept with it: it is told once, after any restart.
 */
import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '../../../events/dates.js';
import type { NegotiationId } from '../../../events/ids.js';
import { isWithin, silenceField, silenceInWords, silentFrom } from '../../../projections/alerts/silence.js';
import type { DeskRow } from '../../../answers/desk.js';
import { StatusChangesCache } from '../../commands/status-changes-cache.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { StreamLoader } from '../../projector/stream-loader.js';
import { currentCall } from '../../queries/pacing/call.js';
import { atTurn } from '../../queries/pacing/run-yielding.js';
import { ProjectionCache } from '../../queries/projection-cache.js';
import type { NewsFor } from '../keeping/keeper.js';
import { newsOf } from './group-news.js';
import { needsRow, seenOf, topicalsOf, wantingChanges, wantingTalks } from './matching.js';
import { Subscribers, type Subscriber } from './subscribers.js';

/** A status turns once a day, and a few times more: so many turns are years in which the server stood still. */
const MOST_TURNS = 2_000;

@Injectable()
export class ClockNews {
  /** When time alone changes the status of a negotiation next, as it was known at a version of it. */
  readonly #turns = new Map<NegotiationId, { readonly version: string; readonly at: Instant }>();

  constructor(
    private readonly subscribers: Subscribers,
    private readonly image: MemoryImage,
    private readonly loader: StreamLoader,
    private readonly statusChanges: StatusChangesCache,
    private readonly cache: ProjectionCache,
  ) {}

  /** What became so after one instant, up to another. Rejects with a `StoreFailure` where a negotiation cannot be loaded. */
  async between(after: Instant, upTo: Instant): Promise<NewsFor[]> {
    const news: NewsFor[] = [];
    for (const id of this.subscribers.wanted(this.image.ids())) {
      const all = this.subscribers.of(id);
      news.push(...(await this.#silences(id, all, after, upTo)), ...(await this.#lapses(id, all, after, upTo)));
    }
    return news;
  }

  async #silences(id: NegotiationId, all: readonly Subscriber[], after: Instant, upTo: Instant): Promise<NewsFor[]> {
    const waiting = all.filter(({ changes: { silentDays } }) => silentDays !== undefined);
    if (waiting.length === 0) return [];
    const row = await this.cache.deskRow(id);
    const newest = Date.parse(row.freshness.newestReportAt ?? '');
    if (Number.isNaN(newest) || row.archived) return [];
    const seen = seenOf(row);
    const days = new Set(waiting.flatMap(({ changes: { silentDays } }) => silentDays ?? []));
    return [...days].flatMap((silent) => {
      const at = silentFrom(newest, silent);
      if (!isWithin(at, after, upTo)) return [];
      const told = wantingTalks(
        waiting.filter(({ changes, madeAt }) => changes.silentDays === silent && madeAt < at),
        seen,
      );
      return told.length === 0 ? [] : [silenceOf(row, silent, newest, at, told)];
    });
  }

  async #lapses(id: NegotiationId, all: readonly Subscriber[], after: Instant, upTo: Instant): Promise<NewsFor[]> {
    const waiting = all.filter(({ changes: { topics } }) => topics.length > 0);
    if (waiting.length === 0) return [];
    const news: NewsFor[] = [];
    const version = this.image.versionOf(id);
    const known = this.#turns.get(id);
    let at = known?.version === version ? known.at : await this.#nextTurn(id, after);
    for (let turns = 0; at <= upTo && turns < MOST_TURNS; turns += 1) {
      if (at > after) {
        const one = await this.#lapse(id, waiting, at);
        if (one) news.push(one);
      }
      at = await this.#nextTurn(id, at);
    }
    this.#turns.set(id, { version, at });
    return news;
  }

  /** When time alone changes the status next, after an instant. */
  async #nextTurn(id: NegotiationId, after: Instant): Promise<Instant> {
    const { log } = await this.loader.load(id);
    return currentCall.exit(() => atTurn(() => this.statusChanges.turnsAfter(log, after)));
  }

  async #lapse(id: NegotiationId, waiting: readonly Subscriber[], at: Instant): Promise<NewsFor | undefined> {
    const { log, state } = await this.loader.load(id);
    const changes = await currentCall.exit(() => atTurn(() => this.statusChanges.byTime(log, at)));
    const wanting = wantingChanges(waiting, topicalsOf(changes)).filter(({ madeAt }) => madeAt < at);
    if (wanting.length === 0) return undefined;
    const told = wanting.some(needsRow) ? wantingTalks(wanting, seenOf(await this.cache.deskRow(id))) : wanting;
    if (told.length === 0) return undefined;
    const talks = { negotiation: id, title: state.registry?.title ?? id, entry: null, entries: 0, changes };
    return newsOf(`time/${id}/${isoOf(at)}`, 'time', at, [{ talks, told }]);
  }
}

function silenceOf(
  { negotiation, title }: DeskRow,
  days: number,
  newest: Instant,
  at: Instant,
  told: readonly Subscriber[],
): NewsFor {
  const change = { field: silenceField(days), from: null, to: days, words: silenceInWords(newest, days) };
  const talks = { negotiation, title, entry: null, entries: 0, changes: [change] };
  return newsOf(`silence/${negotiation}/${days}/${isoOf(at)}`, 'time', at, [{ talks, told }]);
}
