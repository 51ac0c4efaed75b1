/**
 * Changing the record without changing the past: what a publisher does to a report, and what our desk does to entries,
 * names and sources.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeEventType } from '../../events/event-types.js';
import { entryId } from '../../events/ids.js';
import { Refused } from '../problems/refused.js';
import { dataFrom } from './body.js';
import type { ChangedAnswer } from '../../answers/receipts.js';
import { unseenSpeaker } from './unseen-speaker.js';
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

@CommandHandler(ChangeRecord)
export class ChangeRecordHandler implements ICommandHandler<ChangeRecord> {
  constructor(private readonly eventRecorder: EventRecorder) {}

  async execute({ type, path, body, writing }: ChangeRecord): Promise<ChangedAnswer> {
    const line = { type, data: dataFrom(body, path) };
    const unseen = unseenSpeaker(line.data);
    if (unseen) throw new Refused(unseen);
    const { id, receipt, affected: others } = await this.eventRecorder.record(line, writing);
    return { changeId: entryId.parse(id), ...receipt, ...(others ? { affected: [...others] } : {}) };
  }
}
