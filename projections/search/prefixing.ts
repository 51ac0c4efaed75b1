/** How the words of a script take prefixes. */

/** All words are as folded. */
export interface Prefixing {
  readonly script: RegExp;
  /** Words that begin like a prefix and have none. */
  readonly whole: ReadonlySet<string>;
  /** By prefix, how many letters must at least follow it. */
  readonly prefixes: ReadonlyMap<string, number>;
}
