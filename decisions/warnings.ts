/** What is recorded but may be a mistake: a warning each, beside the answer. */
import { z } from 'zod';
import type { JsonObject, JsonValue } from '../events/envelope.js';
import type { Fact } from '../events/event.js';
import type { EntryId } from '../events/ids.js';
import { comparableSource } from '../events/text.js';
import type { MergeableSort } from '../projections/record/merges.js';
import { looksOf } from './names/look-alikes.js';
import { nearest, nearlyKnown } from './nearest.js';
import { slugsOf, type NamedSlug } from './named-things.js';
import type { NegotiationState } from './state.js';
import { unlikelyDate } from './unlikely-date.js';

export const warningAnswer = z.strictObject({
  code: z.enum(['nearly-known', 'not-named', 'not-recorded', 'unlikely-date', 'archived', 'looks-alike']).meta({
    description:
      'nearly-known: a new slug that is nearly a known one; not-named: it merges or gives a title to a slug that nothing names (yet); not-recorded: it names a report that is not recorded (yet); unlikely-date: the publication is decades from all others; archived: the negotiation has been archived; looks-alike: a new publisher or origin that looks like a known one, and counts as another unless it is made an alias of it.',
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

interface Links {
  readonly corroborates?: string;
  readonly report?: string;
  readonly counters?: string;
  readonly replaces?: string;
}

/** A proposal, or the report of a demand. */
const ofOffer = (state: NegotiationState, pointer: string, offer: string | undefined): Warning[] =>
  offer !== undefined && state.slugs.proposal.has(offer) ? [] : ofLink(state, pointer, offer);

function ofLinks(state: NegotiationState, fact: Fact): Warning[] {
  if (fact.type !== 'Report') return [];
  const { corroborates, report, counters, replaces } = fact.report as Links;
  return [
    ...ofLink(state, '/corroborates', corroborates),
    ...ofLink(state, '/report', report),
    ...ofOffer(state, '/counters', counters),
    ...ofOffer(state, '/replaces', replaces),
  ];
}

/** Parties are left out: those that are not in the registry are refused. */
function ofName({ slugs }: NegotiationState, pointer: string, what: MergeableSort, slug: string): Warning[] {
  if (what === 'party' || slugs[what].has(slug)) return [];
  const meant = nearest(slugs[what].keys(), slug);
  const detail = `nothing names the ${what} ${slug} yet`;
  return [{ code: 'not-named', pointer, value: slug, detail, ...(meant === undefined ? {} : { nearest: meant }) }];
}

function ofNames(state: NegotiationState, fact: Fact): Warning[] {
  if (fact.type === 'SubjectRetitled') return ofName(state, '/slug', fact.data.what, fact.data.slug);
  if (fact.type !== 'SubjectMerged') return [];
  const { what, from, into } = fact.data;
  return [...ofName(state, '/from', what, from), ...ofName(state, '/into', what, into)];
}

function ofDate({ years }: NegotiationState, pointer: string, date: unknown, replaced?: string): Warning[] {
  // A change may give what is no date: the schema of what it changes has said so.
  const detail = typeof date === 'string' ? unlikelyDate(years, date, replaced) : undefined;
  return detail === undefined ? [] : [{ code: 'unlikely-date', pointer, value: String(date), detail }];
}

function changedDate(state: NegotiationState, id: string, changes: JsonObject): Warning[] {
  const target = state.entries.get(id as EntryId)?.fact;
  if (target?.type !== 'Report') return [];
  return ofDate(state, '/changes/reportedAt', changes['reportedAt'], target.report.reportedAt);
}

function ofDates(state: NegotiationState, fact: Fact): Warning[] {
  if (fact.type === 'Report') return ofDate(state, '/reportedAt', fact.report.reportedAt);
  if (fact.type === 'EntryAmended') return changedDate(state, fact.data.entry, fact.data.changes);
  if (fact.type === 'ReportCorrected')
    return [
      ...ofDate(state, '/reportedAt', fact.data.reportedAt),
      ...changedDate(state, fact.data.reportId, fact.data.changes),
    ];
  const isPublished = fact.type === 'ReportRetracted' || fact.type === 'ReportReinstated';
  return isPublished ? ofDate(state, '/reportedAt', fact.data.reportedAt) : [];
}

/** A source that looks like one that is known, and is written with other characters. */
function ofSource(state: NegotiationState, pointer: string, name: JsonValue | undefined): Warning[] {
  const { writtenSources, sources, looks } = state;
  // Nearly every name has been written so before: of the others is asked whether they are the same.
  if (typeof name !== 'string' || writtenSources.has(name) || sources.has(comparableSource(name))) return [];
  const known = looksOf(name).flatMap((look) => looks.get(look) ?? [])[0];
  if (known === undefined) return [];
  const detail =
    `“${name}” looks like “${known}”, and is written with other characters: they count as two sources. ` +
    `If it is the same, make it an alias of ${known}`;
  return [{ code: 'looks-alike', pointer, value: name, nearest: known, detail }];
}

function ofSources(state: NegotiationState, fact: Fact): Warning[] {
  const within = (source: JsonValue | undefined, at: string): Warning[] => {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) return [];
    return ['publisher', 'origin'].flatMap((field) => ofSource(state, `${at}/${field}`, (source as JsonObject)[field]));
  };
  if (fact.type === 'Report') return within(fact.report.source as unknown as JsonObject, '/source');
  if (fact.type === 'ReportCorrected' || fact.type === 'EntryAmended')
    return within(fact.data.changes['source'], '/changes/source');
  return [];
}

function ofArchive(state: NegotiationState): Warning[] {
  const { archiving, desk, registry } = state;
  // What the desk says together is worked out only where something was ever archived.
  if (!archiving || desk?.registry?.archived === undefined) return [];
  return [
    { code: 'archived', pointer: '', value: registry?.negotiation ?? '', detail: 'the negotiation has been archived' },
  ];
}

/** @param state before the event is recorded */
export const warningsOf = (state: NegotiationState, fact: Fact): Warning[] => [
  ...(fact.type === 'NegotiationOpened' ? [] : slugsOf(fact).flatMap((named) => ofSlug(state, named))),
  ...ofNames(state, fact),
  ...ofLinks(state, fact),
  ...ofDates(state, fact),
  ...ofSources(state, fact),
  ...ofArchive(state),
];
