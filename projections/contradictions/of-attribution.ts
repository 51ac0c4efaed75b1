/**
 * Contradictions of attribution: what others attribute to a party, later than its own word, is incompatible with that
 * word.
 */
import type { ClaimId } from '../../events/ids.js';
import { between, type Contradiction } from './contradiction.js';
import type { Claim } from '../claims/claims.js';
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

/** What a party says of the subjects of its stances. On a claim it is its word that counts, and no later position such as a refusal. */
type WordOn = (row: StancePair) => Word | undefined;

/** @param claimNamed of `talks`, with the words since they last collapsed */
export const wordOn =
  (claimNamed: (claim: ClaimId) => Pick<Claim, 'words'> | undefined): WordOn =>
  ({ party, subject: about, declared }) =>
    'claim' in about ? claimNamed(about.claim)?.words.get(party) : heldIn(declared.held);

/** The contradiction in what is held of a party on one subject, if there is one. */
export function contradictionIn(row: StancePair, wordOf: WordOn): Contradiction[] {
  const [word, { held }] = [wordOf(row), row.attributed];
  if (!word || !held?.later || !areIncompatible(word.says, held.stance)) return [];
  return [between('attribution', subjectOf(row, held), [row.party], [word.from, held.later])];
}

/** One at most for each party and subject. */
export function contradictionsOfAttribution(folds: Folds): Contradiction[] {
  const claims = folds.claims();
  const wordOf = wordOn((claim) => claims.get(claim));
  return folds.heldStances().flatMap((row) => contradictionIn(row, wordOf));
}
