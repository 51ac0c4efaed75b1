/** Gives events from the server the keys of what is sealed in them. */
import type { EventOnServer } from '../stored-form.js';
import type { RecorderKeys } from './recorder-keys.js';
import type { TextKeys } from './text-keys.js';

export class KeyedEvents {
  constructor(private readonly textKeys: TextKeys) {}

  /** With the keys of their texts. */
  async withTextKeys(events: readonly EventOnServer[]): Promise<readonly EventOnServer[]> {
    const found = await this.textKeys.at(events.flatMap(({ keysAt }) => keysAt ?? []));
    return events.map((event) => {
      const keys = event.keysAt === undefined ? undefined : found.get(event.keysAt);
      return keys ? { ...event, keys } : event;
    });
  }

  /** With those of their recorders as well. */
  async withKeys(events: readonly EventOnServer[], recorders: RecorderKeys): Promise<readonly EventOnServer[]> {
    const found = await recorders.of(events.map(({ recorder }) => recorder));
    return (await this.withTextKeys(events)).map((event) => {
      const recorderKey = event.recorderKey ?? found.get(event.recorder);
      return recorderKey ? { ...event, recorderKey } : event;
    });
  }
}
