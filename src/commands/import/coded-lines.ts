/** The lines of a coded file: each row that a mapping or `openDyads` gives a place becomes a report; the others are counted. */
import type { JsonObject } from '../../../events/envelope.js';
import { lineIn } from '../../../events/coded/cells.js';
import type { Counterpart } from '../../../events/coded/counterpart.js';
import type { DateOrder } from '../../../events/coded/cell-dates.js';
import type { CodedFormat, Grade, Mapping } from '../../../events/coded/mapping.js';
import { placedTogether, type SharedPlace } from '../../../events/coded/places.js';
import { reportData } from '../../../events/coded/report-of-row.js';
import type { Actor, CodedRow } from '../../../events/coded/row.js';
import { codeMeant, SCHEME, type SchemeName } from '../../../events/coded/schemes.js';
import { pairOf, Talks, type OpenDyads } from '../../../events/coded/talks.js';
import { reportEventType } from '../../../events/event-types.js';
import { cutTo } from '../../../events/words/cut.js';
import { problemOfFields, type Problem } from '../../../answers/problem.js';
import type { Chunks } from '../../json/text-lines.js';
import { CodedCounts } from './coded-counts.js';
import { codedRows, type NumberedRow } from './coded-rows.js';
import type { ImportLines, NumberedLine } from './import-lines.js';

/** How a coded file is read. */
export interface CodedFile {
  readonly format: CodedFormat;
  readonly mapping?: Mapping | undefined;
  readonly openDyads: OpenDyads;
  /** In place of that of the mapping. */
  readonly grade?: Grade | undefined;
  readonly isLatin1?: boolean | undefined;
  /** In place of that of the mapping. */
  readonly dates?: DateOrder | undefined;
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

/** A row that is no fault. */
type TakenRow = Extract<NumberedRow, { readonly row: CodedRow }>;

/** What a row becomes, and where. */
interface Placed {
  readonly counterpart: Counterpart;
  readonly places: readonly SharedPlace[];
}

/** So many actors of one side are named; the others are counted. */
const MOST_NAMED = 10;

/** As a sentence names the actors of one side, each once. */
function namesIn(actors: readonly Actor[]): string {
  const names = [...new Set(actors.map(({ name }) => name || '?'))];
  const more = names.length > MOST_NAMED ? [`${names.length - MOST_NAMED} others`] : [];
  return [...names.slice(0, MOST_NAMED), ...more].join(', ');
}

const PASSED_OVER = { passedOver: true } as const;

export class CodedLines implements ImportLines {
  readonly lines: AsyncIterable<NumberedLine>;
  readonly coded: CodedCounts;
  readonly #talks: Talks;
  readonly #scheme: SchemeName | undefined;
  readonly #origin: string | undefined;
  readonly #grade: Grade;
  readonly #opened = new Set<string>();

  /** @param isOpen whether a negotiation is open already */
  constructor(
    chunks: Chunks,
    private readonly file: CodedFile,
    private readonly isOpen: (negotiation: string) => boolean,
  ) {
    const { format, mapping, openDyads, grade } = file;
    this.#scheme = format === 'csv' ? mapping?.codes : SCHEME_OF[format];
    this.#origin = mapping?.origin ?? (format === 'csv' ? (mapping?.name ?? '') : undefined);
    this.#grade = grade ?? mapping?.grade ?? UNJUDGED;
    this.#talks = new Talks(mapping?.dyads ?? [], openDyads);
    this.coded = new CodedCounts(this.#scheme);
    this.lines = this.#read(chunks);
  }

  placed = (problem: Problem): Problem => problem;

  async *#read(chunks: Chunks): AsyncGenerator<NumberedLine> {
    const { format, mapping, isLatin1 = false, dates = mapping?.dates } = this.file;
    for await (const given of codedRows(chunks, { format, mapping, isLatin1, dates })) {
      const { line } = given;
      this.coded.rows += 1;
      if ('problem' in given) yield { line, length: 0, read: { problem: given.problem } };
      // Not by `yield*`, which waits for each of them.
      else for (const one of this.#linesOf(given)) yield one;
    }
  }

  *#linesOf({ line, row, length, origin }: TakenRow): Generator<NumberedLine> {
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
      const data = this.#dataOf(row, of.counterpart, place, this.#originOf(origin));
      yield { line, length, read: { type, data, form: 'coded' } };
    }
  }

  #originOf(ofColumns: string | undefined): string {
    const { format } = this.file;
    return this.#origin ?? ofColumns ?? (format === 'csv' ? '' : ORIGINS[format]);
  }

  /** What the row becomes, and where; undefined where it is counted instead. */
  #counterpartOf(row: CodedRow): Placed | undefined {
    const found = row.pairs.flatMap(([a, b]) => this.#talks.placesOf(a, b));
    if (found.length === 0) {
      this.coded.notFollowed(pairOf(...row.pairs[0]));
      return undefined;
    }
    const own = this.#ownKind(row.code);
    const counterpart =
      own === undefined && this.#scheme !== undefined
        ? SCHEME[this.#scheme].counterpartOf(row.code)
        : (own ?? undefined);
    if (counterpart === undefined) this.coded.withoutCounterpart(lineIn(row.code, LONGEST_CODE) ?? '?');
    return counterpart && { counterpart, places: placedTogether(found, counterpart) };
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

  #summaryOf(row: CodedRow, origin: string): string {
    const [a, b] = [0, 1].map((side) => namesIn(row.pairs.map((pair) => pair[side] as Actor)));
    const scheme = this.#scheme === undefined ? undefined : SCHEME[this.#scheme];
    const code = lineIn(scheme?.written(row.code) ?? row.code, LONGEST_CODE) ?? '?';
    const label = scheme?.labelOf(row.code);
    const said = label === undefined || label === code ? code : `${label} (${scheme?.name} ${code})`;
    return row.text ?? `${a}, toward ${b}: ${said}. Coded by ${origin}.`;
  }

  #dataOf(row: CodedRow, counterpart: Counterpart, place: SharedPlace, origin: string): JsonObject {
    const { publisher, url, occurredAt, reportedAt, code } = row;
    const { negotiation, party, others, nth } = place;
    const { reliability, credibility } = this.#grade;
    const source = {
      publisher: publisher ?? origin,
      // Rows of one dataset corroborate nothing: it does not say whose news they carry.
      origin,
      ...(url === undefined ? {} : { url }),
      ...(reliability === undefined ? {} : { reliability }),
    };
    const cameo = this.#scheme === 'cameo' && /^\d{1,4}$/.test(code) ? code : undefined;
    const tags = ['coded', this.file.format === 'csv' ? cutTo(origin, 60) : this.file.format];
    const summary = this.#summaryOf(row, origin);
    const id = row.id === undefined || nth === 0 ? row.id : `${row.id.slice(0, 120)}.${nth + 1}`;
    const told = { negotiation, id, party, others, occurredAt, reportedAt, summary, source, credibility, cameo, tags };
    return reportData(counterpart, told);
  }
}
