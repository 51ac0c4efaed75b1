/** The news of what was recorded together: what it changed in each negotiation that somebody follows, and who is told. */
import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '../../../events/dates.js';
import type { Logged } from '../../../events/event.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { Cause, TalksNews } from '../../../projections/alerts/news.js';
import type { ChangeInWords } from '../../../projections/compare/change-sentences.js';
import { StatusChangesCache } from '../../commands/status-changes-cache.js';
import { RecentChangesCache } from '../../live/recent-changes-cache.js';
import type { LoadedNegotiation } from '../../projector/loaded-negotiation.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { StreamLoader } from '../../projector/stream-loader.js';
import { currentCall } from '../../queries/pacing/call.js';
import { atTurn, runYielding } from '../../queries/pacing/run-yielding.js';
import { ProjectionCache } from '../../queries/projection-cache.js';
import type { NewsFor } from '../keeping/keeper.js';
import type { Group, Span } from './groups.js';
import { needsRow, recipientsOf, seenOf, topicalsOf, wantingChanges, wantingTalks } from './matching.js';
import { Subscribers, type Subscriber } from './subscribers.js';

/** What changed in a negotiation, and who is told. */
interface TalksFor {
  readonly talks: TalksNews;
  readonly told: readonly Subscriber[];
}

/** What was recorded last of a negotiation in a group, and what it changed. */
interface Changed {
  readonly position: bigint;
  readonly entry: string | null;
  readonly entries: number;
  readonly changes: readonly ChangeInWords[];
}

const loggedAt = (loaded: LoadedNegotiation, revision: number): Logged | undefined =>
  loaded.log.negotiation.findLast((logged) => logged.revision === revision);

const isReport = (logged: Logged | undefined): boolean => logged?.fact.type === 'Report';

@Injectable()
export class GroupNews {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly image: MemoryImage,
    private readonly loader: StreamLoader,
    private readonly recentChanges: RecentChangesCache,
    private readonly statusChanges: StatusChangesCache,
    private readonly cache: ProjectionCache,
  ) {}

  /** Rejects with a `StoreFailure` where a negotiation cannot be loaded. Undefined where nobody is told. */
  async of(group: Group): Promise<NewsFor | undefined> {
    const found: TalksFor[] = [];
    for (const [id, span] of group.spans) {
      if (!this.subscribers.hasAny(id)) continue;
      const one = await this.#talks(id, (loaded) => this.#changedBySpan(loaded, span, group));
      if (one) found.push(one);
    }
    if (group.grades.length > 0) found.push(...(await this.#byGrades(group)));
    if (found.length === 0) return undefined;
    return newsOf(`recorded/${group.correlation}/${group.last}`, causeOf(group), group.at, found);
  }

  /**
   * What an event that was just applied changed, so that it is known when it is told: the recording has worked it out already.
   */
  remember(id: NegotiationId, revision: number, at: Instant): void {
    if (!this.image.isOpen(id) || this.image.revisionOfStream(`negotiation-${id}`) !== revision) return;
    if (this.image.isLoaded(`negotiation-${id}`))
      void this.recentChanges.prepare(this.image.negotiation(id), revision, at).catch(() => undefined);
  }

  async #talks(
    id: NegotiationId,
    changedIn: (loaded: LoadedNegotiation) => Promise<Changed> | Changed,
  ): Promise<TalksFor | undefined> {
    const loaded = await this.loader.load(id);
    if (!loaded.isOpen) return undefined;
    const { position, ...changed } = await changedIn(loaded);
    const may = this.subscribers.of(id).filter(({ since }) => since < position);
    const wanting = wantingChanges(may, topicalsOf(changed.changes));
    const told = wanting.some(needsRow) ? wantingTalks(wanting, seenOf(await this.cache.deskRow(id))) : wanting;
    if (told.length === 0) return undefined;
    return { talks: { negotiation: id, title: loaded.state.registry?.title ?? id, ...changed }, told };
  }

  async #changedBySpan(loaded: LoadedNegotiation, { first, last, entries }: Span, group: Group): Promise<Changed> {
    const logged = loggedAt(loaded, last);
    const at = logged?.recordedAt ?? group.at;
    const changes =
      first === last ? await this.#changedBy(loaded, last, at) : await this.#across(loaded, first, last, at);
    const entry = entries === 1 && isReport(logged) ? (logged?.id ?? null) : null;
    return { position: logged?.position ?? group.last, entry, entries, changes };
  }

  async #changedBy(loaded: LoadedNegotiation, revision: number, at: Instant): Promise<readonly ChangeInWords[]> {
    await this.recentChanges.prepare(loaded, revision, at);
    return this.recentChanges.changesOf(loaded, revision, at);
  }

  async #across(
    { log }: LoadedNegotiation,
    first: number,
    last: number,
    at: Instant,
  ): Promise<readonly ChangeInWords[]> {
    return currentCall.exit(async () => {
      for (const revision of [first, last]) await runYielding(this.statusChanges.preparing(log, revision));
      return atTurn(() => this.statusChanges.across(log, first, last, at));
    });
  }

  /** The grade of a source may change any status that somebody follows. */
  async #byGrades({ grades, spans }: Group): Promise<TalksFor[]> {
    const found: TalksFor[] = [];
    const [first] = grades[0] ?? [0n];
    const [position, at] = grades.at(-1) ?? [0n, 0];
    for (const id of this.subscribers.wanted(this.image.ids())) {
      // Of those in which something was recorded as well, all is told together.
      if (spans.has(id)) continue;
      const one = await this.#talks(id, async ({ log }) => ({
        position,
        entry: null,
        entries: 0,
        changes: await currentCall.exit(() => atTurn(() => this.statusChanges.byGrade(log, position, at, first))),
      }));
      if (one) found.push(one);
    }
    return found;
  }
}

function causeOf({ spans, grades }: Group): Cause {
  const entries = [...spans.values()].reduce((sum, span) => sum + span.entries, grades.length);
  if (entries > 1) return 'import';
  return spans.size > 0 ? 'entry' : 'source';
}

/** @param found not empty */
export const newsOf = (key: string, cause: Cause, at: Instant, found: readonly TalksFor[]): NewsFor => ({
  news: { key, cause, at: isoOf(at), talks: found.map(({ talks }) => talks) },
  recipients: recipientsOf(found.map(({ told }) => told)),
});
