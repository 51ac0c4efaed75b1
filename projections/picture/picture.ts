/**
 * One picture of the talks: on one of the clocks, where each party stood and what it offered, the phases as the ground,
 * the reports as marks, and how the terms moved. It is for drawing, and holds no more than can be drawn.
 */
import { z } from 'zod';
import { isoOf, type Instant } from '../../events/dates.js';
import { partyId, type ReportId } from '../../events/ids.js';
import { ROLES } from '../../events/vocabulary.js';
import { evenlyChosen } from '../compare/chosen-moments.js';
import { CLOCKS, type Clock } from '../compare/clocks.js';
import { lensInWords, lensWordsAnswer } from '../wording/lens-words.js';
import { ReaderNames, subjectTitlesOf } from '../wording/reader-names.js';
import { momentsOf } from '../compare/replay.js';
import { Folds } from '../positions/folds.js';
import { offerLifecyclesIn } from '../positions/offer-lifecycles.js';
import { positionsOf } from '../positions/positions.js';
import { sourcesOf } from '../positions/sources.js';
import type { Lens } from '../record/lens.js';
import { roleAt } from '../record/registry.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { ReportIndexCache } from '../report-index/report-index-cache.js';
import type { Log } from '../report-index/selection.js';
import { LensProjections } from '../status/lens-projections.js';
import { statusAnswer } from '../status/status-answer.js';
import { OfferCourse, offerOpeningsAnswer } from './offer-openings.js';
import { reportInstants, reportPointsAnswer, reportPointsOf } from './report-points.js';
import { StanceCourse, stanceTurnsAnswer } from './stance-turns.js';
import { termLinesAnswer, termLinesOf } from './term-lines.js';
import { intervalFields, Turns } from './turns.js';

/** The most rows of each sort: those with the latest news. */
const MOST = { stances: 60, offers: 60, sources: 6 } as const;

const { phase, contested } = statusAnswer.shape;
const phaseAnswer = z.strictObject({ ...intervalFields, phase: phase.shape.value, rule: phase.shape.rule });
const contestedAnswer = z.strictObject({ ...intervalFields, by: contested.shape.by });

/** The parts of a picture. */
export const pictureFields = {
  clock: z.enum(CLOCKS),
  lensWords: lensWordsAnswer,
  from: z.string().nullable().meta({ description: 'The first moment; null where nothing has been told.' }),
  to: z.string().nullable().meta({ description: 'The last moment of the story.' }),
  moments: z.int(),
  stops: z.int().meta({ description: 'At how many of these moments the story was read.' }),
  parties: z
    .array(z.strictObject({ party: partyId, name: z.string(), role: z.enum(ROLES).nullable() }))
    .meta({ description: 'Principals first; with the role at the last moment.' }),
  phases: z.array(phaseAnswer),
  contested: z.array(contestedAnswer),
  stances: z.array(stanceTurnsAnswer),
  offers: z.array(offerOpeningsAnswer),
  reports: reportPointsAnswer,
  terms: z.array(termLinesAnswer),
  sources: z.array(z.string()).meta({ description: 'The publishers with the most reports.' }),
  omitted: z
    .strictObject({ stances: z.int(), offers: z.int(), terms: z.int(), sources: z.int() })
    .meta({ description: 'How many of each are left out.' }),
} as const;
const pictureParts = z.strictObject(pictureFields);
/** The same, as data. */
export type Picture = z.infer<typeof pictureParts>;

/** What is read at one moment after another. */
class Course {
  readonly phases = new Turns<Pick<Picture['phases'][number], 'phase' | 'rule'>>(({ phase: value }) => value);
  readonly contested = new Turns<Pick<Picture['contested'][number], 'by'>>(({ by }) => by.join());
  readonly stances = new StanceCourse();
  readonly offers: OfferCourse;

  constructor(end: CountedReports) {
    this.offers = new OfferCourse(offerLifecyclesIn(end));
  }

  /** Yields between its parts: each is a pass over all reports. */
  *take(at: Instant, projections: LensProjections): Generator<undefined> {
    const { counted } = projections;
    const { phase: now, contested: by, talks } = yield* projections.summing();
    this.phases.take(at, { phase: now.value, rule: now.rule });
    this.contested.take(at, by.by.length ? { by: [...by.by] } : null);
    yield;
    this.stances.take(at, positionsOf(new Folds(counted, talks.run)));
    yield;
    this.offers.take(at, counted.at, offerLifecyclesIn(counted));
  }
}

function partiesOf({ registry }: CountedReports, last: Instant): Picture['parties'] {
  const rank = (role: Picture['parties'][number]['role']): number => (role ? ROLES.indexOf(role) : ROLES.length);
  return [...registry.parties.values()]
    .map(({ party, name }) => ({ party, name, role: roleAt(registry, party, last) ?? null }))
    .toSorted((a, b) => rank(a.role) - rank(b.role));
}

function sourcesIn(counted: CountedReports): { readonly sources: string[]; readonly omitted: number } {
  const all = sourcesOf(counted).sources.toSorted((a, b) => b.reports - a.reports);
  const sources = all.slice(0, MOST.sources).map(({ publisher }) => publisher);
  return { sources, omitted: all.length - sources.length };
}

/**
 * Returns null where the desk had not opened the negotiation by then. The generator yields after each moment that it
 * reads, so that a caller can let others work.
 * @param now the present, in milliseconds since the epoch
 * @param indexes where report indexes are cached
 */
export function* pictureOf(
  log: Log,
  lens: Lens,
  clock: Clock,
  now: Instant,
  indexes = new ReportIndexCache(),
): Generator<undefined, Picture | null> {
  const end = yield* LensProjections.making(log, lens, now, indexes);
  if (!end) return null;
  const { counted } = end;
  yield;
  const moments = momentsOf(log, lens, clock, now, indexes);
  yield;
  const chosen = evenlyChosen(moments, counted.selection.entries.length);
  const course = new Course(counted);
  yield;
  for (const { at, lens: upTo } of chosen) {
    const projections = yield* LensProjections.making(log, upTo, now, indexes);
    if (projections) yield* course.take(at, projections);
    yield;
  }
  const [first, last] = [moments[0]?.at ?? null, moments.at(-1)?.at ?? null];
  // Under the lens itself: time may have passed since the last moment, and an offer may have lapsed.
  if (last !== null) yield* course.take(last, end);
  yield;
  const titles = subjectTitlesOf(counted);
  const instantOf = reportInstants(counted, clock);
  const stances = course.stances.latest(MOST.stances, (key) => titles.get(key) ?? null);
  const offers = course.offers.latest(MOST.offers, titles);
  yield;
  const atOf = (id: ReportId): Instant => {
    const t = counted.byId.get(id);
    return t ? instantOf(t) : (last ?? 0);
  };
  const terms = termLinesOf(counted, atOf, titles);
  yield;
  const { sources, omitted } = sourcesIn(counted);
  yield;
  return {
    clock,
    lensWords: lensInWords(lens, new ReaderNames(counted)),
    from: first === null ? null : isoOf(first),
    to: last === null ? null : isoOf(last),
    moments: moments.length,
    stops: chosen.length,
    parties: partiesOf(counted, last ?? counted.at),
    phases: course.phases.intervals(),
    contested: course.contested.intervals(),
    stances: stances.rows,
    offers: offers.offers,
    reports: reportPointsOf(counted, instantOf, first === null || last === null ? null : [first, last]),
    terms: terms.terms,
    sources,
    omitted: { stances: stances.omitted, offers: offers.omitted, terms: terms.omitted, sources: omitted },
  };
}
