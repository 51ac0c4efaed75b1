/** An alert about the hostile talks, as each of its receivers is sent it. */
import type { AlertEvent } from '../../../answers/alerts/cloud-event.js';
import { ALERT_TYPES } from '../../../answers/alerts/cloud-event.js';
import { alertText } from '../../../src/alerts/delivering/mail-text.js';
import { shaped } from '../../../src/alerts/delivering/shapes.js';
import { NEGOTIATION, PROSE } from './hostile-story.js';

/** @param base scheme and host of the server; without them an alert has no links */
const event = (base: string): AlertEvent => ({
  specversion: '1.0',
  id: 'a-1',
  source: `${base}/v1/alerts/a`,
  type: ALERT_TYPES.digest,
  subject: NEGOTIATION,
  time: '2023-11-12T00:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    alert: 'a' as never,
    cause: 'import',
    talks: [
      {
        negotiation: NEGOTIATION as never,
        title: PROSE,
        page: `${base}/negotiations/${NEGOTIATION}`,
        entry: null,
        entries: 2,
        changes: [{ field: ['phase'], from: null, to: null, words: PROSE }] as never,
        moreChanges: 1,
      },
    ],
    moreTalks: 1,
    erased: false,
  },
});

/** The bodies, by whom they are for. */
export const sentTo = {
  cloudevents: (base: string): Buffer => Buffer.from(shaped('cloudevents', event(base)).body),
  slack: (base: string): Buffer => Buffer.from(shaped('slack', event(base)).body),
  teams: (base: string): Buffer => Buffer.from(shaped('teams', event(base)).body),
  mail: (base: string): Buffer => Buffer.from(JSON.stringify(alertText([event(base)], `${base}/alerts/end/a/b`))),
  digest: (base: string): Buffer =>
    Buffer.from(JSON.stringify(alertText([event(base), event(base)], `${base}/alerts/end/a/b`))),
} as const;
