/** The contradictions in which two readings may differ, found without a pass over all. */
import { TALKS, type ClaimId } from '../../events/ids.js';
import { CLAIMS, type Claim } from '../claims/claims.js';
import type { Folds } from '../positions/folds.js';
import { STANCES, threadOf, type StancePair } from '../positions/held-stances.js';
import { subjectKey } from '../record/subjects.js';
import type { ThreadReading } from '../threads/thread-reading.js';
import { bySecondSide, type Contradiction } from './contradiction.js';
import { contradictionIn, wordOn } from './of-attribution.js';
import { contradictionsIn, WORDS } from './of-fact.js';
import { ACCOUNTS, accountsDiffering, contradictionsOfReporting, originsDiffering, TOLD } from './of-quantity.js';
import { NAMES_WRITTEN, namesIn } from './written-names.js';

/** The threads that contradictions are read from. */
export const CONTRADICTION_READINGS: readonly ThreadReading<unknown, unknown>[] = [
  CLAIMS,
  STANCES,
  WORDS,
  ACCOUNTS,
  TOLD,
  NAMES_WRITTEN,
];

type Sides<T> = readonly [before: T, after: T];
/** What differs, in pairs; a side is undefined where there is nothing. */
type Pairs<T> = readonly Sides<T | undefined>[];

/** The states of the threads in which two readings differ; undefined where they are no versions of one. */
function statesDiffering<S>(reading: ThreadReading<unknown, S>, [before, after]: Sides<Folds>): Pairs<S> | undefined {
  const pairs = reading.of(before.around()).differencesTo(reading.of(after.around()));
  return pairs?.map(([was, is]) => [was?.state, is?.state]);
}

const onSides = <T>(pairs: Pairs<T>, find: (state: T) => readonly Contradiction[]): Sides<Contradiction[]> => [
  pairs.flatMap(([was]) => (was === undefined ? [] : find(was))),
  pairs.flatMap(([, is]) => (is === undefined ? [] : find(is))),
];

const talksOf = (folds: Folds): Claim => folds.phaseRun().talksClaim;

function ofFact(
  sides: Sides<Folds>,
  claims: Pairs<Claim | undefined>,
  words: Pairs<Parameters<typeof contradictionsIn>[0] | undefined>,
) {
  const inClaim = (claim: Claim | undefined) =>
    claim ? contradictionsIn({ about: { claim: claim.claim }, words: claim.words }) : [];
  const [onClaims, onOthers] = [
    onSides([...claims, [talksOf(sides[0]), talksOf(sides[1])]], inClaim),
    onSides(words, (one) => (one ? contradictionsIn(one) : [])),
  ];
  return [
    [...onClaims[0], ...onOthers[0]],
    [...onClaims[1], ...onOthers[1]],
  ] as const;
}

/** Of the stances that have changed, and of those on claims on which the words have. */
function ofAttribution(sides: Sides<Folds>, claims: Pairs<Claim | undefined>, stances: Pairs<StancePair | undefined>) {
  const words = [...claims.flat(), ...sides.map(talksOf)].flatMap((claim) =>
    claim ? [...claim.words.keys()].map((party) => threadOf(party, subjectKey({ claim: claim.claim }))) : [],
  );
  const changed = stances.flat().flatMap((row) => (row ? threadOf(row.party, row.key) : []));
  const threads = [...new Set([...words, ...changed])];
  const [before, after] = sides.map((folds) => {
    const [rows, known] = [STANCES.of(folds.around()), CLAIMS.of(folds.around())];
    const wordOf = wordOn((claim: ClaimId) => (claim === TALKS ? talksOf(folds) : known.get(claim)?.state));
    return threads.flatMap((thread) => {
      const row = rows.get(thread)?.state;
      return row ? contradictionIn(row, wordOf) : [];
    });
  });
  return [before ?? [], after ?? []] as const;
}

const fieldKey = (c: Contradiction): string => [subjectKey(c.subject), ...(c.origins ?? [])].join('\n');

/**
 * Those of both readings without the ones of which the other has one between the same origins on the same subject: this may
 * be of another development, which has not changed.
 */
function withoutShared(sides: Sides<Folds>, found: Sides<readonly Contradiction[]>): Sides<readonly Contradiction[]> {
  const keys = found.map((of) => new Set(of.map(fieldKey)));
  const isNews = found.some((of, i) => of.some((c) => !keys[1 - i]?.has(fieldKey(c))));
  if (!isNews) return [[], []];
  const all = sides.map((folds) => new Set(contradictionsOfReporting(folds).map(fieldKey)));
  const news = found.map((of, i) => of.filter((c) => !all[1 - i]?.has(fieldKey(c))));
  return [news[0] ?? [], news[1] ?? []];
}

function ofReporting(sides: Sides<Folds>): Sides<readonly Contradiction[]> | undefined {
  const [told, written] = [statesDiffering(TOLD, sides), statesDiffering(NAMES_WRITTEN, sides)];
  // Where an origin is written otherwise, all its contradictions are.
  if (!told || !written || written.some(([was, is]) => was !== undefined && is !== undefined && was !== is))
    return undefined;
  const [before, after] = sides.map((folds, i) => {
    const names = namesIn(folds.around());
    return told.flatMap((pair) => {
      const state = pair[i];
      return state ? originsDiffering(state, names) : [];
    });
  });
  return withoutShared(sides, [before ?? [], after ?? []]);
}

/**
 * The contradictions of two readings that may differ, in the order of all; undefined where the readings have nothing in
 * common.
 */
export function contradictionsDiffering(before: Folds, after: Folds): Sides<readonly Contradiction[]> | undefined {
  const sides = [before, after] as const;
  const [claims, stances] = [statesDiffering(CLAIMS, sides), statesDiffering(STANCES, sides)];
  const [words, accounts] = [statesDiffering(WORDS, sides), statesDiffering(ACCOUNTS, sides)];
  const reporting = ofReporting(sides);
  if (!claims || !stances || !words || !accounts || !reporting) return undefined;
  const found = [
    ofFact(sides, claims, words),
    onSides(accounts, (one) => (one ? accountsDiffering(one) : [])),
    reporting,
    ofAttribution(sides, claims, stances),
  ];
  return [found.flatMap(([was]) => bySecondSide(was)), found.flatMap(([, is]) => bySecondSide(is))];
}
