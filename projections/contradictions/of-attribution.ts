/** Contradictions of attribution: what others say of a party, later than its own word, cannot hold with that word. */
import type { PartyId } from '../../events/ids.js';
import { between, type Contradiction } from './contradiction.js';
import type { Folds } from '../positions/folds.js';
import type { HeldStance, StancePair } from '../positions/held-stances.js';
import type { StanceName } from '../positions/stances.js';
import type { SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';

/** Saying yes to a thing, in whatever way: whoever rejects it or denies it cannot be saying so too. */
const SAYING_YES: ReadonlySet<StanceName> = new Set<StanceName>(['accepts', 'agrees', 'ratifies']);
/** Saying that there is such a thing, in words or by the own act of putting it: this leaves one free to turn it down. */
const SAYING_SO: ReadonlySet<StanceName> = new Set<StanceName>(['confirms', 'proposes']);

const rulesOut = (a: StanceName, b: StanceName): boolean =>
  (SAYING_YES.has(a) && (b === 'rejects' || b === 'denies')) || (SAYING_SO.has(a) && b === 'denies');

const cannotHold = (a: StanceName, b: StanceName): boolean => rulesOut(a, b) || rulesOut(b, a);

/** What a party declares, and the report with which it began to. */
interface Word {
  readonly says: StanceName;
  readonly from: PlacedReport;
}

const heldIn = (held: HeldStance | null): Word | undefined =>
  held ? { says: held.stance, from: held.from } : undefined;

/** An answer to a demand goes by the demand's first report. */
function subjectOf({ subject: about }: StancePair, { given }: HeldStance): SubjectOrReport {
  const [demand] = given.rests;
  return 'report' in about && demand ? { report: demand.id } : about;
}

export function contradictionsOfAttribution(folds: Folds): Contradiction[] {
  const claims = folds.claims();
  // Of a claim the word counts, not a later position such as a refusal; of the talks, only since they last collapsed.
  const wordOf = (party: PartyId, { subject: about, declared }: StancePair): Word | undefined =>
    'claim' in about ? claims.get(about.claim)?.words.get(party) : heldIn(declared.held);
  const contradictionIn = (party: PartyId, row: StancePair): Contradiction[] => {
    const [word, { held }] = [wordOf(party, row), row.attributed];
    if (!word || !held?.later || !cannotHold(word.says, held.stance)) return [];
    return [between('attribution', subjectOf(row, held), [word.from, held.later])];
  };
  return [...folds.heldStances().parties].flatMap(([party, rows]) =>
    [...rows.values()].flatMap((row) => contradictionIn(party, row)),
  );
}
