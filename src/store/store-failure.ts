/** What goes wrong with a store that is nobody's decision: the machine, the file, the network. */

/**
 * - `full`: no room for it on the disk. Nothing of it was stored; it works again when there is room.
 * - `busy`: others held the store for too long. Nothing was stored; safe to try again.
 * - `io`: the disk did not do what it was asked to. Whether the last append is stored must be looked up.
 * - `unreachable`: the server does not answer. Whether the last append is stored could not be looked up; safe to repeat.
 * - `too-large`: more than the store takes at once. Nothing was stored.
 * - `damaged`: what is stored is not what was written.
 * - `unwritable`: the file cannot be opened or written where it is, or the server allows no such thing.
 * - `not-parley`: the file is something else.
 * - `newer-version`: the file was written by a newer Parley than this one.
 * - `closed`: the store has been closed.
 */
export type StoreFailureCode =
  | 'full'
  | 'busy'
  | 'io'
  | 'unreachable'
  | 'too-large'
  | 'damaged'
  | 'unwritable'
  | 'not-parley'
  | 'newer-version'
  | 'closed';

/** What a store's promises reject with, and what its subscriptions end with. `cause` is the engine's own error. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';

  constructor(
    readonly code: StoreFailureCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
