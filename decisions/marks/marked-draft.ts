/** Marks what is about to be recorded: what the rules will read of it in place of its texts. */
import { latestInstant } from '../../events/dates.js';
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import { isErasedText } from '../../events/erasure/erased.js';
import { wordsOf } from '../../events/erasure/marked-words.js';
import type { Marks } from '../../events/erasure/marks.js';
import type { Fact } from '../../events/event.js';
import { reportEventType } from '../../events/event-types.js';
import type { EntryId } from '../../events/ids.js';
import { comparable } from '../../events/text.js';
import type { DraftEvent } from '../draft-event.js';
import { correctedBefore, effectiveEntry } from '../effective-entries.js';
import type { NegotiationState } from '../state.js';
import { asChanged, type ChangedReport } from './as-changed.js';
import { seatOf, type ReportData } from './known-marks.js';

/**
 * Draws the number of a voice that has none yet, at random. For the same text it may give the same number again: two
 * reports by one voice may be decided before either is recorded.
 */
export type DrawVoice = (of: string) => number;

interface Desk {
  readonly state: NegotiationState;
  readonly negotiation: string;
  readonly draw: DrawVoice;
  /** The marks that an export of another Parley gives: of texts that were erased there nothing else is known. */
  readonly given: Marks | undefined;
}

/** The number of the one who speaks; undefined where nobody is named. */
function voiceOf(report: ReportData, { state, negotiation, draw, given }: Desk): number | undefined {
  const { name } = report.speaker;
  if (name === undefined) return undefined;
  const isErased = isErasedText(name);
  const known = isErased ? undefined : state.marks.voiceOf(report, name);
  const who = isErased ? ['erased', given?.voice ?? report.reportId] : ['named', comparable(name)];
  return known ?? draw(JSON.stringify([negotiation, seatOf(report), ...who]));
}

const typeOf = ({ kind }: ReportData): string => reportEventType(kind);

function marksOfReport(report: ReportData, desk: Desk): Marks {
  const voice = voiceOf(report, desk);
  const { state, given } = desk;
  const erased = given?.words && wordsOf(typeOf(report), report) === null ? given.words : {};
  return { ...(voice === undefined ? {} : { voice }), words: state.marks.wordsOf(report) ?? erased };
}

/** The fields that say who speaks. */
const WHO = ['speaker', 'party', 'source'] as const;

/** The voice where a patch makes it another; null where nobody is named any more. */
function changedVoice({ before, patch, after }: ChangedReport, desk: Desk): number | null | undefined {
  const report = after as ReportData;
  const { name } = report.speaker;
  if (!WHO.some((field) => Object.hasOwn(patch, field)) || (name !== undefined && isErasedText(name))) return undefined;
  const voice = voiceOf(report, desk) ?? null;
  return voice === (before.marks?.voice ?? null) ? undefined : voice;
}

/** By field, the entry that first had its words, where the patch makes it another. */
function changedWords({ before, patch, after }: ChangedReport, id: EntryId, desk: Desk): Record<string, string> {
  const report = after as ReportData;
  if (before.marks?.words === undefined) return {};
  const known = desk.state.marks.wordsOf(report);
  const fields = wordsOf(typeOf(report), report)?.keys() ?? Object.keys(patch);
  const words: Record<string, string> = {};
  for (const field of fields) {
    const now = before.marks.words[field] ?? before.reportId;
    const next = known?.[field] ?? (Object.hasOwn(patch, field) ? id : now);
    if (next !== now) words[field] = next;
  }
  return words;
}

/** The patch of marks that goes with a change of a report. */
function marksOfChange(changed: ChangedReport, id: EntryId, desk: Desk): JsonObject {
  const voice = changedVoice(changed, desk);
  const words = changedWords(changed, id, desk);
  return { ...(voice === undefined ? {} : { voice }), ...(Object.keys(words).length > 0 ? { words } : {}) };
}

/** The patch that leads from one patch of marks to another: what was in it and is no more is taken out. */
function insteadOf(old: JsonObject, marks: JsonObject): JsonObject {
  const oldWords = (old['words'] ?? {}) as JsonObject;
  const words: Record<string, JsonValue> = { ...(marks['words'] as JsonObject | undefined) };
  for (const field of Object.keys(oldWords)) words[field] ??= null;
  return {
    ...(old['voice'] === undefined ? {} : { voice: null }),
    ...marks,
    ...(Object.keys(words).length > 0 ? { words } : {}),
  };
}

/** Its patch as it was, without the marks that go with it. */
const unmarked = (patch: JsonObject): JsonObject => {
  const { marks: _, ...rest } = patch;
  return rest;
};

function targetIn(state: NegotiationState): (of: Fact, entry: EntryId) => Fact | undefined {
  return (of, entry) => {
    if (of.type === 'ReportCorrected')
      return correctedBefore(state, entry, { at: latestInstant(of.data.reportedAt), id: of.data.changeId ?? '' });
    const fact = effectiveEntry(state, entry)?.fact;
    if (fact?.type !== 'ReportCorrected' && fact?.type !== 'EntryAmended') return fact;
    return { ...fact, data: { ...fact.data, changes: unmarked(fact.data.changes) } } as Fact;
  };
}

/** The patch with these marks in the patch of the report, however deep that is in it. */
function withMarksInside(state: NegotiationState, entry: EntryId, patch: JsonObject, marks: JsonObject): JsonObject {
  const fact = effectiveEntry(state, entry)?.fact;
  const isOfChange = fact?.type === 'ReportCorrected' || fact?.type === 'EntryAmended';
  if (!isOfChange) return Object.keys(marks).length > 0 ? { ...patch, marks } : patch;
  const inner = patch['changes'] as JsonObject;
  const of = fact.type === 'EntryAmended' ? fact.data.entry : undefined;
  const old = (fact.data.changes as JsonObject)['marks'] as JsonObject | undefined;
  const own = old ? insteadOf(old, marks) : marks;
  if (of !== undefined) return { ...patch, changes: withMarksInside(state, of, inner, own) };
  return Object.keys(own).length > 0 ? { ...patch, changes: { ...inner, marks: own } } : patch;
}

function markedChange(draft: DraftEvent, desk: Desk): DraftEvent {
  const { fact, id } = draft;
  if (fact.type !== 'ReportCorrected' && fact.type !== 'EntryAmended') return draft;
  const changed = asChanged(fact, targetIn(desk.state));
  if (!changed) return draft;
  const marks = marksOfChange(changed, id, desk);
  const patch = fact.data.changes as JsonObject;
  const changes =
    fact.type === 'EntryAmended'
      ? withMarksInside(desk.state, fact.data.entry, patch, marks)
      : Object.keys(marks).length > 0
        ? { ...patch, marks }
        : patch;
  if (changes === patch) return draft;
  const data = { ...draft.data, changes };
  return { ...draft, data, fact: { ...fact, data } as unknown as Fact };
}

/**
 * The draft with its marks. One that is no report, and changes none, has none.
 * @param given the marks that came with it, from another Parley
 */
export function markedDraft(
  state: NegotiationState,
  draft: DraftEvent,
  draw: DrawVoice,
  given: Marks | undefined,
): DraftEvent {
  const desk: Desk = { state, negotiation: draft.negotiation ?? '', draw, given };
  const { fact } = draft;
  if (fact.type !== 'Report') return markedChange(draft, desk);
  const marks = marksOfReport(fact.report as unknown as ReportData, desk);
  const data = { ...draft.data, marks: marks as unknown as JsonObject };
  return { ...draft, data, fact: { type: 'Report', report: { ...fact.report, marks } } };
}
