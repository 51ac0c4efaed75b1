/** JSON pointers (RFC 6901). */

export const escaped = (key: PropertyKey): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

export const pointerOf = (path: readonly PropertyKey[]): string => path.map((key) => `/${escaped(key)}`).join('');
