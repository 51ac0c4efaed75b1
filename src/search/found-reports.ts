/** The reports of one page of a search, with what is shown of each. */
import { Injectable } from '@nestjs/common';
import { streamOf } from '../../events/envelope.js';
import { readEvent } from '../../events/event.js';
import type { NegotiationId, PartyId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { findTerms } from '../../projections/search/marks.js';
import type { Term } from '../../projections/search/search-text.js';
import { textsOfReport } from '../../projections/search/searchable.js';
import type { FoundText, SearchResult } from '../../answers/search.js';
import { loggedWithoutSpeakers } from '../../events/erasure/speakers.js';
import type { Sight } from '../queries/pacing/call.js';
import { EventStore } from '../store/event-store.js';
import type { LensReading, StandingReport } from './reading/lens-reading.js';
import type { Readings } from './reading/readings.js';
import type { ReportCandidate } from './report-candidates.js';
import { SearchIndex } from './search-index.js';
import { PresentSources, reliabilityIn } from './reading/source-desk.js';
import { mayHaveChanged } from './report-rows.js';
import { thingRow } from './thing-candidates.js';

/** The summary, and the other texts that hold words of the search. */
function textsFound(terms: readonly Term[], report: Report): FoundText[] {
  const texts = textsOfReport(report);
  const { marks } = findTerms(
    terms,
    texts.map(({ text }) => text),
  );
  return texts
    .map(({ field, text }, i) => ({
      field,
      text,
      marks: (marks[i] ?? []).map(([start, end]): [number, number] => [start, end]),
    }))
    .filter(({ field, marks: own }) => field === 'summary' || own.length > 0);
}

@Injectable()
export class FoundReports {
  constructor(
    private readonly store: EventStore,
    private readonly index: SearchIndex,
    private readonly sources: PresentSources,
  ) {}

  /** Those of the rows that stand, in their order. */
  async of(rows: readonly ReportCandidate[], terms: readonly Term[], readings: Readings): Promise<SearchResult[]> {
    const results: SearchResult[] = [];
    for (const row of rows) {
      const reading = readings.isPresent && row.touched === 0 ? undefined : await readings.of(row.negotiation);
      const found =
        reading && (readings.looksUpAll || mayHaveChanged(row.touched))
          ? reading.report(row.id)
          : await this.#asRecorded(row, readings.sight, reading);
      if (found) results.push(await this.#result(row, found, reading, terms, readings));
    }
    return results;
  }

  /** Read from the log alone: a search does not load the negotiations that it finds something in. */
  async #asRecorded(
    { negotiation, revision }: ReportCandidate,
    sight: Sight,
    reading: LensReading | undefined,
  ): Promise<StandingReport | undefined> {
    const [event] = await this.store.readStream(streamOf(negotiation), { from: revision, limit: 1 });
    const read = event && readEvent(event);
    if (!read || 'unreadable' in read) return undefined;
    const { fact: recorded } = sight === 'whole' ? read : loggedWithoutSpeakers(read);
    const fact = reading ? reading.merges.fact(recorded) : recorded;
    if (fact.type !== 'Report') return undefined;
    const { report } = fact;
    return { report, standing: 'active', reliability: reliabilityIn(reading?.sources ?? this.sources.desk, report) };
  }

  async #result(
    { negotiation, id }: ReportCandidate,
    { report, standing, reliability }: StandingReport,
    reading: LensReading | undefined,
    terms: readonly Term[],
    readings: Readings,
  ): Promise<SearchResult> {
    const { party, source } = report;
    return {
      what: 'report',
      id,
      talks: [{ negotiation, title: await this.titleOf(negotiation, readings) }],
      texts: textsFound(terms, report),
      report: {
        kind: report.kind,
        standing,
        party:
          party === undefined
            ? null
            : { party, name: reading?.partyName(party) ?? (await this.#partyName(negotiation, party, readings)) },
        occurredAt: report.occurredAt ?? null,
        reportedAt: report.reportedAt,
        publisher: source.publisher,
        origin: source.origin ?? null,
        reliability: reliability ?? null,
        credibility: report.credibility ?? null,
        lang: report.lang ?? null,
      },
    };
  }

  /** What the talks are called, as the index knows it as long as nobody has changed it. */
  async titleOf(negotiation: NegotiationId, readings: Readings): Promise<string> {
    const name = await this.#name('talks', negotiation, negotiation, readings);
    return name ?? (await readings.of(negotiation))?.title ?? negotiation;
  }

  async #partyName(negotiation: NegotiationId, party: PartyId, readings: Readings): Promise<string> {
    const name = await this.#name('party', party, negotiation, readings);
    return name ?? (await readings.of(negotiation))?.partyName(party) ?? party;
  }

  async #name(
    what: 'talks' | 'party',
    id: string,
    negotiation: NegotiationId,
    readings: Readings,
  ): Promise<string | undefined> {
    if (!readings.isPresent) return undefined;
    const row = await this.index.search((db) => thingRow(db, what, id, negotiation));
    return row?.touched === 0 ? row.texts[0]?.text : undefined;
  }
}
