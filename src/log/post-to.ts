/** Posts to a server that an operator has named: without redirects, within bounds of time and length. */

/** In milliseconds. */
const PATIENCE = 10_000;

/** In bytes: an answer of more is none. */
const LONGEST_ANSWER = 64 * 1024;

interface PostAnswer {
  readonly status: number;
  readonly bytes: Buffer;
}

async function bytesOf(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > LONGEST_ANSWER) throw new Error('its answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Rejects where there is no answer: `notAnswered` says why. */
export async function postTo(url: string, body: string | Uint8Array, type: string): Promise<PostAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': type },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { status: response.status, bytes: await bytesOf(response) };
}

/** Why there was no answer, in words. */
export function notAnswered(error: unknown): string {
  const { name, message, cause } = error as Error;
  const why = cause instanceof Error ? cause.message : message;
  return name === 'TimeoutError' ? 'it does not answer in time' : `it cannot be asked: ${why}`;
}
