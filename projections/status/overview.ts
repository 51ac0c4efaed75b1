/**
 * The overview: what a page shows. A long negotiation has thousands of positions, terms and contradictions, so that only
 * the latest are shown; those left out are counted.
 */
import { z } from 'zod';
import { latestInstant, type Instant } from '../../events/dates.js';
import { claimAnswer, claimAnswerOf } from '../positions/claim-answers.js';
import { contradictionAnswer, contradictionsOf, explaining } from '../contradictions/contradictions.js';
import { Folds } from '../positions/folds.js';
import { fulfilmentAnswer, latestFulfilment } from '../positions/fulfilment.js';
import { positionAnswer, positionAnswerOf, positionsOf, type Position } from '../positions/positions.js';
import { subjectKey } from '../record/subjects.js';
import type { Summary } from './summary.js';
import { ledgerOf, termsAnswer } from '../positions/terms.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** Up to `most` rows are all shown; of more, the latest `cut`. */
interface RowLimit {
  readonly most: number;
  readonly cut: number;
}
const SUBJECTS: RowLimit = { most: 40, cut: 20 };
const CLAIMS: RowLimit = { most: 40, cut: 12 };
const CONTRADICTIONS: RowLimit = { most: 40, cut: 12 };
const ITEMS: RowLimit = { most: 12, cut: 6 };
const ENTRIES: RowLimit = { most: 40, cut: 16 };
/** Of one party on one issue. */
const ANSWERS: RowLimit = { most: 8, cut: 4 };
/** How many agreements' fulfilment is shown. */
const MOST_AGREEMENTS = 6;

const rowsShown = (count: number, { most, cut }: RowLimit): number => (count > most ? cut : most);

const ledgerRow = termsAnswer.extend({
  earlier: z.int().meta({ description: 'How many entries came before these.' }),
});

const positionRow = positionAnswer.extend({
  earlier: z.int().meta({ description: 'How many answers came before these.' }),
});
export type PositionRow = z.infer<typeof positionRow>;

/** The parts of an overview. */
export const overviewFields = {
  claims: z.array(claimAnswer),
  positions: z.array(positionRow),
  grades: z
    .record(z.string(), z.string())
    .meta({ description: 'Of the reports that the positions rest on, the Admiralty grade where there is one: B2.' }),
  contradictions: z.array(contradictionAnswer).meta({ description: 'The latest first.' }),
  terms: z.array(ledgerRow),
  fulfilment: z.array(fulfilmentAnswer),
  omitted: z
    .strictObject({ claims: z.int(), subjects: z.int(), contradictions: z.int(), terms: z.int(), fulfilment: z.int() })
    .meta({ description: 'How many of each are left out; the parts by themselves hold all of them.' }),
} as const;
const overviewParts = z.strictObject(overviewFields);
/** What a page shows. */
export type Overview = z.infer<typeof overviewParts>;

/** The latest rows that a limit allows, in their own order. */
function latest<T>(rows: readonly T[], limit: RowLimit, at: (row: T) => Instant): T[] {
  const kept = new Set(rows.toSorted((a, b) => at(b) - at(a)).slice(0, rowsShown(rows.length, limit)));
  return rows.filter((row) => kept.has(row));
}

type Held = Pick<Position, 'declared' | 'attributed'>;

const heldAt = ({ declared, attributed }: Held): Instant =>
  Math.max(declared?.by.place.at ?? -Infinity, attributed?.by.place.at ?? -Infinity);

const latestPlace = (position: Position): Instant => Math.max(heldAt(position), ...position.answers.map(heldAt));

/** A party may have answered hundreds of offers on one issue. */
function positionRowOf(counted: CountedReports, position: Position): PositionRow {
  const answers = latest(position.answers, ANSWERS, heldAt);
  const earlier = position.answers.length - answers.length;
  return { ...positionAnswerOf(counted, { ...position, answers }), earlier };
}

/** The subjects with the latest positions, and the number of all subjects. */
function subjectsShown(positions: readonly Position[]): { readonly shown: ReadonlySet<string>; readonly all: number } {
  const last = new Map<string, Instant>();
  for (const position of positions) {
    const key = subjectKey(position.subject);
    last.set(key, Math.max(last.get(key) ?? -Infinity, latestPlace(position)));
  }
  return { shown: new Set(latest([...last], SUBJECTS, ([, at]) => at).map(([key]) => key)), all: last.size };
}

/** The Admiralty grades of the reports that positions rest on, such as `B2`; F or 6 for the half that is not graded. */
function gradesOf(
  { selection: { published } }: CountedReports,
  positions: readonly PositionRow[],
): Record<string, string> {
  const ids = positions.flatMap(({ declared, attributed }) => [
    ...(declared?.because ?? []),
    ...(attributed?.because ?? []),
  ]);
  return Object.fromEntries(
    [...new Set(ids)].flatMap((id) => {
      const found = published.get(id);
      const credibility = found?.report.credibility;
      if (found?.reliability === undefined && credibility === undefined) return [];
      return [[id, `${found?.reliability ?? 'F'}${credibility ?? 6}`]];
    }),
  );
}

/** @param summary of the same reports */
export function overviewOf(counted: CountedReports, { talks }: Summary): Overview {
  const folds = new Folds(counted, talks.run);
  const claims = [...folds.claims().values()];
  const claimsShown = latest(claims, CLAIMS, ({ since }) => since?.at ?? Infinity);
  const positions = positionsOf(folds);
  const subjects = subjectsShown(positions);
  const contradictions = contradictionsOf(folds).toSorted((a, b) => b.at - a.at);
  const contradictionsShown = contradictions.slice(0, rowsShown(contradictions.length, CONTRADICTIONS));
  const terms = ledgerOf(counted);
  const termsShown = latest(terms, ITEMS, ({ entries }) => latestInstant(entries.at(-1)?.at ?? '0001'));
  const { fulfilment, earlier } = latestFulfilment(counted, MOST_AGREEMENTS);
  const positionsShown = positions
    .filter(({ subject }) => subjects.shown.has(subjectKey(subject)))
    .map((position) => positionRowOf(counted, position));
  return {
    claims: claimsShown.map((claim) => claimAnswerOf(counted, claim)),
    positions: positionsShown,
    grades: gradesOf(counted, positionsShown),
    contradictions: contradictionsShown.map(explaining(counted)),
    terms: termsShown.map((row) => {
      const entries = row.entries.slice(-rowsShown(row.entries.length, ENTRIES));
      return { ...row, entries, earlier: row.entries.length - entries.length };
    }),
    fulfilment,
    omitted: {
      claims: claims.length - claimsShown.length,
      subjects: subjects.all - subjects.shown.size,
      contradictions: contradictions.length - contradictionsShown.length,
      terms: terms.length - termsShown.length,
      fulfilment: earlier,
    },
  };
}
