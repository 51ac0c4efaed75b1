/** What reports of each kind are, beyond their fields: what they name, and whether they are acts in the talks. */
import type { AgreementId, ClaimId, IssueId, PartyId, ProposalId, ReportId } from '../../events/ids.js';
import { TALKS } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Kind } from '../../events/vocabulary.js';

/** The fields in which a report names what it is about. */
export interface SubjectFields {
  readonly claim?: ClaimId | undefined;
  readonly issue?: IssueId | undefined;
  readonly proposal?: ProposalId | undefined;
  readonly agreement?: AgreementId | undefined;
  readonly report?: ReportId | undefined;
}

/** What a report names. A report of a kind without these fields names nothing. */
export const subjectFieldsOf = (report: Report): SubjectFields => report as SubjectFields;

/** Whether the speaker is a former official or a commentator: such reports are listed, and count for nothing else. */
export const isOutsideVoice = ({ speaker }: Report): boolean =>
  speaker.capacity === 'former-official' || speaker.capacity === 'commentator';

/** Whether an official speaks for the report's own party. Every other voice only attributes a position to it. */
export const declares = ({ party, speaker }: Report): boolean =>
  party !== undefined && speaker.capacity === 'official' && (speaker.party === undefined || speaker.party === party);

/** Whether it reports an act in the talks, which shows that they go on. */
export function isActInTheTalks(report: Report): boolean {
  switch (report.kind) {
    case 'contact':
    case 'proposal':
    case 'acceptance':
    case 'concession':
    case 'agreement':
    case 'implementation':
    case 'suspension':
    case 'resumption':
      return true;
    case 'involvement':
      return report.ends !== true;
    case 'assessment':
      return report.outlook !== 'remote';
    case 'confirmation':
    case 'denial':
    case 'refusal':
    case 'rejection':
    case 'withdrawal':
    case 'demand':
    case 'stance':
    case 'endorsement':
    case 'ratification':
    case 'violation':
    case 'pressure':
    case 'breakdown':
    case 'conclusion':
    case 'no-comment':
      return false;
  }
}

/** Whether it is a confirmation of `talks`. */
export const confirmsTalks = (report: Report): boolean => report.kind === 'confirmation' && report.claim === TALKS;

/** Whether it is a confirmation of `talks`, or reports an act in the talks. */
export const affirmsTalks = (report: Report): boolean => confirmsTalks(report) || isActInTheTalks(report);

/** Whether it is an acceptance without conditions. */
export const acceptsOutright = (report: Report): boolean =>
  report.kind === 'acceptance' && (report.conditions ?? []).length === 0;

const SAYING_AGREEMENT_WAS_MADE: ReadonlySet<Kind> = new Set<Kind>([
  'agreement',
  'confirmation',
  'acceptance',
  'implementation',
  'ratification',
]);

/** Whether it says that an agreement was made, whoever says so. */
export const saysAgreementWasMade = (report: Report): boolean =>
  SAYING_AGREEMENT_WAS_MADE.has(report.kind) && subjectFieldsOf(report).agreement !== undefined;

/** The parties that a report names as `party`, in `to`, `with` or `between`. */
export function namedParties(report: Report): PartyId[] {
  return [
    ...(report.party === undefined ? [] : [report.party]),
    ...(report.to ?? []),
    ...(report.kind === 'contact' ? report.with : []),
    ...(('between' in report ? report.between : undefined) ?? []),
  ];
}
