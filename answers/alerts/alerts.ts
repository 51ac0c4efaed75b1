/** Alerts: asking for them, how subscriptions are listed, and what could not be delivered. */
import { z } from 'zod';
import { subject, tokenId } from '../../events/access.js';
import { nameText } from '../../events/text.js';
import { CAUSES } from '../../projections/alerts/news.js';
import { changesWanted, talksWanted } from '../../projections/alerts/wanted.js';

/** The public id of a subscription. */
export const alertId = z
  .string()
  .regex(/^[0-9a-f]{16}$/, { error: 'must be the id of an alert: 16 hexadecimal digits' })
  .brand<'AlertId'>();
export type AlertId = z.infer<typeof alertId>;

/** The shapes of a webhook’s body. */
export const SHAPES = ['cloudevents', 'slack', 'teams'] as const;
export type Shape = (typeof SHAPES)[number];

/** Each alert by itself, or what has come since the last mail in one. */
export const RHYTHMS = ['at-once', 'hourly', 'daily'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

const webhook = z.strictObject({
  kind: z.literal('webhook'),
  url: z
    .string()
    .max(2000)
    .regex(/^https?:\/\/[^\s\p{Cc}]+$/iu, { error: 'must be an address that begins with https:// or http://' })
    .meta({ description: 'Where it is posted to. It is kept encrypted, and never shown whole again.' }),
  shape: z.enum(SHAPES).default('cloudevents'),
});

const mail = z.strictObject({
  kind: z.literal('mail'),
  address: z
    .email({ error: 'must be an e-mail address' })
    .max(254)
    .meta({ description: 'Whose: nothing but a request to confirm is sent before they have confirmed it.' }),
  rhythm: z.enum(RHYTHMS).default('at-once'),
});

/** The body of a request for alerts. */
export const addAlertRequest = z.strictObject({
  label: nameText(200).optional().meta({ description: 'What it is called in lists.' }),
  talks: talksWanted.default({}),
  changes: changesWanted,
  channel: z.discriminatedUnion('kind', [webhook, mail]),
});
export type AddAlertRequest = z.infer<typeof addAlertRequest>;
export type ChannelRequest = AddAlertRequest['channel'];

export const ALERT_STANDINGS = ['active', 'unconfirmed', 'failing', 'stopped', 'off'] as const;
export type AlertStanding = (typeof ALERT_STANDINGS)[number];

/** A subscription without its secrets. */
export const alertAnswer = z.strictObject({
  id: alertId,
  label: z.string().nullable(),
  subscriber: subject,
  token: tokenId.nullable().meta({ description: 'Of whoever asked; null: a server without tokens, or its operator.' }),
  talks: talksWanted,
  changes: z.strictObject(changesWanted.shape),
  channel: z.strictObject({
    kind: z.enum(['webhook', 'mail']),
    to: z.string().meta({ description: 'The host of a webhook; an address of which most is left out.' }),
    shape: z.enum(SHAPES).nullable(),
    rhythm: z.enum(RHYTHMS).nullable(),
  }),
  standing: z.enum(ALERT_STANDINGS).meta({
    description:
      'stopped: whoever asked may not have it any more; off: this server is not configured to send by this channel.',
  }),
  madeAt: z.string(),
  waiting: z.int().meta({ description: 'How many alerts wait to be delivered.' }),
  dead: z.int().meta({ description: 'How many could not be delivered.' }),
  delivered: z.int(),
  lastDeliveredAt: z.string().nullable(),
  lastFailure: z
    .strictObject({ at: z.string(), why: z.string(), nextAt: z.string().nullable() })
    .nullable()
    .meta({ description: 'Of the alert that is tried now, or was tried last; null after a delivery.' }),
});
export type AlertAnswer = z.infer<typeof alertAnswer>;

export const alertsAnswer = z.strictObject({
  alerts: z.array(alertAnswer),
  channels: z
    .strictObject({ webhook: z.boolean(), mail: z.boolean() })
    .meta({ description: 'By which this server is configured to send.' }),
});
export type AlertsAnswer = z.infer<typeof alertsAnswer>;

/** Of a subscription that has just been made. */
export const alertAddedAnswer = z.strictObject({
  ...alertAnswer.shape,
  secret: z.string().nullable().meta({
    description: 'Of a webhook: by it a receiver checks signatures (Standard Webhooks). It is shown this once.',
  }),
});
export type AlertAddedAnswer = z.infer<typeof alertAddedAnswer>;

/** An alert that could not be delivered. */
export const deadLetter = z.strictObject({
  id: z.string().meta({ description: 'The same as in the alert itself: `id`, `webhook-id`.' }),
  cause: z.enum(CAUSES),
  at: z.string().meta({ description: 'What it tells of.' }),
  deadAt: z.string(),
  attempts: z.int(),
  why: z.string().meta({ description: 'What the last attempt came to.' }),
  words: z.array(z.string()).meta({ description: 'What it says; empty where something in it has been erased.' }),
});
export type DeadLetter = z.infer<typeof deadLetter>;

export const deadLettersAnswer = z.strictObject({
  letters: z.array(deadLetter).meta({ description: 'The last that died first, at most 200.' }),
  total: z.int(),
});
export type DeadLettersAnswer = z.infer<typeof deadLettersAnswer>;

/** The body of a replay. */
export const replayRequest = z.strictObject({
  letters: z.array(z.string().max(60)).min(1).max(200).optional().meta({ description: 'By id; all where not given.' }),
});
export type ReplayRequest = z.infer<typeof replayRequest>;

export const replayAnswer = z.strictObject({
  replayed: z.int().meta({ description: 'How many are tried again now, with the ids that they had.' }),
});
export type ReplayAnswer = z.infer<typeof replayAnswer>;

/** A code out of a mail that asks for confirmation. */
export const confirmRequest = z.strictObject({ code: z.string().min(1).max(100) });
export type ConfirmRequest = z.infer<typeof confirmRequest>;

export const confirmedAnswer = z.strictObject({ id: alertId, confirmed: z.literal(true) });
export type ConfirmedAnswer = z.infer<typeof confirmedAnswer>;

export const alertRemovedAnswer = z.strictObject({ id: alertId, removed: z.literal(true) });
export type AlertRemovedAnswer = z.infer<typeof alertRemovedAnswer>;
