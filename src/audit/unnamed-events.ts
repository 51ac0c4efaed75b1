/** Stored events for somebody who may not see the names of those who speak. */
import { withoutSpeakers, SPEAKER_NAMES } from '../../events/erasure/speakers.js';
import { canonicalDataOf, type StoredEvent } from '../../events/chain/stored-event.js';
import type { JsonObject } from '../../events/envelope.js';
import { problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import type { Sight } from '../queries/pacing/call.js';
import { KEY_LENGTH } from '../store/erasure/commitment.js';
import { sealedTextsOf } from '../store/erasure/sealed-texts.js';

/** An event that is shown without the names of those who speak. */
export interface UnnamedEvent extends StoredEvent {
  readonly withoutSpeakers: true;
}

/** 403: who reads may not see the names of those who speak, and they cannot be left out here. */
export const namesWithin = (what: string): Refused =>
  new Refused(
    problem('forbidden', `${what}, and your roles do not see the names of those who speak (PARLEY_SHOW_SPEAKERS)`),
  );

/** The keys without those that open the names: zeros in their place, as of a text that cannot be opened any more. */
function keysWithout({ type, keys }: StoredEvent, data: JsonObject): Uint8Array | undefined {
  if (!keys) return undefined;
  const left = Uint8Array.from(keys);
  for (const { pointer, index } of sealedTextsOf(type, data))
    if (SPEAKER_NAMES.includes(pointer)) left.fill(0, index * KEY_LENGTH, (index + 1) * KEY_LENGTH);
  return left;
}

/**
 * The event as it is seen: of a sealed name neither the text nor the key. What a name was recorded in
 * before names were sealed, its hash does not fit any more without it.
 */
export function asSeen(event: StoredEvent, sight: Sight): StoredEvent | UnnamedEvent {
  if (sight === 'whole') return event;
  const data = canonicalDataOf(event.text);
  // What cannot be read may hold a name, wherever that stands in it.
  if (!data) return { ...event, text: '', withoutSpeakers: true };
  const { keys: _, ...rest } = event;
  const keys = keysWithout(event, data);
  return { ...rest, ...(keys ? { keys } : {}), withoutSpeakers: true };
}

export const isUnnamed = (event: StoredEvent): event is UnnamedEvent => 'withoutSpeakers' in event;

/** Whether a name stands in the event as its hash covers it, unsealed. */
export function hasOpenName({ text }: StoredEvent): boolean {
  const data = canonicalDataOf(text);
  if (!data) return true;
  const less = withoutSpeakers(data);
  return less !== data && namesIn(data).some((name) => typeof name === 'string');
}

function namesIn(data: JsonObject): unknown[] {
  const at = (pointer: string) =>
    pointer
      .slice(1)
      .split('/')
      .reduce<unknown>(
        (value, field) => (typeof value === 'object' && value !== null ? (value as JsonObject)[field] : undefined),
        data,
      );
  return SPEAKER_NAMES.map(at);
}
