/** The alerts that a caller may see: their own, and to an admin all. */
import { Injectable } from '@nestjs/common';
import type { AlertAnswer } from '../../../answers/alerts/alerts.js';
import type { KnownCaller } from '../../access/caller.js';
import { hasRole } from '../../access/roles.js';
import { Subscribers } from '../following/subscribers.js';
import { AlertsThread } from '../keeping/alerts-thread.js';
import type { Listed } from '../keeping/keeper.js';
import type { Owner } from '../kept/subscription.js';
import { alertAnswerOf } from './alert-answer.js';
import { orAlertsFailed, unknownAlert } from './refusals.js';

/** A person may come with another token than the one by which they asked. Names of people are given by admins. */
export const isOwn = (owner: Owner, caller: KnownCaller): boolean =>
  owner.kind === 'token' ? caller.kind === 'token' && caller.subject === owner.subject : caller.kind === owner.kind;

const sees = (owner: Owner, caller: KnownCaller): boolean =>
  isOwn(owner, caller) || (caller.kind !== 'open' && hasRole(caller.roles, 'admin'));

@Injectable()
export class OwnAlerts {
  constructor(
    private readonly thread: AlertsThread,
    private readonly subscribers: Subscribers,
  ) {}

  async all(caller: KnownCaller): Promise<readonly Listed[]> {
    if (!this.thread.hasFile) return [];
    const listed = await orAlertsFailed(this.thread.ask('listed'));
    return listed.filter(({ subscription: { owner } }) => sees(owner, caller));
  }

  /** Throws `Refused` for one that the caller does not see. */
  async one(id: string, caller: KnownCaller): Promise<Listed> {
    const [found] = this.thread.hasFile ? await orAlertsFailed(this.thread.ask('listed', id)) : [];
    if (!found || !sees(found.subscription.owner, caller)) throw unknownAlert();
    return found;
  }

  answerOf(listed: Listed): AlertAnswer {
    const { owner, channel } = listed.subscription;
    return alertAnswerOf(listed, {
      mayHave: this.subscribers.mayHave(owner, channel.kind),
      sends: this.subscribers.sends(channel.kind),
    });
  }
}
