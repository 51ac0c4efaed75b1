/** A negotiation's history as plain data: what a story file holds. Nothing here comes from the code under test. */

/** A line of a story file. */
export interface Line {
  type: string;
  data: Record<string, unknown>;
}

export interface History {
  negotiation: string;
  /** The `NegotiationOpened` that comes before all lines. */
  opened: Line;
  /** In the order of recording; `SourceRegraded`, and what voids or amends one, belong to the stream `sources`. */
  lines: Line[];
}

export type Fields = Record<string, unknown>;

/** Drops what is undefined, so that no field is there without a value. */
export const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

export const NEGOTIATION = 'harbour-talks';

/** `no-comment` → `NoCommentReported`. */
export const typeOfKind = (kind: string): string =>
  `${kind
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Reported`;

export const isReport = (line: Line): boolean => line.type.endsWith('Reported');

/** The id under which other lines name this one: a report's or a change's; none where nothing can void or amend it. */
export function ownId(line: Line): string | undefined {
  const id = line.data[isReport(line) ? 'reportId' : 'changeId'];
  return typeof id === 'string' ? id : undefined;
}
