/** The rows of reports. */
import type { Database } from 'better-sqlite3';
import { firstInstant, latestInstant } from '../../events/dates.js';
import type { JsonObject } from '../../events/envelope.js';
import type { Report } from '../../events/report.js';
import { comparableSource } from '../../events/text.js';
import { partiesOf } from '../../projections/record/kinds.js';
import { columnsOf, textsOfData, textsOfReport } from '../../projections/search/searchable.js';

/** What may be otherwise than a row says, in bits: a row that reads otherwise, or is of others, may also not count. */
export const TOUCHED = { counts: 1, reads: 3, parties: 5 } as const;

/** Whether the texts of a row, and all else that it says, may read otherwise. */
export const mayRead = (touched: number): boolean => (touched & 2) !== 0;

/** Whether what a row says of its kind, parties, dates, source and grade may read otherwise. */
export const mayDiffer = (touched: number): boolean => (touched & 6) !== 0;

/** The same in SQL. */
export const MAY_DIFFER = '(r.touched & 6) <> 0';

interface KnownReport {
  readonly number: number;
  readonly things: string;
}

/** Names as a row holds them, each between two separators, so that one is not found within another. */
const listed = (names: readonly string[]): string => `\n${names.join('\n')}\n`;

const partiesIn = (report: Report): string =>
  listed([...partiesOf(report), ...(report.speaker.party === undefined ? [] : [report.speaker.party])]);

const sourcesIn = ({ source: { publisher, origin } }: Report): string =>
  listed([publisher, ...(origin === undefined ? [] : [origin])].map(comparableSource));

export class ReportRows {
  readonly #find;
  readonly #insert;
  readonly #insertText;
  readonly #addText;
  readonly #touch;
  readonly #link;
  readonly #linked;
  readonly #touchParty;
  readonly #setDate;

  constructor(db: Database) {
    this.#find = db.prepare<[string, string], KnownReport>(
      'SELECT number, things FROM reports WHERE negotiation = ? AND id = ?',
    );
    this.#insert = db.prepare(`
      INSERT INTO reports
        (negotiation, id, revision, kind, parties, sources, reliability, credibility, first, last, touched, things)
      VALUES (@negotiation, @id, @revision, @kind, @parties, @sources, @reliability, @credibility, @first, @last,
        @touched, @things)`);
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

  /** @param things the numbers of the things that it names */
  add(negotiation: string, revision: number, report: Report, things: readonly number[], touched: number): void {
    const { reportId, kind, corroborates, source, credibility, reportedAt } = report;
    if (corroborates !== undefined) this.link(negotiation, reportId, corroborates);
    const { lastInsertRowid } = this.#insert.run({
      negotiation,
      id: reportId,
      revision,
      kind,
      parties: partiesIn(report),
      sources: sourcesIn(report),
      reliability: source.reliability ?? '',
      credibility: credibility ?? 0,
      first: firstInstant(reportedAt),
      last: latestInstant(reportedAt),
      touched,
      things: JSON.stringify(things),
    });
    this.#insertText.run({ ...columnsOf(textsOfReport(report)), number: Number(lastInsertRowid) });
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
