/** JSON pointers (RFC 6901). */

/** A key as a pointer writes it. */
export const escaped = (key: PropertyKey): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

/** @example pointerOf(['terms', 1, 'quantity']) // '/terms/1/quantity' */
export const pointerOf = (path: readonly PropertyKey[]): string => path.map((key) => `/${escaped(key)}`).join('');
