/** Whether two states of a fold are the same. A report is the same only where it is the very same. */

const isReport = (value: object): boolean => 'placedBy' in value;

/** States are made of plain objects, lists, maps and sets, in which the order counts. */
export function isSameState(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isReport(a) || isReport(b)) return false;
  if (a instanceof Map || a instanceof Set)
    return b instanceof (a instanceof Map ? Map : Set) && isSameState([...(a as Iterable<unknown>)], [...b]);
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSameState(item, b[i]));
  const fields = Object.keys(a);
  return (
    fields.length === Object.keys(b).length &&
    fields.every((field) => isSameState((a as Record<string, unknown>)[field], (b as Record<string, unknown>)[field]))
  );
}
