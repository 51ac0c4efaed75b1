/** What changed since a date: the change sentences of comparisons, each with the reports that caused it. */
import type { EntryId, ReportId } from '../../events/ids.js';
import { Causes } from '../compare/causes.js';
import { inWords } from '../compare/change-sentences.js';
import { isOfStatus } from '../compare/explained-changes.js';
import type { ReaderNames } from '../wording/reader-names.js';
import { changesBetween, partOf, type Change, type FieldPart } from '../status/field-values.js';
import type { LensProjections } from '../status/lens-projections.js';
import { cut, sentence, type Sentence } from './sentence.js';

/** Which parts are told first, where not all are. */
const ORDER: readonly FieldPart[] = [
  'status',
  'offers',
  'contradictions',
  'pressure',
  'fulfilment',
  'positions',
  'terms',
  'claims',
];

/** That time passes is told of the status itself; the claim that there are talks, by whether they are contested. */
const isTold = ({ field }: Change): boolean => field !== 'freshness' && field !== 'claims/talks';

const rank = (change: Change): number => (isOfStatus(change) ? 0 : ORDER.indexOf(partOf(change.field)));

/** The changes between two moments, those of the status first; step by step, so that others can work in between. */
export function* findingChangesSince(
  before: LensProjections,
  projections: LensProjections,
  names: ReaderNames,
  most: number,
): Generator<undefined, { readonly shown: readonly Sentence[]; readonly omitted: number }> {
  const earlier = yield* before.readingValues();
  const changes = changesBetween(earlier, yield* projections.readingValues()).filter(isTold);
  yield;
  const { shown, omitted } = cut(
    changes.toSorted((a, b) => rank(a) - rank(b)),
    most,
  );
  const causes = new Causes(before, projections);
  const { published } = projections.counted.selection;
  const reportsOf = (entries: readonly EntryId[]): ReportId[] =>
    entries.map((id) => id as string as ReportId).filter((id) => published.get(id) !== undefined);
  const told: Sentence[] = [];
  for (const { field, to, words } of inWords(shown, names)) {
    const { causes: found, reason } = yield* causes.finding(field, to);
    const because = reportsOf(found.map(({ entry }) => entry));
    told.push(sentence(words, { because, reason: reason ?? 'a change of the desk, which is no report' }));
  }
  const known = new Set<string>();
  return { shown: told.filter(({ words }) => !known.has(words) && known.add(words)), omitted };
}
