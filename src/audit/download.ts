/** An answer that is sent as a file while it is read. */
import type { Readable } from 'node:stream';

export interface Download {
  /** The file name that a client is offered. */
  readonly name: string;
  /** The media type. */
  readonly type: string;
  readonly content: Readable;
}
