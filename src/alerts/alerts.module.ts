/** Alerts: who wants to know is told. */
import { Module } from '@nestjs/common';
import { CommandsModule } from '../commands/commands.module.js';
import { LiveModule } from '../live/live.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { AlertsFollower } from './following/alerts-follower.js';
import { ClockNews } from './following/clock-news.js';
import { GroupNews } from './following/group-news.js';
import { Subscribers } from './following/subscribers.js';
import { AlertsThread } from './keeping/alerts-thread.js';
import { AddAlertHandler } from './managing/add-alert.js';
import { AlertMails, ConfirmAlertHandler } from './managing/alert-mails.js';
import { RemoveAlertHandler, ReplayAlertHandler } from './managing/change-alert.js';
import { OwnAlerts } from './managing/own-alerts.js';
import { ListAlertsHandler, ReadAlertHandler, ReadDeadLettersHandler } from './managing/read-alerts.js';

@Module({
  imports: [QueriesModule, CommandsModule, LiveModule],
  providers: [
    AlertsThread,
    Subscribers,
    GroupNews,
    ClockNews,
    AlertsFollower,
    OwnAlerts,
    AlertMails,
    AddAlertHandler,
    ConfirmAlertHandler,
    RemoveAlertHandler,
    ReplayAlertHandler,
    ListAlertsHandler,
    ReadAlertHandler,
    ReadDeadLettersHandler,
  ],
  exports: [AlertsThread],
})
export class AlertsModule {}
