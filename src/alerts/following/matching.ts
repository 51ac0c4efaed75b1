/** Matching: who is told of what changed in a negotiation. */
import { folded } from '../../../events/words/folded.js';
import { topicalOf, type Topical } from '../../../projections/alerts/topics.js';
import { wantsChange, wantsTalks, type ChangesWanted, type TalksSeen } from '../../../projections/alerts/wanted.js';
import type { ChangeInWords } from '../../../projections/compare/change-sentences.js';
import type { DeskRow } from '../../../answers/desk.js';
import type { Recipients } from '../kept/queue.js';
import type { Subscriber } from './subscribers.js';

export const topicalsOf = (changes: readonly ChangeInWords[]): Topical[] =>
  changes.flatMap((change) => topicalOf(change) ?? []);

/** Whether what somebody wants of talks needs their row of the desk to be known. */
export const needsRow = ({ talks: { party, phase, contested, q } }: Subscriber): boolean =>
  party !== undefined || phase !== undefined || contested !== undefined || q !== undefined;

/** Those who want one of the changes. Many want the same: each sort of wish is looked at once. */
export function wantingChanges(subscribers: readonly Subscriber[], topicals: readonly Topical[]): Subscriber[] {
  if (topicals.length === 0) return [];
  const known = new Map<ChangesWanted, boolean>();
  return subscribers.filter(({ changes }) => {
    const wants = known.get(changes) ?? topicals.some((topical) => wantsChange(changes, topical));
    known.set(changes, wants);
    return wants;
  });
}

/** What of the row decides. */
export function seenOf({ negotiation, parties, phase, contested, title, names }: DeskRow): TalksSeen {
  const texts = [negotiation, title, ...parties, ...Object.values(names)].map(folded);
  return {
    negotiation,
    parties,
    phase: phase.value,
    contested: contested.value,
    holds: (text) => texts.some((one) => one.includes(folded(text))),
  };
}

export const wantingTalks = (subscribers: readonly Subscriber[], seen: TalksSeen): Subscriber[] =>
  subscribers.filter(({ talks }) => wantsTalks(talks, seen));

/** Those who are told of the same negotiations, together. @param told who is told of each negotiation, by its place */
export function recipientsOf(told: readonly (readonly Subscriber[])[]): Recipients[] {
  const [first] = told;
  if (told.length === 1 && first)
    return first.length === 0 ? [] : [{ talks: [0], subscriptions: first.map(({ number }) => number) }];
  const places = new Map<number, number[]>();
  for (const [place, all] of told.entries())
    for (const { number } of all) places.set(number, [...(places.get(number) ?? []), place]);
  const together = new Map<string, { talks: number[]; subscriptions: number[] }>();
  for (const [number, talks] of places) {
    const known = together.get(talks.join());
    if (known) known.subscriptions.push(number);
    else together.set(talks.join(), { talks, subscriptions: [number] });
  }
  return [...together.values()];
}
