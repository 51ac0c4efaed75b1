/** A coded row, whatever format it stands in. */
import { isNothing, lineIn } from './cells.js';

/** Who does something, or to whom it is done. */
export interface Actor {
  /** By which a mapping may name it, the most special first: its code, its group, its country. */
  readonly keys: readonly string[];
  /** By which actors are paired where no mapping names them: a country or a group. Empty: the row has none. */
  readonly group: string;
  /** As a sentence calls it. */
  readonly name: string;
}

/** The actor that cells name, the most special first; `country` stands for the group, or else the name. */
export function actorOf(name: string, country = ''): Actor {
  const keys = [name, country].filter((key) => !isNothing(key));
  const first = keys[0] ?? '';
  return { keys, group: isNothing(country) ? first : country, name: lineIn(first, 120) ?? '' };
}

/** Who does something, and to whom it is done. */
export type Pair = readonly [Actor, Actor];

export interface CodedRow {
  /** The id of its report; undefined where the row has none of its own: its content then makes one. */
  readonly id: string | undefined;
  readonly code: string;
  /** One pair; of a row that names several actors on one side each pair that these make. */
  readonly pairs: readonly [Pair, ...Pair[]];
  /** EDTF: when it happened, and when it was published. */
  readonly occurredAt: string;
  readonly reportedAt: string;
  /** Who published it; undefined: the row does not say. */
  readonly publisher?: string | undefined;
  readonly url?: string | undefined;
  /** What the row says in words. */
  readonly text?: string | undefined;
}

/** Why a row cannot be read: what is wrong, with its column where it is one. */
export interface RowFault {
  readonly column?: string;
  readonly fault: string;
}

export type ReadRow = CodedRow | RowFault;

export const isFault = (row: ReadRow): row is RowFault => 'fault' in row;
