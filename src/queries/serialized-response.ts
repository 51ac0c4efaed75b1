/** The body of an answer in bytes, with its entity tag; and the same bytes compressed, once each way. */
import { createHash } from 'node:crypto';
import { onceFor } from './story/once-for.js';

/** Makes the bytes of an encoding. */
type Compress = (body: Buffer) => Promise<Buffer>;

export class SerializedResponse {
  readonly #compressed = new Map<string, Buffer>();
  readonly #compressing = new Map<string, Promise<void>>();

  private constructor(
    readonly body: Buffer,
    /** A strong entity tag: the hash of the body, or of what it was made from. */
    readonly etag: string,
    /** Whether it can never be another. */
    readonly pinned: boolean,
    readonly contentType: string,
  ) {}

  static of(answer: unknown, pinned = false): SerializedResponse {
    return SerializedResponse.text(JSON.stringify(answer), 'application/json; charset=utf-8', pinned);
  }

  static text(text: string, contentType: string, pinned = false): SerializedResponse {
    return SerializedResponse.bytes(Buffer.from(text), contentType, pinned);
  }

  /** @param from what the body was made from, where the same makes the same but for the time at which it was made */
  static bytes(body: Buffer, contentType: string, pinned = false, from: Buffer | string = body): SerializedResponse {
    const etag = `"${createHash('sha256').update(from).digest('base64url').slice(0, 27)}"`;
    return new SerializedResponse(body, etag, pinned, contentType);
  }

  /** The body in an encoding, where it has been made. */
  compressedAs(encoding: string): Buffer | undefined {
    return this.#compressed.get(encoding);
  }

  /** Makes the body in an encoding, for `compressedAs`: once for all callers, and again after it has failed. */
  compressAs(encoding: string, compress: Compress): Promise<void> {
    return onceFor(this.#compressing, encoding, async () => {
      this.#compressed.set(encoding, await compress(this.body));
    });
  }
}
