/**
 * The timeline: the record on one of its clocks, for drawing. It holds how much came in when, the status at some moments,
 * the changes of the record, and where each party stood on each subject.
 */
import { z } from 'zod';
import { isoOf, type Instant } from '../../events/dates.js';
import { typeOfFact, type Logged } from '../../events/event.js';
import { entryId, partyId } from '../../events/ids.js';
import { targetOfChange } from '../history/entry-answer.js';
import { Folds } from '../positions/folds.js';
import type { Lens } from '../record/lens.js';
import { positionsOf, type Position } from '../positions/positions.js';
import { LensProjections } from '../status/lens-projections.js';
import { momentsOf, type Moment } from './replay.js';
import { evenlyChosen } from './chosen-moments.js';
import { CLOCKS, type Clock } from './clocks.js';
import { countedInColumns } from './columns.js';
import { ReportIndexCache } from '../report-index/report-index-cache.js';
import type { Log } from '../report-index/selection.js';
import { STANCES } from '../positions/stances.js';
import { statusAnswer } from '../status/status-answer.js';
import { subject, subjectKey } from '../record/subjects.js';
import { lensInWords, lensWordsAnswer } from '../wording/lens-words.js';
import { ReaderNames } from '../wording/reader-names.js';

/** How many subjects have stance histories: those with the latest positions. */
const SUBJECTS = 12;
/** How many changes of the record are listed: the last ones. */
const CORRECTIONS = 100;

const { phase, contested, agreement, outlook, confidence } = statusAnswer.shape;
const stance = z.enum(STANCES).nullable();

const stopAnswer = z.strictObject({
  at: z.string(),
  entries: z.int().meta({ description: 'How many entries there were by then.' }),
  phase: phase.shape.value,
  rule: phase.shape.rule,
  contested: contested.shape.by,
  agreement: agreement.pick({ value: true, agreement: true }),
  outlook: outlook.shape.value,
  confidence: confidence.shape.value,
});
type Stop = z.infer<typeof stopAnswer>;

const stanceHistoryAnswer = z.strictObject({
  party: partyId,
  subject,
  turns: z.array(z.strictObject({ at: z.string(), declared: stance, attributed: stance })),
});
type StanceHistory = z.infer<typeof stanceHistoryAnswer>;

/** The parts of a timeline. */
export const timelineFields = {
  clock: z.enum(CLOCKS),
  lensWords: lensWordsAnswer,
  from: z.string().nullable().meta({ description: 'The first moment; null where nothing has been told.' }),
  to: z.string().nullable(),
  moments: z.int(),
  exact: z.boolean().meta({ description: 'Whether the story was read at every moment, or at some along the way.' }),
  density: z.array(z.int()).meta({ description: 'How much came in, in columns of equal width from first to last.' }),
  stops: z.array(stopAnswer).meta({ description: 'The status at moments along the way.' }),
  corrections: z.array(z.strictObject({ at: z.string(), id: entryId, type: z.string(), names: entryId.nullable() })),
  positions: z.array(stanceHistoryAnswer).meta({ description: 'Each turn at the first of the stops that shows it.' }),
} as const;
const timelineParts = z.strictObject(timelineFields);
/** The same, as data. */
export type Timeline = z.infer<typeof timelineParts>;

const isChange = ({ fact }: Logged): boolean =>
  targetOfChange(fact) !== undefined || fact.type === 'SourceRegraded' || fact.type === 'PartyRevised';

const correctionsIn = (moments: readonly Moment[]): Timeline['corrections'] =>
  moments
    .flatMap(({ at, entries }) => entries.filter(isChange).map((logged) => ({ at, logged })))
    .slice(-CORRECTIONS)
    .map(({ at, logged: { id, fact } }) => ({
      at: isoOf(at),
      id,
      type: typeOfFact(fact),
      names: targetOfChange(fact) ?? null,
    }));

function stopOf(projections: LensProjections, at: Instant, entries: number): Stop {
  const summary = projections.summary();
  return {
    at: isoOf(at),
    entries,
    phase: summary.phase.value,
    rule: summary.phase.rule,
    contested: [...summary.contested.by],
    agreement: { value: summary.agreement.value, agreement: summary.agreement.agreement },
    outlook: summary.outlook.all.value,
    confidence: summary.confidence.value,
  };
}

