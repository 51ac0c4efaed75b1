/** Answers in JSON lines. */
import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';

/**
 * The lines of an answer as they arrive, without empty ones.
 * @throws where the connection breaks before the end
 */
export async function* jsonLinesOf(response: IncomingMessage): AsyncGenerator<string> {
  const lines = createInterface({ input: response, crlfDelay: Infinity });
  // Readline treats a broken connection like the end of the input.
  let broken: Error | undefined;
  response.once('error', (error) => {
    broken = error;
    lines.close();
  });
  for await (const line of lines) if (line !== '') yield line;
  if (broken) throw broken;
}
