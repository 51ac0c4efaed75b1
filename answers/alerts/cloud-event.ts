/** The body of an alert: a CloudEvent 1.0 in JSON, structured mode. */
import { z } from 'zod';
import { negotiationId } from '../../events/ids.js';
import { changeInWordsAnswer } from '../../projections/compare/change-sentences.js';
import { CAUSES } from '../../projections/alerts/news.js';
import { alertId } from './alerts.js';

/** The types of the events. */
export const ALERT_TYPES = { change: 'parley.alert.change', digest: 'parley.alert.digest' } as const;

const talks = z.strictObject({
  negotiation: negotiationId,
  title: z.string(),
  page: z.string().meta({ description: 'Where to read it: an address, or a path on the server that sends it.' }),
  entry: z.string().nullable().meta({ description: 'The entry that made it so, where it was one.' }),
  entries: z.int().meta({ description: 'How many entries were recorded of these talks.' }),
  changes: z.array(changeInWordsAnswer).meta({ description: 'What was asked for, at most 50.' }),
  moreChanges: z.int(),
});

const data = z.strictObject({
  alert: alertId,
  cause: z.enum(CAUSES),
  talks: z.array(talks).meta({ description: 'At most 50. Empty where something in it was erased meanwhile.' }),
  moreTalks: z.int(),
  erased: z.boolean().meta({ description: 'Whether its words were erased before it could be delivered.' }),
});

export const alertEvent = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().meta({ description: 'The same on each attempt, and in `webhook-id`: know by it what comes twice.' }),
  source: z.string().meta({ description: 'The subscription.' }),
  type: z.enum([ALERT_TYPES.change, ALERT_TYPES.digest]),
  subject: z.string().meta({ description: 'The negotiation, or `several`.' }),
  time: z.string(),
  datacontenttype: z.literal('application/json'),
  data,
});
export type AlertEvent = z.infer<typeof alertEvent>;
