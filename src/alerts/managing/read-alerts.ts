/** Lists the alerts of the caller, or shows one of them. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AlertAnswer, AlertId, AlertsAnswer, DeadLettersAnswer } from '../../../answers/alerts/alerts.js';
import type { KnownCaller } from '../../access/caller.js';
import { Subscribers } from '../following/subscribers.js';
import { AlertsThread } from '../keeping/alerts-thread.js';
import { OwnAlerts } from './own-alerts.js';
import { orAlertsFailed } from './refusals.js';

export class ListAlerts extends Query<AlertsAnswer> {
  constructor(readonly caller: KnownCaller) {
    super();
  }
}

@QueryHandler(ListAlerts)
export class ListAlertsHandler implements IQueryHandler<ListAlerts> {
  constructor(
    private readonly own: OwnAlerts,
    private readonly subscribers: Subscribers,
  ) {}

  async execute({ caller }: ListAlerts): Promise<AlertsAnswer> {
    const alerts = (await this.own.all(caller)).map((one) => this.own.answerOf(one));
    return { alerts, channels: { webhook: this.subscribers.sends('webhook'), mail: this.subscribers.sends('mail') } };
  }
}

export class ReadAlert extends Query<AlertAnswer> {
  constructor(
    readonly alert: AlertId,
    readonly caller: KnownCaller,
  ) {
    super();
  }
}

@QueryHandler(ReadAlert)
export class ReadAlertHandler implements IQueryHandler<ReadAlert> {
  constructor(private readonly own: OwnAlerts) {}

  async execute({ alert, caller }: ReadAlert): Promise<AlertAnswer> {
    return this.own.answerOf(await this.own.one(alert, caller));
  }
}

export class ReadDeadLetters extends Query<DeadLettersAnswer> {
  constructor(
    readonly alert: AlertId,
    readonly caller: KnownCaller,
  ) {
    super();
  }
}

@QueryHandler(ReadDeadLetters)
export class ReadDeadLettersHandler implements IQueryHandler<ReadDeadLetters> {
  constructor(
    private readonly own: OwnAlerts,
    private readonly thread: AlertsThread,
  ) {}

  async execute({ alert, caller }: ReadDeadLetters): Promise<DeadLettersAnswer> {
    await this.own.one(alert, caller);
    return orAlertsFailed(this.thread.ask('deadLetters', alert));
  }
}
