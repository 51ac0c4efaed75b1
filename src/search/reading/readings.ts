/** The negotiations of a search under its lens, as far as it has to read them. */
import { Injectable } from '@nestjs/common';
import type { Database } from 'better-sqlite3';
import { streamOf } from '../../../events/envelope.js';
import type { NegotiationId, PartyId } from '../../../events/ids.js';
import { comparableSource } from '../../../events/text.js';
import { isPresent, type Lens } from '../../../projections/record/lens.js';
import type { SourceDesk } from '../../../projections/record/published-reports.js';
import type { Log } from '../../../projections/report-index/selection.js';
import { LensProjections } from '../../../projections/status/lens-projections.js';
import { WeightedLru } from '../../../projections/support/weighted-lru.js';
import { Clock } from '../../platform/clock.js';
import { Refused } from '../../problems/refused.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { currentSight, type Sight } from '../../queries/pacing/call.js';
import { runYielding } from '../../queries/pacing/run-yielding.js';
import { ProjectionCache } from '../../queries/projection-cache.js';
import { notYetOpened, noSuchRevision } from '../../queries/refusals.js';
import { SearchIndex } from '../search-index.js';
import { isKnownThing } from '../thing-candidates.js';
import { ChangedRecords } from './changed-records.js';
import { LensReading } from './lens-reading.js';
import { PresentSources } from './source-desk.js';
import type { DeskUnderLens, MergedNames } from './unchanged-reports.js';

/** What is kept of readings, in bytes as far as they can be told: callers choose the lenses, and how many. */
const ROOM = 16 * 1024 * 1024;
const OWN_BYTES = 2_000;
const BYTES_OF_AN_EVENT = 40;
/** Of the index that a lens which cuts the record has for itself. */
const BYTES_IN_INDEX = 1_700;

interface Kept {
  readonly version: string;
  readonly reading: LensReading | undefined;
}

@Injectable()
export class LensReadings {
  readonly #kept = new WeightedLru<string, Kept>(ROOM);
  readonly #wholes = new WeakMap<LensProjections, LensReading>();

  constructor(
    private readonly cache: ProjectionCache,
    private readonly image: MemoryImage,
    private readonly clock: Clock,
    private readonly changed: ChangedRecords,
    readonly index: SearchIndex,
    readonly sources: PresentSources,
  ) {}

  /** The bytes that are held under lenses, and of how many. */
  get held(): { readonly bytes: number; readonly lenses: number; readonly room: number } {
    return { bytes: this.#kept.weight, lenses: this.#kept.size, room: ROOM };
  }

  /** What changes have reached, under a lens; undefined where our desk had not opened the negotiation by then. */
  async ofChanged(id: NegotiationId, sight: Sight, lens: Lens): Promise<LensReading | undefined> {
    const key = `${sight} ${id} ${JSON.stringify(lens)}`;
    const { version, log } = await this.changed.of(id, sight);
    const kept = this.#kept.get(key);
    if (kept?.version === version) return kept.reading;
    const under = await this.#upTo(log, id, sight, lens);
    const made = await runYielding(LensProjections.making(under, lens, this.clock.now(), this.changed.indexes));
    const reading = made ? new LensReading(made) : undefined;
    const isCut = lens.recordedBy !== undefined || lens.revision !== undefined;
    const each = isCut ? BYTES_IN_INDEX : BYTES_OF_AN_EVENT;
    this.#kept.set(key, { version, reading }, OWN_BYTES + 4 * key.length + each * under.negotiation.length);
    return reading;
  }

  /** The event of the revision says how far `sources` is read, whatever it is. */
  async #upTo(log: Log, id: NegotiationId, sight: Sight, { revision }: Lens): Promise<Log> {
    if (revision === undefined || log.sources.length === 0) return log;
    const last = await this.changed.eventUpTo(id, sight, revision);
    const upTo = log.negotiation.filter((logged) => logged.revision <= revision);
    if (!last || upTo.at(-1)?.revision === last.revision) return log;
    return { ...log, negotiation: [...upTo, last] };
  }

  /** The whole of a negotiation under a lens that is laid over many. */
  async whole(id: NegotiationId, lens: Lens): Promise<LensReading | undefined> {
    const projections = await this.cache.underAny(await this.cache.load(id), lens);
    if (!projections) return undefined;
    const reading = this.#wholes.get(projections) ?? new LensReading(projections);
    this.#wholes.set(projections, reading);
    return reading;
  }

