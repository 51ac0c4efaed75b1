/** Lists in prose. */

/**
 * `a, b and c`; empty for none.
 * @example listed(['a', 'b', 'c']) // 'a, b and c'
 */
export const listed = (names: readonly string[], last = 'and'): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}` : (names[0] ?? '');
