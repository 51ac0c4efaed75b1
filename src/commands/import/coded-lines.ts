/** The lines of a coded file: each row that a mapping or `openDyads` gives a place becomes a report; the others are counted. */
import type { JsonObject } from '../../../events/envelope.js';
import { lineIn } from '../../../events/coded/cells.js';
import type { Counterpart } from '../../../events/coded/counterpart.js';
import type { CodedFormat, Grade, Mapping } from '../../../events/coded/mapping.js';
import { reportData } from '../../../events/coded/report-of-row.js';
import type { CodedRow } from '../../../events/coded/row.js';
import { codeMeant, SCHEME, type SchemeName } from '../../../events/coded/schemes.js';
import { pairOf, Talks, type OpenDyads, type Place } from '../../../events/coded/talks.js';
import { reportEventType } from '../../../events/event-types.js';
import { cutTo } from '../../../events/words/cut.js';
import { problemOfFields, type Problem } from '../../../answers/problem.js';
import type { Chunks } from '../../json/text-lines.js';
import { CodedCounts } from './coded-counts.js';
import { codedRows, fromLatin1 } from './coded-rows.js';
import type { ImportLines, NumberedLine } from './import-lines.js';

/** How a coded file is read. */
export interface CodedFile {
  readonly format: CodedFormat;
  readonly mapping?: Mapping | undefined;
  readonly openDyads: OpenDyads;
  /** In place of that of the mapping. */
  readonly grade?: Grade | undefined;
  readonly isLatin1?: boolean | undefined;
}

const SCHEME_OF: Readonly<Record<Exclude<CodedFormat, 'csv'>, SchemeName>> = {
  gdelt: 'cameo',
  cameo: 'cameo',
  polecat: 'plover',
  acled: 'acled',
};
const ORIGINS: Readonly<Record<Exclude<CodedFormat, 'csv'>, string>> = {
  gdelt: 'GDELT',
  cameo: 'ICEWS',
  polecat: 'POLECAT',
  acled: 'ACLED',
};

/** A source that cannot be judged, and information that cannot be judged. */
const UNJUDGED: Grade = { reliability: 'F', credibility: 6 };

const LONGEST_CODE = 120;

const PASSED_OVER = { passedOver: true } as const;

export class CodedLines implements ImportLines {
  readonly lines: AsyncIterable<NumberedLine>;
  readonly coded: CodedCounts;
  readonly #talks: Talks;
  readonly #scheme: SchemeName | undefined;
  readonly #origin: string;
  readonly #grade: Grade;
  readonly #opened = new Set<string>();

  /** @param isOpen whether a negotiation is open already */
  constructor(
    chunks: Chunks,
    private readonly file: CodedFile,
    private readonly isOpen: (negotiation: string) => boolean,
  ) {
    const { format, mapping, openDyads, grade, isLatin1 } = file;
    this.#scheme = format === 'csv' ? mapping?.codes : SCHEME_OF[format];
    this.#origin = mapping?.origin ?? (format === 'csv' ? (mapping?.name ?? '') : ORIGINS[format]);
    this.#grade = grade ?? mapping?.grade ?? UNJUDGED;
    this.#talks = new Talks(mapping?.dyads ?? [], openDyads);
    this.coded = new CodedCounts(this.#scheme);
    this.lines = this.#read(isLatin1 === true ? fromLatin1(chunks) : chunks);
  }

  placed = (problem: Problem): Problem => problem;

  async *#read(chunks: Chunks): AsyncGenerator<NumberedLine> {
    for await (const given of codedRows(chunks, this.file.format, this.file.mapping)) {
      const { line } = given;
      this.coded.rows += 1;
      if ('problem' in given) yield { line, length: 0, read: { problem: given.problem } };
      else yield* this.#linesOf(line, given.row, given.length);
    }
  }