  /**
   * Throws `Refused` where the negotiation was never opened, or where the lens names what is not in it. The story is not
   * loaded to find out what the index knows.
   */
  async check(id: NegotiationId, lens: Lens): Promise<void> {
    this.cache.requireOpen(id);
    const { revision, table, withoutParty = [], withoutSource = [], withoutOrigin = [] } = lens;
    const head = this.image.revisionOfStream(streamOf(id));
    if (revision !== undefined && revision > head) throw noSuchRevision(revision, head);
    const isKnown = await this.index.search(
      (db) =>
        withoutParty.every((party) => isKnownThing(db, 'party', party, id)) &&
        [...withoutSource, ...withoutOrigin].every((name) => isKnownThing(db, 'source', comparableSource(name), id)),
    );
    if (table || !isKnown) await this.cache.logUnder(await this.cache.load(id), lens);
  }

  /** How a lens that comes before the opening is refused. */
  async notYetOpened(id: NegotiationId, sight: Sight, lens: Lens): Promise<Refused> {
    return notYetOpened(id, (await this.changed.of(id, sight)).log, lens);
  }
}

export class Readings {
  readonly #asked = new Map<NegotiationId, LensReading | undefined>();
  /** What is seen of them by whom it is that searches. */
  readonly sight = currentSight();

  /** @param only the one negotiation that is searched: then the lens may name only what is in it */
  constructor(
    private readonly readings: LensReadings,
    readonly lens: Lens,
    private readonly only: NegotiationId | undefined,
  ) {}

  get isPresent(): boolean {
    return isPresent(this.lens);
  }

  /** Whether no row says by itself that its report stands: what concerns a table depends on other reports. */
  get looksUpAll(): boolean {
    return this.lens.table !== undefined;
  }

  /** One that has been asked for before: without a promise for each of very many reports. */
  known(id: NegotiationId): LensReading | undefined {
    return this.#asked.get(id);
  }

  /**
   * Throws `Refused` where the one negotiation that is searched was never opened, or not by then, or the lens names what is
   * not in it.
   */
  async check(): Promise<void> {
    const { only, lens, sight } = this;
    if (only === undefined) return;
    await this.readings.check(only, lens);
    const isCut = lens.recordedBy !== undefined || lens.revision !== undefined;
    if (isCut && !(await this.of(only))) throw await this.readings.notYetOpened(only, sight, lens);
  }

  /** What changes have reached of one; under a table the whole. Undefined where our desk had not opened it by then. */
  async of(id: NegotiationId): Promise<LensReading | undefined> {
    if (this.#asked.has(id)) return this.#asked.get(id);
    const reading = this.looksUpAll ? await this.whole(id) : await this.readings.ofChanged(id, this.sight, this.lens);
    this.#asked.set(id, reading);
    return reading;
  }

  /** The whole of one, for what the order of its reports decides. */
  async whole(id: NegotiationId): Promise<LensReading | undefined> {
    try {
      return await this.readings.whole(id, this.lens);
    } catch (error) {
      // Of a stream whose opening cannot be read.
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  /** What our desk says under the lens, of sources and of merged parties. */
  async desk(): Promise<DeskUnderLens> {
    const sources = await this.#sources();
    const merged = await this.#withMergedParties();
    return {
      sources,
      mergedNames: (parties): MergedNames =>
        new Map(
          merged.map(([id, reading]) => [
            id,
            parties.flatMap((party) => reading.merges.namesOf('party', party as PartyId)),
          ]),
        ),
    };
  }

  async #sources(): Promise<SourceDesk> {
    const { only, lens } = this;
    // It has a revision, so it has been looked at.
    const reading = only === undefined || lens.revision === undefined ? undefined : await this.of(only);
    return reading?.sources ?? this.readings.sources.under(lens);
  }

  async #withMergedParties(): Promise<(readonly [NegotiationId, LensReading])[]> {
    const ids = await this.readings.index.search((db) => mergedParties(db, this.only));
    const found: (readonly [NegotiationId, LensReading])[] = [];
    for (const id of ids) {
      const reading = await this.of(id);
      if (reading) found.push([id, reading]);
    }
    return found;
  }
}

/** The negotiations in which parties were merged. */
const mergedParties = (db: Database, only: NegotiationId | undefined): NegotiationId[] =>
  db
    .prepare<unknown[], NegotiationId>(
      `SELECT DISTINCT negotiation FROM merged WHERE what = 'party' ${only === undefined ? '' : 'AND negotiation = ?'}`,
    )
    .pluck()
    .all(...(only === undefined ? [] : [only]));
