/** Posts an alert to a webhook, signed as Standard Webhooks has it. */
import { Webhook as Signer } from 'standardwebhooks';
import { guardedPost } from '../../intake/fetching/guarded-post.js';
import type { Exceptions } from '../../intake/fetching/allowed-address.js';
import { NotFetched } from '../../intake/fetching/not-fetched.js';
import type { Resolve } from '../../intake/fetching/resolve.js';
import type { Webhook } from '../kept/subscription.js';
import { alertEventOf } from './alert-event.js';
import type { Attempt, Sender } from './sender.js';
import { shaped } from './shapes.js';

/** How long an attempt may take, in milliseconds. */
export const ATTEMPT_TIME = 10_000;

export interface WebhookSettings {
  readonly exceptions: Exceptions;
  readonly resolve: Resolve;
  /** Scheme and host of this server. */
  readonly base: string | undefined;
  readonly time?: number;
}

function attemptOf(status: number, retryAfter: number | undefined): Attempt {
  if (status >= 200 && status < 300) return { isDelivered: true };
  const why =
    status >= 300 && status < 400
      ? `the receiver answers ${status}: it leads on to another address, which is not followed`
      : `the receiver answers ${status}`;
  return { isDelivered: false, why, retryAfter };
}

export const webhookSender =
  ({ exceptions, resolve, base, time = ATTEMPT_TIME }: WebhookSettings): Sender =>
  async (subscription, [open]) => {
    const { url, shape, secret } = subscription.channel as Webhook;
    if (!open) return { isDelivered: true };
    const event = alertEventOf(subscription, open.letter, open.news, base);
    const { type, body } = shaped(shape, event);
    const at = new Date();
    const headers = {
      'content-type': type,
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Signer(secret).sign(event.id, at, body),
    };
    try {
      const { status, retryAfter } = await guardedPost(url, { headers, body, exceptions, resolve, time });
      return attemptOf(status, retryAfter);
    } catch (error) {
      if (error instanceof NotFetched) return { isDelivered: false, why: error.message };
      return { isDelivered: false, why: 'it could not be sent' };
    }
  };
