/** The lines of an answer as they come in. */

/** The lines that each part of the answer ends, together: whoever draws, draws once a part. The last need not be ended. */
export async function* linesInParts(body: ReadableStream<Uint8Array>): AsyncGenerator<readonly string[]> {
  let left = '';
  const reader = body.pipeThrough(new TextDecoderStream() as never).getReader() as ReadableStreamDefaultReader<string>;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (left + part.value).split('\n');
    left = lines.pop() ?? '';
    yield lines.filter(Boolean);
  }
  if (left) yield [left];
}

/** One line after the other. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  for await (const lines of linesInParts(body)) yield* lines;
}