const latestPlace = ({ declared, attributed }: Position): Instant =>
  Math.max(declared?.by.place.at ?? -Infinity, attributed?.by.place.at ?? -Infinity);

/** The stances of each party on each subject, stop by stop. Only changes are kept. */
class StanceTimelines {
  readonly #byKey = new Map<string, { readonly history: StanceHistory; last: Instant; text: string }>();

  take(positions: readonly Position[], at: Instant): void {
    const open = new Set(this.#byKey.keys());
    for (const position of positions) {
      const key = `${position.party} ${subjectKey(position.subject)}`;
      open.delete(key);
      this.#change(key, position, at);
    }
    for (const key of open) this.#end(key, at);
  }

  /** The histories on the subjects with the latest positions. */
  latest(): StanceHistory[] {
    const all = [...this.#byKey.values()];
    const subjects = new Map<string, Instant>();
    for (const { history, last } of all) {
      const key = subjectKey(history.subject);
      subjects.set(key, Math.max(last, subjects.get(key) ?? -Infinity));
    }
    const latest = [...subjects].toSorted(([, a], [, b]) => b - a).slice(0, SUBJECTS);
    const kept = new Set(latest.map(([key]) => key));
    return all.flatMap(({ history }) => (kept.has(subjectKey(history.subject)) ? [history] : []));
  }

  #change(key: string, position: Position, at: Instant): void {
    const { party, subject: about, declared, attributed } = position;
    const known = this.#byKey.get(key) ?? { history: { party, subject: about, turns: [] }, last: 0, text: '' };
    this.#byKey.set(key, known);
    known.last = Math.max(known.last, latestPlace(position));
    this.#add(known, { at: isoOf(at), declared: declared?.stance ?? null, attributed: attributed?.stance ?? null });
  }

  #end(key: string, at: Instant): void {
    const known = this.#byKey.get(key);
    if (known) this.#add(known, { at: isoOf(at), declared: null, attributed: null });
  }

  #add(known: { readonly history: StanceHistory; text: string }, turn: StanceHistory['turns'][number]): void {
    const text = `${turn.declared} ${turn.attributed}`;
    if (known.text === text) return;
    known.text = text;
    known.history.turns.push(turn);
  }
}

/**
 * Returns null where the desk had not opened the negotiation by then. The generator yields after each stop, so that a
 * caller can let others work.
 * @param now the present, in milliseconds since the epoch
 * @param indexes where report indexes are cached
 */
export function* timelineOf(
  log: Log,
  lens: Lens,
  clock: Clock,
  now: Instant,
  indexes = new ReportIndexCache(),
): Generator<undefined, Timeline | null> {
  const whole = yield* LensProjections.making(log, lens, now, indexes);
  if (!whole) return null;
  yield;
  const moments = momentsOf(log, lens, clock, now, indexes);
  yield;
  const [first, last] = [moments[0]?.at ?? null, moments.at(-1)?.at ?? null];
  const chosen = evenlyChosen([...moments.entries()], whole.counted.selection.entries.length);
  const before = moments.map(
    (
      (sum) =>
      ({ entries }: Moment) =>
        (sum += entries.length)
    )(0),
  );
  const stops: Stop[] = [];
  const stances = new StanceTimelines();
  for (const [i, { at, lens: upTo }] of chosen) {
    const projections = yield* LensProjections.making(log, upTo, now, indexes);
    if (!projections) continue;
    stops.push(stopOf(projections, at, before[i] ?? 0));
    stances.take(positionsOf(new Folds(projections.counted)), at);
    yield;
  }
  return {
    clock,
    lensWords: lensInWords(lens, new ReaderNames(whole.counted)),
    from: first === null ? null : isoOf(first),
    to: last === null ? null : isoOf(last),
    moments: moments.length,
    exact: chosen.length === moments.length,
    density:
      first === null || last === null
        ? []
        : countedInColumns(
            moments.map(({ at, entries }) => ({ at, count: entries.length })),
            first,
            last,
          ),
    stops,
    corrections: correctionsIn(moments),
    positions: stances.latest(),
  };
}
