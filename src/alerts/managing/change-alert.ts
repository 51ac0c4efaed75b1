/** Removes an alert, or has its dead letters tried again. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AlertId, AlertRemovedAnswer, ReplayAnswer, ReplayRequest } from '../../../answers/alerts/alerts.js';
import type { KnownCaller } from '../../access/caller.js';
import { AlertsFollower } from '../following/alerts-follower.js';
import { AlertsThread } from '../keeping/alerts-thread.js';
import { OwnAlerts } from './own-alerts.js';
import { orAlertsFailed } from './refusals.js';

export class RemoveAlert extends Command<AlertRemovedAnswer> {
  constructor(
    readonly alert: AlertId,
    readonly caller: KnownCaller,
  ) {
    super();
  }
}

@CommandHandler(RemoveAlert)
export class RemoveAlertHandler implements ICommandHandler<RemoveAlert> {
  constructor(
    private readonly own: OwnAlerts,
    private readonly thread: AlertsThread,
    private readonly follower: AlertsFollower,
  ) {}

  /** The key of its address and its secret is destroyed, and what waited for it is gone. */
  async execute({ alert, caller }: RemoveAlert): Promise<AlertRemovedAnswer> {
    await this.own.one(alert, caller);
    await orAlertsFailed(this.thread.ask('remove', alert));
    this.follower.start();
    return { id: alert, removed: true };
  }
}

export class ReplayAlert extends Command<ReplayAnswer> {
  constructor(
    readonly alert: AlertId,
    readonly request: ReplayRequest,
    readonly caller: KnownCaller,
  ) {
    super();
  }
}

@CommandHandler(ReplayAlert)
export class ReplayAlertHandler implements ICommandHandler<ReplayAlert> {
  constructor(
    private readonly own: OwnAlerts,
    private readonly thread: AlertsThread,
  ) {}

  async execute({ alert, request: { letters }, caller }: ReplayAlert): Promise<ReplayAnswer> {
    await this.own.one(alert, caller);
    return { replayed: await orAlertsFailed(this.thread.ask('replay', alert, letters)) };
  }
}
