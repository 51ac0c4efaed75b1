/** Verifies the hash chain in the browser, with the same code from `events/` that the server seals with. */
import type { RecordedEvent } from '../../events/envelope.js';
import { storedEventOf } from '../../events/chain/stored-event.js';
import type { Verdict } from '../../events/chain/verdict.js';
import { StreamCheck } from '../../events/chain/verify.js';
import { falseText, isFalseRecorder } from './sealed-texts.js';

export type { Verdict };

/** A line of the export. */
type Line = Omit<RecordedEvent, 'position' | 'keys' | 'recorderKey'> & {
  readonly position: string;
  /** What the hash covers, where texts are sealed in it. */
  readonly sealed?: RecordedEvent['data'];
  /** Of the texts that are sealed, in base64url. */
  readonly keys?: string;
  /** What the hash covers for the recorder, where the name is sealed; and its key, in base64url. */
  readonly sealedRecorder?: string;
  readonly recorderKey?: string;
};

/** A line whose texts are not those that its hash covers, though the chain itself holds. */
const changedText = ({ revision, position, id }: Line, place: string): Verdict => ({
  ok: false,
  revision,
  position: BigInt(position),
  id,
  problem: 'changed',
  detail: `${place} is not what was sealed`,
});

/** What is not as it was sealed; undefined where all is. */
function falsePlace({ data, sealed, keys = '', recorder, sealedRecorder, recorderKey = '' }: Line): string | undefined {
  if (sealedRecorder !== undefined && isFalseRecorder(recorder, sealedRecorder, recorderKey)) return 'the recorder';
  return sealed && falseText(data, sealed, keys);
}

/** @param on called now and then with the number of events checked so far */
export async function verify(
  lines: AsyncIterable<string>,
  stream: string,
  on: (checked: number) => void,
): Promise<{ readonly verdict: Verdict; readonly checked: number }> {
  const check = new StreamCheck({ stream });
  let checked = 0;
  let changed: Verdict | undefined;
  for await (const line of lines) {
    const read = JSON.parse(line) as Line;
    const { position, sealed, keys: _keys, sealedRecorder, recorderKey: _key, ...event } = read;
    const place = changed === undefined ? falsePlace(read) : undefined;
    if (place !== undefined) changed = changedText(read, place);
    const recorder = sealedRecorder ?? event.recorder;
    check.add(storedEventOf({ ...event, recorder, data: sealed ?? event.data, position: BigInt(position) }));
    checked += 1;
    if (checked % 500 === 0) {
      on(checked);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  const verdict = check.verdict();
  // Whichever comes first in the stream.
  const isEarlier = changed && !changed.ok && (verdict.ok || changed.revision < verdict.revision);
  return { verdict: isEarlier && changed ? changed : verdict, checked };
}
