/** Aliases: two names of publishers or origins that our desk found to be one (rule 3.19 in docs/rules.md). */
import { comparableSource } from '../../events/text.js';
import type { Entry } from './entries.js';

/** The aliases that a reading knows of. */
export class Aliases {
  readonly #keys = new Map<string, string>();

  /** @param of by name, as names of sources are compared: the name that it stands for, as written */
  private constructor(private readonly of: ReadonlyMap<string, string>) {}

  /** @param entries those of the stream `sources` that are not voided, in the order of recording */
  static of(entries: readonly Entry[]): Aliases {
    const of = new Map<string, string>();
    for (const { fact } of entries) {
      if (fact.type !== 'SourceAliased') continue;
      const name = comparableSource(fact.data.name);
      // No such alias is recorded: it would be refused. One in a file from elsewhere has no effect.
      if (of.has(name) || new Aliases(of).keyOf(fact.data.of) === name) continue;
      of.set(name, fact.data.of);
    }
    return new Aliases(of);
  }

  /** Whether the same names stand for the same. */
  isSame({ of }: Aliases): boolean {
    return of.size === this.of.size && [...of].every(([name, other]) => this.of.get(name) === other);
  }

  /** Whether a name is an alias of another. */
  isAlias(name: string): boolean {
    return this.of.has(comparableSource(name));
  }

  /** By this, two names are one: the form in which they are compared, of the last along a chain of aliases. */
  keyOf(name: string): string {
    // The same few names stand in all reports, and to compare them costs more than all else that is read of a source.
    const key = this.#keys.get(name) ?? this.#compared(name);
    this.#keys.set(name, key);
    return key;
  }

  #compared(name: string): string {
    let key = comparableSource(name);
    for (let next = this.of.get(key); next !== undefined; next = this.of.get(key)) key = comparableSource(next);
    return key;
  }

  /** The name as the first alias that stands for it writes it; undefined where no alias does. */
  shown(name: string): string | undefined {
    const key = this.keyOf(name);
    for (const written of this.of.values()) if (comparableSource(written) === key) return written;
    return undefined;
  }

  /** All names, in the form in which they are compared, that are one with this name, itself included. */
  keysOf(name: string): string[] {
    const key = this.keyOf(name);
    const aliased = [...this.of].flatMap(([one, other]) => [one, comparableSource(other)]);
    return [...new Set([comparableSource(name), key, ...aliased.filter((one) => this.keyOf(one) === key)])];
  }

  /** The names that aliases are shown as, as written. */
  names(): string[] {
    return [...new Set(this.of.values())];
  }
}
