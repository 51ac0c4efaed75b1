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

/** The changes between two moments, those of the status first. */
export function changesSince(
  before: LensProjections,
  projections: LensProjections,
  names: ReaderNames,
  most: number,
): { readonly shown: readonly Sentence[]; readonly omitted: number } {
  const changes = changesBetween(before.fieldValues(), projections.fieldValues()).filter(isTold);
  const { shown, omitted } = cut(
    changes.toSorted((a, b) => rank(a) - rank(b)),
    most,
  );
  const causes = new Causes(before, projections);
  const { published } = projections.counted.selection;
  const reportsOf = (entries: readonly EntryId[]): ReportId[] =>
    entries.map((id) => id as string as ReportId).filter((id) => published.get(id) !== undefined);
  const told = inWords(shown, names).map(({ field, to, words }) => {
    const { causes: found, reason } = causes.of(field, to);
    const because = reportsOf(found.map(({ entry }) => entry));
    return sentence(words, { because, reason: reason ?? 'a change of the desk, which is no report' });
  });
  const known = new Set<string>();
  return { shown: told.filter(({ words }) => !known.has(words) && known.add(words)), omitted };
}
