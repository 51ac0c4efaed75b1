/** Failures of a store for reasons outside of the program: machine, file, network. */

/**
 * - `full`: the disk is full. Nothing was stored. The store works again when there is room.
 * - `busy`: others held the store for too long. Nothing was stored, and the append can be repeated.
 * - `io`: the disk failed. Whether the last append is stored must be looked up.
 * - `unreachable`: the server does not answer. Whether the last append is stored is not known; it can be repeated.
 * - `too-large`: more than the store takes in one append. Nothing was stored.
 * - `damaged`: what is stored is not what was written.
 * - `deleted`: the stream was deleted on the server, for good.
 * - `unwritable`: the file cannot be opened or written, or the server does not allow it.
 * - `not-parley`: the file is something else.
 * - `newer-version`: the file was written by a newer Parley than this one.
 * - `gone`: the file of the log was moved, deleted or replaced while it was open. Nothing more is stored.
 * - `clock`: the clock of the machine cannot be right. Nothing is stored until it is.
 * - `closed`: the store has been closed.
 */
export type StoreFailureCode =
  | 'full'
  | 'busy'
  | 'io'
  | 'unreachable'
  | 'too-large'
  | 'damaged'
  | 'deleted'
  | 'unwritable'
  | 'not-parley'
  | 'newer-version'
  | 'gone'
  | 'clock'
  | 'closed';

/** The error of a store's promises and subscriptions. `cause` is the error of the database or its client. */
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
