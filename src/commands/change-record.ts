/**
 * Changing the record without changing the past: what a publisher does to a report, and what our desk does to entries,
 * names and sources.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeEventType } from '../../events/event-types.js';
import { entryId } from '../../events/ids.js';
import { problem } from '../../answers/problem.js';
import type { JsonObject } from '../../events/envelope.js';
import { Refused } from '../problems/refused.js';
import { currentSight } from '../queries/pacing/call.js';
import { dataFrom } from './body.js';
import type { ChangedAnswer } from '../../answers/receipts.js';
import type { Writing } from './writing.js';
import { EventRecorder } from './event-recorder.js';

export class ChangeRecord extends Command<ChangedAnswer> {
  /**
   * @param path the fields of the event that the address names: `negotiation` and what is changed, or the publisher
   * @param body the other fields of the event, unchecked
   */
  constructor(
    readonly type: ChangeEventType,
    readonly path: Readonly<Record<string, string>>,
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** Whether who speaks is another after these changes, or after changes of changes. */
const changesSpeaker = (changes: unknown): boolean =>
  isObject(changes) && (Object.hasOwn(changes, 'speaker') || changesSpeaker(changes['changes']));

/** A speaker is corrected as a whole: a name that somebody does not see would be lost. */
function insistOnSight({ changes }: JsonObject): void {
  if (currentSight() === 'whole' || !changesSpeaker(changes)) return;
  const detail = 'who speaks is corrected by those who see the names of those who speak (PARLEY_SHOW_SPEAKERS)';
  throw new Refused(problem('forbidden', detail));
}

@CommandHandler(ChangeRecord)
export class ChangeRecordHandler implements ICommandHandler<ChangeRecord> {
  constructor(private readonly eventRecorder: EventRecorder) {}

  async execute({ type, path, body, writing }: ChangeRecord): Promise<ChangedAnswer> {
    const line = { type, data: dataFrom(body, path) };
    insistOnSight(line.data);
    const { id, receipt, affected: others } = await this.eventRecorder.record(line, writing);
    return { changeId: entryId.parse(id), ...receipt, ...(others ? { affected: [...others] } : {}) };
  }
}
