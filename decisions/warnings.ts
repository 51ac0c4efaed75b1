/** What is recorded but may be a mistake: a warning each, beside the answer. */
import { z } from 'zod';
import type { Fact } from '../events/event.js';
import type { EntryId } from '../events/ids.js';
import { nearest, nearlyKnown } from './nearest.js';
import { effectiveEntry } from './effective-entries.js';
import { slugsOf, type NamedSlug } from './named-slugs.js';
import type { NegotiationState } from './state.js';

export const warningAnswer = z.strictObject({
  code: z.enum(['nearly-known', 'not-recorded', 'archived']).meta({
    description:
      'nearly-known: a new slug that is nearly a known one; not-recorded: it names a report that is not recorded (yet); archived: the negotiation has been archived.',
  }),
  pointer: z.string(),
  value: z.string(),
  nearest: z.string().optional(),
  detail: z.string(),
});
export type Warning = z.infer<typeof warningAnswer>;

function ofSlug({ slugs }: NegotiationState, { subject, slug, pointer }: NamedSlug): Warning[] {
  const meant = slugs[subject].has(slug) ? undefined : nearlyKnown(slugs[subject].keys(), slug);
  if (meant === undefined) return [];
  const detail = `a new ${subject}, ${slug}, is recorded; is it ${meant}?`;
  return [{ code: 'nearly-known', pointer, value: slug, nearest: meant, detail }];
}

function ofLink({ entries }: NegotiationState, pointer: string, id: string | undefined): Warning[] {
  if (id === undefined || entries.get(id as EntryId)?.fact.type === 'Report') return [];
  const meant = nearest(entries.keys(), id);
  const detail = `no report ${id} is recorded yet`;
  return [{ code: 'not-recorded', pointer, value: id, detail, ...(meant === undefined ? {} : { nearest: meant }) }];
}

function ofLinks(state: NegotiationState, fact: Fact): Warning[] {
  if (fact.type !== 'Report') return [];
  const { corroborates, report, counters } = fact.report as {
    corroborates?: string;
    report?: string;
    counters?: string;
  };
  const isProposal = counters !== undefined && state.slugs.proposal.has(counters);
  return [
    ...ofLink(state, '/corroborates', corroborates),
    ...ofLink(state, '/report', report),
    ...(isProposal ? [] : ofLink(state, '/counters', counters)),
  ];
}

function ofArchive(state: NegotiationState): Warning[] {
  const { archiving, registry } = state;
  if (!archiving || effectiveEntry(state, archiving.id)?.voidedBy !== undefined) return [];
  return [
    { code: 'archived', pointer: '', value: registry?.negotiation ?? '', detail: 'the negotiation has been archived' },
  ];
}

/** @param state before the event is recorded */
export const warningsOf = (state: NegotiationState, fact: Fact): Warning[] => [
  ...(fact.type === 'NegotiationOpened' ? [] : slugsOf(fact).flatMap((named) => ofSlug(state, named))),
  ...ofLinks(state, fact),
  ...ofArchive(state),
];
