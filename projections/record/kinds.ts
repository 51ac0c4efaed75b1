/** What each kind of report is, beyond its own fields: its subject, and whether it is an act in the talks. */
import type { AgreementId, ClaimId, IssueId, PartyId, ProposalId, ReportId } from '../../events/ids.js';
import { TALKS } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Kind } from '../../events/vocabulary.js';

/** What a report speaks of, where it names something. */
export interface SubjectFields {
  readonly claim?: ClaimId | undefined;
  readonly issue?: IssueId | undefined;
  readonly proposal?: ProposalId | undefined;
  readonly agreement?: AgreementId | undefined;
  readonly report?: ReportId | undefined;
}

/** The subject fields of any report; kinds that have none give an empty object. */
export const subjectFieldsOf = (report: Report): SubjectFields => report as SubjectFields;

/** Voices that are kept and shown, and otherwise count nowhere. */
export const isOutsideVoice = ({ speaker }: Report): boolean =>
  speaker.capacity === 'former-official' || speaker.capacity === 'commentator';

/** An official who speaks for the report's own party declares its position; every other voice attributes one. */
export const declares = ({ party, speaker }: Report): boolean =>
  party !== undefined && speaker.capacity === 'official' && (speaker.party === undefined || speaker.party === party);

/** Acts that show the talks to be going on. */
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

export const confirmsTalks = (report: Report): boolean => report.kind === 'confirmation' && report.claim === TALKS;

/** A confirmation of `talks`, or an act in the talks. */
export const affirmsTalks = (report: Report): boolean => confirmsTalks(report) || isActInTheTalks(report);

export const acceptsOutright = (report: Report): boolean =>
  report.kind === 'acceptance' && (report.conditions ?? []).length === 0;

const SAYING_AGREEMENT_WAS_MADE: ReadonlySet<Kind> = new Set<Kind>([
  'agreement',
  'confirmation',
  'acceptance',
  'implementation',
  'ratification',
]);

/** A report that an agreement was made, whoever says so. */
export const saysAgreementWasMade = (report: Report): boolean =>
  SAYING_AGREEMENT_WAS_MADE.has(report.kind) && subjectFieldsOf(report).agreement !== undefined;

/** The parties that a report names in its own fields. */
export function namedParties(report: Report): PartyId[] {
  return [
    ...(report.party === undefined ? [] : [report.party]),
    ...(report.to ?? []),
    ...(report.kind === 'contact' ? report.with : []),
    ...(('between' in report ? report.between : undefined) ?? []),
  ];
}
