/** The rows of things: talks, parties, claims, …, speakers and sources. */
import type { Database } from 'better-sqlite3';
import {
  columnsOf,
  idText,
  type FieldText,
  type NamedThing,
  type ThingSort,
} from '../../projections/search/searchable.js';
import type { MentionedThing } from './report-rows.js';

/** So many things are remembered, so that the reports that name them need not look for their rows. */
const REMEMBERED = 20_000;

interface ThingRow {
  readonly number: number;
  readonly texts: string;
}

/** A row, and all texts that it holds now. They are only ever added to, at the end. */
interface KnownThing {
  readonly number: number;
  readonly texts: readonly FieldText[];
}

const keyOf = ({ field, text }: FieldText): string => `${field}\n${text}`;

export class ThingRows {
  /** By key of a thing with these very texts, its row. */
  readonly #known = new Map<string, MentionedThing>();
  readonly #find;
  readonly #get;
  readonly #insert;
  readonly #setTexts;
  readonly #touch;
  readonly #mergedInto;
  readonly #setMerged;
  readonly #insertText;
  readonly #replaceText;

  constructor(db: Database) {
    this.#find = db.prepare<[string, string, string], ThingRow>(
      'SELECT number, texts FROM things WHERE what = ? AND id = ? AND negotiation = ?',
    );
    this.#get = db.prepare<[number], ThingRow & Pick<NamedThing, 'what' | 'id'>>(
      'SELECT number, what, id, texts FROM things WHERE number = ?',
    );
    this.#insert = db.prepare<[string, string, string, string, number, number]>(
      'INSERT INTO things (what, negotiation, id, texts, since, touched) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#setTexts = db.prepare<[string, number, number]>(
      'UPDATE things SET texts = ?, touched = touched | ? WHERE number = ?',
    );
    this.#touch = db.prepare<[number]>('UPDATE things SET touched = 1 WHERE number = ?');
    this.#mergedInto = db
      .prepare<[string, string, string], string>(
        'SELECT into_id FROM merged WHERE negotiation = ? AND what = ? AND id = ?',
      )
      .pluck();
    this.#setMerged = db.prepare<[string, string, string, string]>('INSERT OR REPLACE INTO merged VALUES (?, ?, ?, ?)');
    this.#insertText = db.prepare<[number, string, string, string, string]>(
      'INSERT INTO thing_text (rowid, main, quote, rest, joined) VALUES (?, ?, ?, ?, ?)',
    );
    this.#replaceText = db.prepare<[string, string, string, string, number]>(
      'UPDATE thing_text SET main = ?, quote = ?, rest = ?, joined = ? WHERE rowid = ?',
    );
  }

  /**
   * Makes a row for the thing, or adds what is new of its texts to the row that there is.
   * @param since when it was first named, in milliseconds since the epoch
   */
  add(negotiation: string, thing: NamedThing, since: number): MentionedThing {
    const key = JSON.stringify([negotiation, thing]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { number, texts } = this.#addTo(negotiation, thing, since);
    const [text] = thing.texts;
    const told = text ? texts.map(keyOf).indexOf(keyOf(text)) + 1 : 0;
    const into = this.#mergedInto.get(negotiation, thing.what, thing.id);
    if (into === undefined || into === thing.id) {
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      const added: MentionedThing = { numbers: [number], told };
      this.#known.set(key, added);
      return added;
    }
    this.touch([number]);
    return { numbers: [number, ...this.add(negotiation, { ...thing, id: into }, since).numbers], told };
  }

  #addTo(negotiation: string, { what, id, texts }: NamedThing, since: number): KnownThing {
    const row = this.#find.get(what, id, negotiation);
    if (row) return this.#extend(row, { what, id, texts });
    const number = Number(this.#insert.run(what, negotiation, id, JSON.stringify(texts), since, 0).lastInsertRowid);
    const { main, quote, rest, joined } = columnsOf([...texts, ...idText(what, id)]);
    this.#insertText.run(number, main, quote, rest, joined);
    return { number, texts };
  }

  #extend({ number, texts: stored }: ThingRow, { what, id, texts }: NamedThing): KnownThing {
    const old = JSON.parse(stored) as FieldText[];
    const keys = new Set(old.map(keyOf));
    const added = texts.filter((text) => !keys.has(keyOf(text)));
    if (added.length === 0) return { number, texts: old };
    const all = [...old, ...added];
    // Which of several titles holds, is for the projections to say. The first that is given at all holds as long as it is alone.
    this.#setTexts.run(JSON.stringify(all), old.length > 0 ? 1 : 0, number);
    const { main, quote, rest, joined } = columnsOf([...all, ...idText(what, id)]);
    this.#replaceText.run(main, quote, rest, joined, number);
    return { number, texts: all };
  }

  /** Adds texts to rows that are there. */
  addTexts(numbers: readonly number[], texts: readonly FieldText[]): void {
    this.#known.clear();
    for (const number of numbers) {
      const row = this.#get.get(number);
      if (row) this.#extend(row, { what: row.what, id: row.id, texts });
    }
  }

  /** From now on these must be checked before they are shown. */
  touch(numbers: readonly number[]): void {
    for (const number of numbers) this.#touch.run(number);
  }

  /** What is remembered may not be there: a transaction was taken back, or another process has written. */
  forget(): void {
    this.#known.clear();
  }

  /** `from` is read as `into`, which takes on its texts. */
  merge(negotiation: string, what: ThingSort, from: string, into: string): number[] {
    this.#known.clear();
    this.#setMerged.run(negotiation, what, from, into);
    const row = this.#find.get(what, from, negotiation);
    const texts = row ? (JSON.parse(row.texts) as FieldText[]) : [];
    const numbers = [...(row ? [row.number] : []), ...this.add(negotiation, { what, id: into, texts }, 0).numbers];
    this.touch(numbers);
    return numbers;
  }
}
