/**
 * Events without the names of those who speak: as somebody is told them who may not see the names of sources. Nothing that the
 * rules read is another without them, as after an erasure: they read the mark of the voice.
 */
import { createHash } from 'node:crypto';
import { comparable } from '../text.js';
import type { JsonObject, JsonValue } from '../envelope.js';
import type { Fact, Logged } from '../event.js';
import { marksIn } from './marks.js';
import { copyWith } from './shape.js';

/** Where names of speakers stand in the data of events, as JSON pointers: also in what corrections and amendments change. */
export const SPEAKER_NAMES: readonly string[] = [
  '/speaker/name',
  '/changes/speaker/name',
  '/changes/changes/speaker/name',
];

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The other fields. A name that is opened when it is first read is not opened. */
const withoutName = (speaker: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.keys(speaker).flatMap((field) => (field === 'name' ? [] : [[field, speaker[field] as JsonValue]])),
  );

/** Data without the names of speakers, its other texts unopened; the same object where it has none. */
export function withoutSpeakers(data: JsonObject): JsonObject {
  const { speaker, changes } = data;
  const named = isObject(speaker) && Object.hasOwn(speaker, 'name');
  const less = named ? copyWith(data, 'speaker', withoutName(speaker)) : data;
  if (!isObject(changes)) return less;
  const fewer = withoutSpeakers(changes);
  return fewer === changes ? less : copyWith(less, 'changes', fewer);
}

/** The number of a voice that was recorded before there were marks. Those that are drawn are not negative. */
const voiceOf = (name: string): number => -1 - createHash('sha256').update(comparable(name)).digest().readUIntBE(0, 6);

function reportWithout(report: JsonObject): JsonObject {
  const { name } = report['speaker'] as { readonly name?: string };
  const less = withoutSpeakers(report);
  if (less === report || name === undefined || marksIn(report)?.voice !== undefined) return less;
  return copyWith(less, 'marks', { ...(report['marks'] as JsonObject | undefined), voice: voiceOf(name) });
}

function factWithout(fact: Fact): Fact {
  if (fact.type === 'Report') {
    const report = fact.report as unknown as JsonObject;
    const less = reportWithout(report);
    return less === report ? fact : ({ type: fact.type, report: less } as unknown as Fact);
  }
  const data = fact.data as unknown as JsonObject;
  const less = withoutSpeakers(data);
  return less === data ? fact : ({ ...fact, data: less } as unknown as Fact);
}

/** An event without the names of speakers; the same object where it has none. */
export function loggedWithoutSpeakers(logged: Logged): Logged {
  const fact = factWithout(logged.fact);
  return fact === logged.fact ? logged : { ...logged, fact };
}
