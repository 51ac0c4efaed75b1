/** A subscription as it is answered: without its secrets. */
import type { AlertAnswer, AlertStanding } from '../../../answers/alerts/alerts.js';
import { isoOf, type Instant } from '../../../events/dates.js';
import type { Listed } from '../keeping/keeper.js';
import type { Channel, Deliveries } from '../kept/subscription.js';

/** What is known of a subscription besides what is kept. */
export interface StandingOf {
  /** Whether whoever asked may have it. */
  readonly mayHave: boolean;
  /** Whether the server sends by its channel. */
  readonly sends: boolean;
}

const dateOf = (at: Instant | null): string | null => (at === null ? null : isoOf(at));

/** The host of a webhook, whose path is often its secret; of an address the first letter and the host. */
export function shownTo(channel: Channel): string {
  if (channel.kind === 'webhook') return new URL(channel.url).host;
  const [, first = '', host = ''] = /^(.).*@(.*)$/u.exec(channel.address) ?? [];
  return `${first}…@${host}`;
}

function standingOf({ isConfirmed, deliveries }: Listed, { mayHave, sends }: StandingOf): AlertStanding {
  if (!mayHave) return 'stopped';
  if (!sends) return 'off';
  if (!isConfirmed) return 'unconfirmed';
  return deliveries.failedAt === null ? 'active' : 'failing';
}

const failureOf = ({ failedAt, why, nextAt, waiting }: Deliveries): AlertAnswer['lastFailure'] =>
  failedAt === null ? null : { at: isoOf(failedAt), why: why ?? '', nextAt: waiting > 0 ? isoOf(nextAt) : null };

export function alertAnswerOf(listed: Listed, of: StandingOf): AlertAnswer {
  const { subscription, deliveries } = listed;
  const { id, label, owner, talks, changes, channel, madeAt } = subscription;
  const { waiting, dead, delivered, deliveredAt } = deliveries;
  return {
    id,
    label,
    subscriber: owner.subject,
    token: owner.kind === 'token' ? owner.token : null,
    talks,
    changes,
    channel: {
      kind: channel.kind,
      to: shownTo(channel),
      shape: channel.kind === 'webhook' ? channel.shape : null,
      rhythm: channel.kind === 'mail' ? channel.rhythm : null,
    },
    standing: standingOf(listed, of),
    madeAt: isoOf(madeAt),
    waiting,
    dead,
    delivered,
    lastDeliveredAt: dateOf(deliveredAt),
    lastFailure: failureOf(deliveries),
  };
}
