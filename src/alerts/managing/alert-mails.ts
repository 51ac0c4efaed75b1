/** What whoever gets mails may do without a token, by the codes in them: confirm that they want them, and end them. */
import { Injectable } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AlertId, ConfirmedAnswer } from '../../../answers/alerts/alerts.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { AlertsFollower } from '../following/alerts-follower.js';
import { AlertsThread } from '../keeping/alerts-thread.js';
import { orAlertsFailed, unknownAlert } from './refusals.js';

/** No code is longer. */
const LONGEST_CODE = 100;

@Injectable()
export class AlertMails {
  constructor(
    private readonly thread: AlertsThread,
    private readonly follower: AlertsFollower,
    private readonly image: MemoryImage,
  ) {}

  /** The alert that the code confirms; undefined where there is none. Confirmed again, it is the same. */
  async confirm(code: string): Promise<AlertId | undefined> {
    if (!this.thread.hasFile || code.length > LONGEST_CODE) return undefined;
    const confirmed = await orAlertsFailed(this.thread.ask('confirm', code, String(this.image.position)));
    if (confirmed) this.follower.start();
    return confirmed?.id;
  }

  /** @returns whether the code is right */
  async end(alert: string, code: string): Promise<boolean> {
    if (!this.thread.hasFile || code.length > LONGEST_CODE) return false;
    const hasEnded = await orAlertsFailed(this.thread.ask('end', alert, code));
    if (hasEnded) this.follower.start();
    return hasEnded;
  }
}

export class ConfirmAlert extends Command<ConfirmedAnswer> {
  constructor(readonly code: string) {
    super();
  }
}

@CommandHandler(ConfirmAlert)
export class ConfirmAlertHandler implements ICommandHandler<ConfirmAlert> {
  constructor(private readonly mails: AlertMails) {}

  async execute({ code }: ConfirmAlert): Promise<ConfirmedAnswer> {
    const id = await this.mails.confirm(code);
    if (id === undefined) throw unknownAlert();
    return { id, confirmed: true };
  }
}
