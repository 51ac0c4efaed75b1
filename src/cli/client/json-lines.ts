/** An answer of lines of JSON, each as it arrives. */
import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';

export async function* jsonLinesOf(response: IncomingMessage): AsyncGenerator<string> {
  const lines = createInterface({ input: response, crlfDelay: Infinity });
  // Readline ends where its input breaks off, as if that were the end.
  let broken: Error | undefined;
  response.once('error', (error) => {
    broken = error;
    lines.close();
  });
  for await (const line of lines) if (line !== '') yield line;
  if (broken) throw broken;
}
