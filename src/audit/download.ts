/** What is answered as a stream, of whatever length. */
import type { Readable } from 'node:stream';

export interface Download {
  /** The name of the file to save it in. */
  readonly name: string;
  readonly type: string;
  readonly content: Readable;
}
