/** Names that people write in their own words, such as what is counted, or how pressure is put. */

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * A slug as words; any other name as it is written.
 * @example nameInWords('prisoner-exchange') // 'prisoner exchange'
 * @example nameInWords('Long-range missiles') // 'Long-range missiles'
 */
export const nameInWords = (name: string): string => (SLUG.test(name) ? name.replaceAll('-', ' ') : name);
