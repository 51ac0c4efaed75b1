/** The body of an answer in bytes, with its entity tag. */
import { createHash } from 'node:crypto';

export class SerializedResponse {
  private constructor(
    readonly body: Buffer,
    /** A strong entity tag: the hash of the body. */
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

  static bytes(body: Buffer, contentType: string, pinned = false): SerializedResponse {
    return new SerializedResponse(
      body,
      `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
      pinned,
      contentType,
    );
  }
}
