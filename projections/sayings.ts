/** What parties have said, found by what a withdrawal names: not all that was ever said is gone through for each. */
import type { Named } from './kinds.js';
import { named } from './kinds.js';
import type { Told } from './told.js';
import type { View } from './view.js';
import { developmentNamedBy, type TakenBack } from './withdrawals.js';

type Names = Pick<TakenBack, 'claim' | 'proposal' | 'agreement' | 'development' | 'onReport'>;

const keysOf = (names: Names): string[] =>
  Object.entries({
    claim: names.claim,
    proposal: names.proposal,
    agreement: names.agreement,
    development: names.development,
    onReport: names.onReport,
  }).flatMap(([field, name]) => (name === undefined ? [] : [`${field}:${name}`]));

/** Once said, always found: whether it still holds is for whoever asks to see. */
export class Sayings<T> {
  readonly #said = new Map<string, Set<T>>();

  constructor(private readonly view: View) {}

  /** @param about what it is a word on, besides what the report names */
  add(t: Told, saying: T, about: Named = {}): void {
    const onReport = developmentNamedBy(t, this.view);
    for (const key of [...keysOf({ ...named(t.report), development: t.development, onReport }), ...keysOf(about)])
      this.#said.set(key, (this.#said.get(key) ?? new Set()).add(saying));
  }

  /** All that it may take back, and perhaps more. */
  takenBack(taken: Names): Set<T> {
    return new Set(keysOf(taken).flatMap((key) => [...(this.#said.get(key) ?? [])]));
  }
}
