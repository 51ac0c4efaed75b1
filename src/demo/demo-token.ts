/** The token of the demo, on a server whose first token comes from its settings. */
import type { IssuedAnswer } from '../../answers/access/tokens.js';

/**
 * Issues a token for a day, with which the demo records, and whoever looks at it signs in.
 * @param base the server's address, without a path
 * @param bootstrapToken an administrator's, which reads and records nothing itself
 * @throws Error where that token is no longer good
 */
export async function demoToken(base: string, bootstrapToken: string): Promise<string> {
  const response = await fetch(`${base}/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bootstrapToken}` },
    body: JSON.stringify({
      subject: 'demo',
      roles: ['editor', 'reporter', 'auditor'],
      days: 1,
    }),
  });
  if (!response.ok) throw new Error(`PARLEY_BOOTSTRAP_TOKEN issues no token here (${response.status}): ${ELSEWHERE}`);
  return ((await response.json()) as IssuedAnswer).secret;
}

/** What to do where a server with tokens does not let the demo in. */
export const ELSEWHERE = 'run the demo on a folder of its own, as by `PARLEY_DATA=./demo-data npm run demo`';
