/** The rows of reports. */
import type { Database } from 'better-sqlite3';
import { firstInstant, latestInstant, type Instant } from '../../events/dates.js';
import type { JsonObject } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import type { Report } from '../../events/report.js';
import { comparableSource } from '../../events/text.js';
import { ATTRIBUTIONS } from '../../events/vocabulary.js';
import { partiesOf } from '../../projections/record/kinds.js';
import { clocksOf } from '../../projections/record/published-reports.js';
import { listed } from './sql-condition.js';
import { columnsOf, textsOfData, textsOfReport } from '../../projections/search/searchable.js';

/** What may be otherwise than a row says, in bits: a row that reads otherwise may also not count. */
export const TOUCHED = { counts: 1, reads: 3, parties: 4 } as const;

/** Whether a change may have reached the report of a row: else it stands as it was recorded. */
export const mayHaveChanged = (touched: number): boolean => (touched & 3) !== 0;

/** Whether the texts of a row, and all else that it says, may read otherwise. */
export const mayRead = (touched: number): boolean => (touched & 2) !== 0;

/** The same in SQL. */
export const MAY_READ = '(r.touched & 2) <> 0';

/** Of a row that no change has reached, in SQL. */
export const IS_UNCHANGED = '(r.touched & 3) = 0';

/** Of a row whose parties may be read as others, in SQL. */
export const MAY_BE_OF_OTHERS = '(r.touched & 4) <> 0';

interface KnownReport {
  readonly number: number;
  readonly things: string;
  readonly touched: number;
}

const partiesIn = (report: Report): string =>
  listed([...partiesOf(report), ...(report.speaker.party === undefined ? [] : [report.speaker.party])]);

/** Where nothing can be recorded any more: a time that cannot be read is under no bound. */
const NEVER = 8_640_000_000_000_000;

/** A time as a row holds it, in milliseconds since the epoch. */
export const timeOf = (at: Instant): number => (Number.isFinite(at) ? at : NEVER);

/** A thing as a report names it. */
export interface MentionedThing {
  /** The numbers of its row, and of those of the things as which it is read. */
  readonly numbers: readonly [number, ...number[]];
  /** Which of the texts of its row the report gives, counted from 1; 0 where it gives none. */
  readonly told: number;
}

export class ReportRows {
  readonly #find;
  readonly #insert;
  readonly #mention;
  readonly #insertText;
  readonly #addText;
  readonly #touch;
  readonly #link;
  readonly #linked;
  readonly #touchParty;
  readonly #setDate;

  constructor(db: Database) {
    this.#find = db.prepare<[string, string], KnownReport>(
      'SELECT number, things, touched FROM reports WHERE negotiation = ? AND id = ?',
    );
    this.#insert = db.prepare(`
      INSERT INTO reports
        (negotiation, id, revision, recorded, kind, parties, publisher, origin, reliability, credibility, attribution,
          first, last, happened, touched, things)
      VALUES (@negotiation, @id, @revision, @recorded, @kind, @parties, @publisher, @origin, @reliability, @credibility,
        @attribution, @first, @last, @happened, @touched, @things)`);
    this.#mention = db.prepare<[number, number, number]>(
      'INSERT OR IGNORE INTO mentions (thing, told, report) VALUES (?, ?, ?)',
    );
    this.#insertText = db.prepare(`
      INSERT INTO report_text (rowid, main, quote, rest, joined, speaker, speakerJoined)
      VALUES (@number, @main, @quote, @rest, @joined, @speaker, @speakerJoined)`);
    this.#addText = db.prepare(`
      UPDATE report_text SET main = main || ' ¶ ' || @main, quote = quote || ' ¶ ' || @quote,
        rest = rest || ' ¶ ' || @rest, joined = joined || ' ' || @joined,
        speaker = speaker || ' ¶ ' || @speaker, speakerJoined = speakerJoined || ' ' || @speakerJoined WHERE rowid = @number`);
    this.#touch = db.prepare<[number, number]>('UPDATE reports SET touched = touched | ? WHERE number = ?');
    this.#link = db.prepare<[string, string, string]>(
      'INSERT OR IGNORE INTO links (negotiation, a, b) VALUES (?, ?, ?)',
    );
    this.#linked = db.prepare<[string, string], string>('SELECT b FROM links WHERE negotiation = ? AND a = ?').pluck();
    this.#touchParty = db.prepare<[number, string, string]>(
      'UPDATE reports SET touched = touched | ? WHERE negotiation = ? AND instr(parties, ?) > 0',
    );
    this.#setDate = db.prepare<[number, number, number]>('UPDATE reports SET first = ?, last = ? WHERE number = ?');
  }

  find(negotiation: string, id: string): KnownReport | undefined {
    return this.#find.get(negotiation, id);
  }

  /** @param named the things that it names */
  add(
    negotiation: string,
    { revision, recordedAt }: Logged,
    report: Report,
    named: readonly MentionedThing[],
    touched: number,
  ): void {
    const { reportId, kind, corroborates, source, credibility, reportedAt, attribution } = report;
    const publisher = comparableSource(source.publisher);
    if (corroborates !== undefined) this.link(negotiation, reportId, corroborates);
    const { lastInsertRowid } = this.#insert.run({
      negotiation,
      id: reportId,
      revision,
      recorded: timeOf(recordedAt),
      kind,
      parties: partiesIn(report),
      publisher,
      origin: source.origin === undefined ? publisher : comparableSource(source.origin),
      reliability: source.reliability ?? '',
      credibility: credibility ?? 0,
      attribution: ATTRIBUTIONS.indexOf(attribution),
      first: firstInstant(reportedAt),
      last: latestInstant(reportedAt),
      happened: clocksOf(report).happenedAt,
      touched,
      things: JSON.stringify(named.flatMap(({ numbers }) => numbers)),
    });
    const number = Number(lastInsertRowid);
    this.#insertText.run({ ...columnsOf(textsOfReport(report)), number });
    for (const { numbers, told } of named) this.#mention.run(numbers[0], told, number);
  }

  /** Adds the texts of a patch: the report may read so at some moment. */
  addPatch(negotiation: string, id: string, { number }: KnownReport, patch: JsonObject): void {
    const texts = textsOfData(patch);
    if (texts.length > 0) this.#addText.run({ ...columnsOf(texts), number });
    const { reportedAt, corroborates } = patch;
    if (typeof reportedAt === 'string') this.#setDateOf(number, reportedAt);
    if (typeof corroborates === 'string') this.link(negotiation, id, corroborates);
  }

  /** Ties two reports, whether or not they are there. */
  private link(negotiation: string, one: string, other: string): void {
    this.#link.run(negotiation, one, other);
    this.#link.run(negotiation, other, one);
  }

  #setDateOf(number: number, reportedAt: string): void {
    try {
      this.#setDate.run(firstInstant(reportedAt), latestInstant(reportedAt), number);
    } catch {
      // No date: the amendment has no effect.
    }
  }

  touch(number: number, how: number): void {
    this.#touch.run(how, number);
  }

  /** This report and all that are tied to it, one by another: a retraction of one may reach the others. */
  tiedTo(negotiation: string, id: string): string[] {
    const tied = new Set([id]);
    for (const one of tied) for (const other of this.#linked.all(negotiation, one)) tied.add(other);
    return [...tied];
  }

  touchParty(negotiation: string, party: string): void {
    this.#touchParty.run(TOUCHED.parties, negotiation, listed([party]));
  }
}
