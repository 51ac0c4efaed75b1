/** Marks of a picture: what a reader can point at, and what it leads to. */
/** Something that a reader can point at: what it says, and what it leads to. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly says: string;
  /** The report that it rests on; undefined where it leads to the talks at a moment. */
  readonly report?: string;
  readonly at?: string;
}

/** The address that a mark leads to. */
export type HrefOf = (mark: Mark) => string;
