/** Conditions of SQL, each with the values that it is bound to. */
type Value = string | number;

export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

export const condition = (sql: string, ...values: Value[]): Condition => ({ sql, values });

export const allOf = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.length === 0 ? '1' : conditions.map(({ sql }) => `(${sql})`).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});

export const not = ({ sql, values }: Condition): Condition => ({ sql: `NOT (${sql})`, values });

export const either = (a: Condition, b: Condition): Condition => ({
  sql: `(${a.sql}) OR (${b.sql})`,
  values: [...a.values, ...b.values],
});

/** So many names are compared one by one: of more, a list is opened, as SQLite takes no deeper expression than of 1,000 parts. */
const FEW_NAMES = 20;

/** Whether a field is one of these names. */
export const isOneOf = (field: string, names: readonly string[]): Condition =>
  names.length <= FEW_NAMES
    ? condition(`${field} IN (${names.map(() => '?').join()})`, ...names)
    : condition(`${field} IN (SELECT value FROM json_each(?))`, JSON.stringify(names));

/** Names as a row holds a list of them, each between two separators, so that one is not found within another. */
export const listed = (names: readonly string[]): string => `\n${names.join('\n')}\n`;

/** Whether a field that holds a list has one of these names. */
export function hasOneOf(field: string, names: readonly string[]): Condition {
  const written = names.map((name) => listed([name]));
  return written.length > 0 && written.length <= FEW_NAMES
    ? condition(written.map(() => `instr(${field}, ?) > 0`).join(' OR '), ...written)
    : condition(`EXISTS (SELECT 1 FROM json_each(?) WHERE instr(${field}, value) > 0)`, JSON.stringify(written));
}
