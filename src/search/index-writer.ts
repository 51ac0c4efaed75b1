/**
 * Writes events of the log into the index. Each event is read alone, without projections, so that this costs the same
 * however long the log is. What a later event changes is marked: the projections are asked before such a row is shown.
 */
import type { Database } from 'better-sqlite3';
import type { JsonObject, JsonValue, RecordedEvent } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import type { EntryId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import {
  textsOfParty,
  thingsNamedBy,
  thingsNamedByPatch,
  type FieldText,
  type ThingSort,
} from '../../projections/search/searchable.js';
import { negotiationOf } from '../projector/memory-image.js';
import { mayHaveChanged, ReportRows, timeOf, TOUCHED } from './report-rows.js';
import { readSafely } from './read-safely.js';
import { indexedUpTo } from './search-file.js';
import { ThingRows } from './thing-rows.js';

interface ChangeRow {
  readonly report: string | null;
  readonly things: string;
}

/** The fields of a patch in which things are given titles and names. */
const TITLES = ['title', 'claimText', 'issueTitle', 'summary', 'name', 'names', 'aliases', 'people'];

/** All texts within a value. */
function textsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const numbersIn = (text: string): number[] => JSON.parse(text) as number[];
const titleText = (title: string | undefined): FieldText[] =>
  title === undefined ? [] : [{ field: 'title', text: title }];
const summaryText = (text: string | undefined): FieldText[] => (text === undefined ? [] : [{ field: 'summary', text }]);

export class IndexWriter {
  readonly #reports: ReportRows;
  readonly #things: ThingRows;
  readonly #addChange;
  readonly #findChange;
  readonly #isTakenBack;
  readonly #namesReport;
  readonly #hasMergedParties;
  readonly #otherEvent;
  readonly #setAbout;

  constructor(private readonly db: Database) {
    this.#reports = new ReportRows(db);
    this.#things = new ThingRows(db);
    this.#addChange = db.prepare<[string, string, string | null, string]>(
      'INSERT OR IGNORE INTO changes (negotiation, id, report, things) VALUES (?, ?, ?, ?)',
    );
    this.#findChange = db.prepare<[string, string], ChangeRow>(
      'SELECT report, things FROM changes WHERE negotiation = ? AND id = ?',
    );
    this.#isTakenBack = db
      .prepare<[string], number>('SELECT 1 FROM changes WHERE negotiation = ? AND report IS NOT NULL LIMIT 1')
      .pluck();
    this.#namesReport = db
      .prepare<[string, string], number>('SELECT 1 FROM changes WHERE negotiation = ? AND report = ? LIMIT 1')
      .pluck();
    this.#hasMergedParties = db
      .prepare<[string], number>("SELECT 1 FROM merged WHERE negotiation = ? AND what = 'party' LIMIT 1")
      .pluck();
    this.#otherEvent = db.prepare<[string, number, number, number]>(
      'INSERT OR IGNORE INTO other_events (negotiation, revision, recorded, opens) VALUES (?, ?, ?, ?)',
    );
    this.#setAbout = db.prepare<[string, string, number, string]>(
      'UPDATE about SET position = ?, stream = ?, revision = ?, hash = ?',
    );
  }

  /**
   * Writes events that follow each other, all or none. Where another process has written meanwhile, it writes those that
   * are missing.
   * @param until by `performance.now()`: what is left of them then is for the next time
   * @returns the position of the last event of the index
   */
  write(events: readonly RecordedEvent[], until = Infinity): bigint {
    const writeAll = this.db.transaction((): bigint => {
      const { position } = indexedUpTo(this.db);
      const missing = events.filter((event) => event.position > position);
      if (missing.length < events.length) this.#things.forget();
      let last: RecordedEvent | undefined;
      for (const event of missing) {
        if (last && performance.now() > until) break;
        this.#write(event);
        last = event;
      }
      if (last) this.#setAbout.run(String(last.position), last.stream, last.revision, last.hash);
      return last?.position ?? position;
    });
    try {
      return writeAll.immediate();
    } catch (error) {
      this.#things.forget();
      throw error;
    }
  }

  #write(event: RecordedEvent): void {
    const negotiation = negotiationOf(event.stream);
    if (negotiation === undefined) return;
    const logged = readSafely(event);
    if (logged) this.#writeFact(negotiation, logged);
  }

  #writeFact(negotiation: string, logged: Logged): void {
    const { fact, id, recordedAt } = logged;
    const add = (what: ThingSort, slug: string, texts: readonly FieldText[]): readonly number[] =>
      this.#things.add(negotiation, { what, id: slug, texts }, recordedAt).numbers;
    if (fact.type !== 'Report') this.#addOther(negotiation, logged);
    switch (fact.type) {
      case 'Report':
        return this.#addReport(negotiation, logged, fact.report);
      case 'ReportRetracted':
      case 'ReportReinstated':
        return this.#changeReport(negotiation, id, fact.data.reportId, TOUCHED.counts);
      case 'ReportCorrected':
        return this.#changeReport(negotiation, id, fact.data.reportId, TOUCHED.reads, fact.data.changes);
      case 'EntryVoided':
        return this.#changeEntry(negotiation, id, fact.data.entry);
      case 'EntryAmended':
        return this.#changeEntry(negotiation, id, fact.data.entry, fact.data.changes);
      case 'SubjectMerged': {
        const { what, from, into } = fact.data;
        if (what === 'party') for (const party of [from, into]) this.#reports.touchParty(negotiation, party);
        return this.#remember(negotiation, id, this.#things.merge(negotiation, what, from, into));
      }
      case 'SubjectRetitled': {
        const { what, slug, title } = fact.data;
        const numbers = add(what, slug, titleText(title));
        this.#things.touch(numbers);
        return this.#remember(negotiation, id, numbers);
      }
      case 'NegotiationOpened': {
        const { title, summary, parties = [], issues = [] } = fact.data;
        add('talks', negotiation, [...titleText(title), ...summaryText(summary)]);
        for (const party of parties) add('party', party.party, textsOfParty(party));
        for (const issue of issues) add('issue', issue.issue, titleText(issue.title));
        return undefined;
      }
      case 'NegotiationRevised': {
        const { title, summary } = fact.data;
        return this.#remember(
          negotiation,
          id,
          add('talks', negotiation, [...titleText(title), ...summaryText(summary)]),
        );
      }
      case 'PartyAdded':
      case 'PartyRevised':
        return this.#remember(negotiation, id, add('party', fact.data.party, textsOfParty(fact.data)));
      // These have no text that is searched: source names are read from the log, where they are asked for.
      // The index is made anew where something was erased.
      case 'EntryErased':
      case 'NegotiationArchived':
      case 'SourceAliased':
      case 'SourceRegraded':
        return undefined;
    }
  }

  #addOther(negotiation: string, { revision, recordedAt, fact }: Logged): void {
    this.#otherEvent.run(negotiation, revision, timeOf(recordedAt), fact.type === 'NegotiationOpened' ? 1 : 0);
  }

  #addReport(negotiation: string, logged: Logged, report: Report): void {
    const { reportId } = report;
    const named = thingsNamedBy(report).map((thing) => this.#things.add(negotiation, thing, logged.recordedAt));
    const mayBeMerged = this.#hasMergedParties.get(negotiation) === 1 ? TOUCHED.parties : 0;
    if (!this.#reports.find(negotiation, reportId)) this.#reports.add(negotiation, logged, report, named, mayBeMerged);
    else {
      this.#addOther(negotiation, logged);
      this.#touchReport(negotiation, reportId, TOUCHED.reads);
    }
    if (this.#isTakenBack.get(negotiation) !== 1) return;
    if (this.#namesReport.get(negotiation, reportId) === 1) this.#touchReport(negotiation, reportId, TOUCHED.reads);
    else if (this.#isTiedToChanged(negotiation, reportId)) this.#touchReport(negotiation, reportId, TOUCHED.counts);
  }

  /** Whether it may be a copy of one that was retracted: then it ties others to that one as well. */
  #isTiedToChanged(negotiation: string, report: string): boolean {
    return this.#reports
      .tiedTo(negotiation, report)
      .some((id) => mayHaveChanged(this.#reports.find(negotiation, id)?.touched ?? 0));
  }

  #changeReport(negotiation: string, id: EntryId, report: ReportId, how: number, patch?: JsonObject): void {
    this.#addChange.run(negotiation, id, report, '[]');
    if (patch) this.#addPatch(negotiation, report, patch);
    this.#touchReport(negotiation, report, how);
  }

  #touchReport(negotiation: string, report: string, how: number): void {
    for (const id of this.#reports.tiedTo(negotiation, report)) {
      const row = this.#reports.find(negotiation, id);
      if (!row) continue;
      this.#reports.touch(row.number, id === report ? how : TOUCHED.counts);
      this.#things.touch(numbersIn(row.things));
    }
  }

  /** An entry is a report, a change, or one of the registry. */
  #changeEntry(negotiation: string, id: EntryId, entry: EntryId, patch?: JsonObject): void {
    const change = this.#findChange.get(negotiation, entry);
    const report = change ? change.report : entry;
    const things = change ? numbersIn(change.things) : [];
    this.#addChange.run(negotiation, id, report, JSON.stringify(things));
    // The amendment of a correction has its texts one step deeper.
    for (const texts of patch ? [patch, patch['changes']] : []) {
      if (typeof texts !== 'object' || texts === null || Array.isArray(texts) || report === null) continue;
      this.#addPatch(negotiation, report, texts as JsonObject);
    }
    if (patch) this.#addTitles(things, patch);
    if (report !== null) this.#touchReport(negotiation, report, TOUCHED.reads);
    // The amendment of a merge may name other parties.
    for (const party of textsIn([patch?.['from'] ?? null, patch?.['into'] ?? null]))
      this.#reports.touchParty(negotiation, party);
    this.#things.touch(things);
  }

  #addPatch(negotiation: string, report: string, patch: JsonObject): void {
    const row = this.#reports.find(negotiation, report);
    if (!row) return;
    this.#reports.addPatch(negotiation, report, row, patch);
    this.#addTitles(numbersIn(row.things), patch);
    for (const thing of thingsNamedByPatch(patch)) this.#things.touch(this.#things.add(negotiation, thing, 0).numbers);
  }

  /** A title in a patch may be that of any of these things. */
  #addTitles(things: readonly number[], patch: JsonObject): void {
    const titles = TITLES.flatMap((field) => textsIn(patch[field])).flatMap(titleText);
    if (titles.length > 0) this.#things.addTexts(things, titles);
  }

  #remember(negotiation: string, id: EntryId, things: readonly number[]): void {
    this.#addChange.run(negotiation, id, null, JSON.stringify(things));
  }
}
