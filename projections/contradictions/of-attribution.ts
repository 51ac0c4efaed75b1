/**
 * Contradictions of attribution: what others attribute to a party, later than its own word, is incompatible with that
 * word.
 */
import type { PartyId } from '../../events/ids.js';
import { between, type Contradiction } from './contradiction.js';
import type { Folds } from '../positions/folds.js';
import type { HeldStance, StancePair } from '../positions/held-stances.js';
import type { StanceName } from '../positions/stances.js';
import type { SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';

/** To say yes to something. Who rejects it or denies it does not say yes. */
const SAYING_YES: ReadonlySet<StanceName> = new Set<StanceName>(['accepts', 'agrees', 'ratifies']);
/** To say that something exists, in words or by putting it. Who denies it does not say so; who rejects it may. */
const SAYING_IT_EXISTS: ReadonlySet<StanceName> = new Set<StanceName>(['confirms', 'proposes']);

const rulesOut = (a: StanceName, b: StanceName): boolean =>
  (SAYING_YES.has(a) && (b === 'rejects' || b === 'denies')) || (SAYING_IT_EXISTS.has(a) && b === 'denies');

const areIncompatible = (a: StanceName, b: StanceName): boolean => rulesOut(a, b) || rulesOut(b, a);

/** What a party declares, and the report with which it began to say so. */
interface Word {
  readonly says: StanceName;
  readonly from: PlacedReport;
}

const heldIn = (held: HeldStance | null): Word | undefined =>
  held ? { says: held.stance, from: held.from } : undefined;

/** The subject as it is shown: an answer to a demand is about the first report of the demand. */
function subjectOf({ subject: about }: StancePair, { given }: HeldStance): SubjectOrReport {
  const [demand] = given.rests;
  return 'report' in about && demand ? { report: demand.id } : about;
}

/** One at most for each party and subject. */
export function contradictionsOfAttribution(folds: Folds): Contradiction[] {
  const claims = folds.claims();
  // On a claim it is the word that counts, not a later position such as a refusal; on `talks`, the word since they last
  // collapsed.
  const wordOf = (party: PartyId, { subject: about, declared }: StancePair): Word | undefined =>
    'claim' in about ? claims.get(about.claim)?.words.get(party) : heldIn(declared.held);
  const contradictionIn = (party: PartyId, row: StancePair): Contradiction[] => {
    const [word, { held }] = [wordOf(party, row), row.attributed];
    if (!word || !held?.later || !areIncompatible(word.says, held.stance)) return [];
    return [between('attribution', subjectOf(row, held), [party], [word.from, held.later])];
  };
  return [...folds.heldStances().parties].flatMap(([party, rows]) =>
    [...rows.values()].flatMap((row) => contradictionIn(party, row)),
  );
}
