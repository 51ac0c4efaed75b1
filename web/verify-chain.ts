/** Verifies the hash chain in the browser, with the same code from `events/` that the server seals with. */
import type { RecordedEvent } from '../events/envelope.js';
import { storedEventOf } from '../events/chain/stored-event.js';
import type { Verdict } from '../events/chain/verdict.js';
import { StreamCheck } from '../events/chain/verify.js';

export type { Verdict };

/** A line of the export. */
type Line = Omit<RecordedEvent, 'position'> & {
  readonly position: string;
  /** What the hash covers, where texts are sealed in it. */
  readonly sealed?: RecordedEvent['data'];
};

/** @param on called now and then with the number of events checked so far */
export async function verify(
  lines: AsyncIterable<string>,
  stream: string,
  on: (checked: number) => void,
): Promise<{ readonly verdict: Verdict; readonly checked: number }> {
  const check = new StreamCheck({ stream });
  let checked = 0;
  for await (const line of lines) {
    const { position, sealed, ...event } = JSON.parse(line) as Line;
    check.add(storedEventOf({ ...event, data: sealed ?? event.data, position: BigInt(position) }));
    checked += 1;
    if (checked % 500 === 0) {
      on(checked);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return { verdict: check.verdict(), checked };
}
