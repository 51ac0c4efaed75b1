/** Who speaks is changed as a whole: a name that somebody does not see (`PARLEY_SHOW_SPEAKERS`) would be lost. */
import { problem, type Problem } from '../../answers/problem.js';
import type { JsonObject } from '../../events/envelope.js';
import { currentSight } from '../queries/pacing/call.js';

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** Whether who speaks is another after these changes, or after changes of changes. */
const changesSpeaker = (changes: unknown): boolean =>
  isObject(changes) && (Object.hasOwn(changes, 'speaker') || changesSpeaker(changes['changes']));

/** Why whoever calls may not state this; undefined where they may. @param data of an event */
export function unseenSpeaker(data: unknown): Problem | undefined {
  if (currentSight() === 'whole' || !isObject(data) || !changesSpeaker(data['changes'])) return undefined;
  const detail = 'who speaks is corrected by those who see the names of those who speak (PARLEY_SHOW_SPEAKERS)';
  return problem('forbidden', detail);
}
