/**
 * The overview: a reading cut to what a page shows of it. Of a long story the parts go into the thousands; what was told
 * last comes first, and what is left out is counted.
 */
import { z } from 'zod';
import type { Instant } from '../events/dates.js';
import { claimAnswer, claimAnswerOf, claimsOf } from './claims.js';
import { contradictionAnswer, contradictionAnswerOf, contradictionsOf } from './contradictions.js';
import { fulfilmentAnswer, fulfilmentOfLast } from './fulfilment.js';
import { positionAnswer, positionAnswerOf, positionsOf, type Position } from './positions.js';
import { subjectKey } from './subjects.js';
import type { Summary } from './summary.js';
import { ledgerOf, termsAnswer } from './terms.js';
import type { View } from './view.js';

/** How many rows of each part are shown. */
const MOST = 40;
/** How many agreements' fulfilment is shown. */
const MOST_AGREEMENTS = 6;

const ledgerShown = termsAnswer.extend({
  earlier: z.int().meta({ description: 'How many entries came before these.' }),
});

export const overviewFields = {
  claims: z.array(claimAnswer),
  positions: z.array(positionAnswer),
  contradictions: z.array(contradictionAnswer).meta({ description: 'The latest first.' }),
  terms: z.array(ledgerShown),
  fulfilment: z.array(fulfilmentAnswer),
  omitted: z
    .strictObject({ claims: z.int(), subjects: z.int(), contradictions: z.int(), terms: z.int(), fulfilment: z.int() })
    .meta({ description: 'How many of each are left out; the parts by themselves hold all of them.' }),
};
const overviewParts = z.strictObject(overviewFields);
export type Overview = z.infer<typeof overviewParts>;

/** The last so many by their time, in the order in which they were. */
function latest<T>(rows: readonly T[], at: (row: T) => Instant): T[] {
  if (rows.length <= MOST) return [...rows];
  const kept = new Set(rows.toSorted((a, b) => at(b) - at(a)).slice(0, MOST));
  return rows.filter((row) => kept.has(row));
}

const lastWord = ({ declared, attributed, answers }: Position): Instant =>
  Math.max(...[declared, attributed, ...answers.map(({ held }) => held)].map((held) => held?.by.place.at ?? -Infinity));

/** The subjects of which anybody spoke last. */
function subjectsShown(positions: readonly Position[]): { readonly shown: ReadonlySet<string>; readonly all: number } {
  const last = new Map<string, Instant>();
  for (const position of positions) {
    const key = subjectKey(position.subject);
    last.set(key, Math.max(last.get(key) ?? -Infinity, lastWord(position)));
  }
  return { shown: new Set(latest([...last], ([, at]) => at).map(([key]) => key)), all: last.size };
}

export function overviewOf(view: View, { talks }: Summary): Overview {
  const claims = [...claimsOf(view, talks.walk).values()];
  const claimsShown = latest(claims, ({ since }) => since?.at ?? Infinity);
  const positions = positionsOf(view);
  const subjects = subjectsShown(positions);
  const contradictions = contradictionsOf(view, talks.walk).toSorted((a, b) => b.at - a.at);
  const terms = ledgerOf(view);
  const { fulfilment, earlier } = fulfilmentOfLast(view, MOST_AGREEMENTS);
  return {
    claims: claimsShown.map((claim) => claimAnswerOf(view, claim)),
    positions: positions
      .filter(({ subject }) => subjects.shown.has(subjectKey(subject)))
      .map((position) => positionAnswerOf(view, position)),
    contradictions: contradictions.slice(0, MOST).map((contradiction) => contradictionAnswerOf(view, contradiction)),
    terms: terms.slice(0, MOST).map((row) => ({
      ...row,
      entries: row.entries.slice(-MOST),
      earlier: Math.max(0, row.entries.length - MOST),
    })),
    fulfilment,
    omitted: {
      claims: claims.length - claimsShown.length,
      subjects: subjects.all - subjects.shown.size,
      contradictions: Math.max(0, contradictions.length - MOST),
      terms: Math.max(0, terms.length - MOST),
      fulfilment: earlier,
    },
  };
}
