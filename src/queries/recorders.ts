/** Who recorded what: for auditors. */

interface Signed {
  readonly recorder: string;
}
type Unsigned<E extends Signed> = Omit<E, 'recorder'> & Partial<Signed>;

function unsigned<E extends Signed>(entry: E): Unsigned<E> {
  const { recorder: _, ...rest } = entry;
  return rest;
}

/** The entries as they are, or without who recorded them. */
export const shownTo = <E extends Signed>(seesRecorders: boolean, entries: readonly E[]): readonly Unsigned<E>[] =>
  seesRecorders ? entries : entries.map((entry) => unsigned(entry));
