/** What parties have said, found by what a withdrawal names: not all that was ever said is gone through for each. */
import type { Named } from './kinds.js';
import { named } from './kinds.js';
import type { Told } from './told.js';
import type { View } from './view.js';
import { developmentNamedBy, type TakenBack } from './withdrawals.js';

type Names = Pick<TakenBack, 'claim' | 'proposal' | 'agreement' | 'development' | 'onReport'>;

const FIELDS = ['claim', 'proposal', 'agreement', 'development', 'onReport'] as const;

const keysOf = (names: Names): string[] =>
  FIELDS.flatMap((field) => (names[field] === undefined ? [] : [`${field}:${names[field]}`]));

interface Said<T> {
  readonly t: Told;
  readonly saying: T;
  readonly about: Named;
}

/** Once said, always found: whether it still holds is for whoever asks to see. */
export class Sayings<T> {
  readonly #byKey = new Map<string, Set<T>>();
  /** Not sorted in yet: where nothing is taken back, nothing need be. */
  #unsorted: Said<T>[] = [];

  constructor(private readonly view: View) {}

  /** @param about what it is a word on, besides what the report names */
  add(t: Told, saying: T, about: Named = {}): void {
    this.#unsorted.push({ t, saying, about });
  }

  /** All that it may take back, and perhaps more. */
  takenBack(taken: Names): Set<T> {
    for (const said of this.#unsorted) this.#sortIn(said);
    this.#unsorted = [];
    return new Set(keysOf(taken).flatMap((key) => [...(this.#byKey.get(key) ?? [])]));
  }

  #sortIn({ t, saying, about }: Said<T>): void {
    const onReport = developmentNamedBy(t, this.view);
    for (const key of [...keysOf({ ...named(t.report), development: t.development, onReport }), ...keysOf(about)])
      this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(saying));
  }
}
