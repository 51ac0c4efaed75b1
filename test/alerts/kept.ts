/** A keeper of alerts with a clock that tests set, and what is delivered by it. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { alertId, type AlertId } from '../../answers/alerts/alerts.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Cause } from '../../projections/alerts/news.js';
import { webhookSender } from '../../src/alerts/delivering/send-webhook.js';
import { resolveBySystem } from '../../src/intake/fetching/resolve.js';
import { Keeper, type NewsFor } from '../../src/alerts/keeping/keeper.js';
import type { Channel, SealedSubscription } from '../../src/alerts/kept/subscription.js';
import type { Receiver } from './receiver.js';

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const START = Date.UTC(2026, 0, 1);

export class Kept {
  now = START;
  readonly warnings: string[] = [];
  readonly ended: string[] = [];
  readonly keeper: Keeper;
  readonly #ids: AlertId[] = [];
  #position = 0;

  /** @param time how long an attempt may take, in milliseconds */
  constructor(
    readonly folder: string,
    private readonly receiver: Receiver,
    time = 300,
  ) {
    const webhook = webhookSender({
      exceptions: [receiver.host],
      resolve: resolveBySystem,
      base: 'https://parley.example.org',
      time,
    });
    this.keeper = new Keeper(join(folder, 'alerts.db'), {
      senders: () => ({ webhook }),
      now: () => this.now,
      warn: (warning) => void this.warnings.push(warning),
      ended: (id) => void this.ended.push(id),
    });
  }

  begin(): void {
    if (this.keeper.begin() === null) throw new Error('another process delivers');
    this.#ids.push(...this.keeper.followed().map(({ id }) => id));
    this.allow();
  }

  allow(ids: readonly string[] = this.#ids): void {
    this.keeper.allow(ids);
  }

  add(path: string, channel: Partial<Channel> = {}): AlertId {
    const id = alertId.parse(randomBytes(8).toString('hex'));
    const subscription: SealedSubscription = {
      id,
      madeAt: this.now,
      since: '0',
      owner: { kind: 'operator', subject: 'operator' },
      label: null,
      talks: {},
      changes: { topics: ['phase'] },
      channel: {
        kind: 'webhook',
        url: this.receiver.url(path),
        shape: 'cloudevents',
        secret: SECRET,
        ...channel,
      } as Channel,
    };
    this.keeper.add(subscription);
    this.#ids.push(id);
    this.allow();
    return id;
  }

  /** News of a negotiation, for all. */
  tell(key: string, cause: Cause = 'entry', words = `The talks are ${key}.`): void {
    this.#position += 1;
    const change = { field: 'phase', from: null, to: key, words };
    const talks = { negotiation: 'talks' as NegotiationId, title: 'T', entry: null, entries: 1, changes: [change] };
    const news: NewsFor = {
      news: { key, cause, at: new Date(this.now).toISOString(), talks: [talks] },
      recipients: [{ talks: [0], subscriptions: this.keeper.followed().map(({ number }) => number) }],
    };
    const followed = { position: String(this.#position), groups: '[]', time: this.now };
    this.keeper.take({ followed, news: [news], erased: [] });
  }

  /** Time goes on, and it is looked whether something is to be tried again. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
    this.allow();
  }

  standing(id: string) {
    const [listed] = this.keeper.listed(id);
    if (!listed) throw new Error('no such alert');
    return listed.deliveries;
  }
}
