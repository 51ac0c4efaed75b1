/** An alert as a CloudEvent, which is the body of a webhook. */
import { ALERT_TYPES, type AlertEvent } from '../../../answers/alerts/cloud-event.js';
import { toldTo, type TalksNews, type Told } from '../../../projections/alerts/news.js';
import { CONFIRMATION, letterId, type Letter } from '../kept/queue.js';
import type { Subscription } from '../kept/subscription.js';

const NOTHING: Told = { talks: [], moreTalks: 0 };

/**
 * @param news what it says; undefined where that was erased
 * @param base scheme and host of this server, where they are configured
 */
export function alertEventOf(
  subscription: Subscription,
  letter: Letter,
  news: readonly TalksNews[] | undefined,
  base: string | undefined,
): AlertEvent {
  const told = news ? toldTo(subscription.changes, { talks: news }, letter.talks) : NOTHING;
  const about = letter.talks.map((at) => letter.negotiations[at] ?? '');
  return {
    specversion: '1.0',
    id: letterId(subscription, letter),
    source: `${base ?? ''}/v1/alerts/${subscription.id}`,
    type: letter.cause === 'import' ? ALERT_TYPES.digest : ALERT_TYPES.change,
    subject: about.length === 1 ? (about[0] ?? 'several') : 'several',
    time: letter.at,
    datacontenttype: 'application/json',
    data: {
      alert: subscription.id,
      cause: letter.cause === CONFIRMATION ? 'time' : letter.cause,
      talks: told.talks.map(({ negotiation, title, entry, entries, changes, moreChanges }) => ({
        negotiation,
        title,
        page: pageOf(base, negotiation, entry),
        entry,
        entries,
        changes: changes.map(({ field, from, to, words }) => ({ field, from, to, words })) as never,
        moreChanges,
      })),
      moreTalks: told.moreTalks,
      erased: news === undefined,
    },
  };
}

const pageOf = (base: string | undefined, negotiation: string, entry: string | null): string =>
  `${base ?? ''}/negotiations/${negotiation}${entry === null ? '' : `/reports/${encodeURIComponent(entry)}`}`;

const counted = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** One negotiation of an alert, in words. */
export interface AlertWords {
  readonly title: string;
  readonly page: string;
  readonly lines: readonly string[];
}

/** What an alert says, for people. */
export function wordsOf({ data: { talks, cause } }: AlertEvent): AlertWords[] {
  return talks.map(({ title, page, changes, moreChanges, entries }) => ({
    title,
    page,
    lines: [
      ...(cause === 'import' ? [`${counted(entries, 'entry was', 'entries were')} imported.`] : []),
      ...changes.map(({ words }) => words),
      ...(moreChanges > 0 ? [`${counted(moreChanges, 'more change', 'more changes')}.`] : []),
    ],
  }));
}

/** What stands in place of the words, or after them. */
export function noteOf({ data: { moreTalks, erased } }: AlertEvent): string | undefined {
  if (erased) return 'Something in this alert was erased before it could be delivered.';
  return moreTalks > 0
    ? `${counted(moreTalks, 'other negotiation has', 'other negotiations have')} changed.`
    : undefined;
}