  *#linesOf(line: number, row: CodedRow, length: number): Generator<NumberedLine> {
    const unknown = this.#unknownCode(row.code);
    if (unknown) {
      yield { line, length, read: { problem: unknown } };
      return;
    }
    const of = this.#counterpartOf(row);
    if (of === undefined) {
      yield { line, length: 0, read: PASSED_OVER };
      return;
    }
    for (const place of of.places) {
      const { negotiation, opening } = place;
      if (opening && !this.#opened.has(negotiation) && !this.isOpen(negotiation)) {
        this.#opened.add(negotiation);
        yield { line, length: 0, read: { type: 'NegotiationOpened', data: opening, form: 'coded' } };
      }
      const type = reportEventType(of.counterpart.kind);
      yield { line, length, read: { type, data: this.#dataOf(row, of.counterpart, place), form: 'coded' } };
    }
  }

  /** What the row becomes, and where; undefined where it is counted instead. */
  #counterpartOf(row: CodedRow): { readonly counterpart: Counterpart; readonly places: readonly Place[] } | undefined {
    const [a, b] = row.actors;
    const places = this.#talks.placesOf(a, b);
    if (places.length === 0) {
      this.coded.notFollowed(pairOf(a, b));
      return undefined;
    }
    const own = this.#ownKind(row.code);
    const counterpart =
      own === undefined && this.#scheme !== undefined
        ? SCHEME[this.#scheme].counterpartOf(row.code)
        : (own ?? undefined);
    if (counterpart === undefined) this.coded.withoutCounterpart(lineIn(row.code, LONGEST_CODE) ?? '?');
    return counterpart && { counterpart, places };
  }

  /** Null where the mapping says that the code is not recorded; undefined where it says nothing of it. */
  #ownKind(code: string): Counterpart | null | undefined {
    const { kinds } = this.file.mapping ?? {};
    return kinds && Object.hasOwn(kinds, code) ? kinds[code] : undefined;
  }

  #unknownCode(code: string): Problem | undefined {
    const scheme = this.#scheme;
    if (scheme === undefined || this.#ownKind(code) !== undefined || SCHEME[scheme].labelOf(code) !== undefined)
      return undefined;
    const meant = codeMeant(scheme, code);
    const detail =
      meant === undefined
        ? `${lineIn(code, LONGEST_CODE) ?? 'nothing'} is no code of ${SCHEME[scheme].name}`
        : `${code} is no code of ${SCHEME[scheme].name}: zeros in front have been lost, as spreadsheets drop them`;
    const error = { column: 'code', detail, ...(meant === undefined ? {} : { nearest: meant }) };
    return problemOfFields('invalid-request', [error]);
  }

  #summaryOf(row: CodedRow): string {
    const [a, b] = row.actors.map(({ name }) => name || '?');
    const scheme = this.#scheme === undefined ? undefined : SCHEME[this.#scheme];
    const code = lineIn(scheme?.written(row.code) ?? row.code, LONGEST_CODE) ?? '?';
    const label = scheme?.labelOf(row.code);
    const said = label === undefined || label === code ? code : `${label} (${scheme?.name} ${code})`;
    return row.text ?? `${a}, toward ${b}: ${said}. Coded by ${this.#origin}.`;
  }

  #dataOf(row: CodedRow, counterpart: Counterpart, { negotiation, party, other }: Place): JsonObject {
    const { publisher, url, id, occurredAt, reportedAt, code } = row;
    const { reliability, credibility } = this.#grade;
    const source = {
      publisher: publisher ?? this.#origin,
      // Rows of one dataset corroborate nothing: it does not say whose news they carry.
      origin: this.#origin,
      ...(url === undefined ? {} : { url }),
      ...(reliability === undefined ? {} : { reliability }),
    };
    const cameo = this.#scheme === 'cameo' && /^\d{1,4}$/.test(code) ? code : undefined;
    const tags = ['coded', this.file.format === 'csv' ? cutTo(this.#origin, 60) : this.file.format];
    const summary = this.#summaryOf(row);
    const told = { negotiation, id, party, other, occurredAt, reportedAt, summary, source, credibility, cameo, tags };
    return reportData(counterpart, told);
  }
}
