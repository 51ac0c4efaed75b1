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

const NOTHING: SubjectFields = {};

/** What a report names. A report of a kind without these fields names nothing. */
export const namedSubjectsOf = (report: Report): SubjectFields => report as SubjectFields;

/** What a report says something about. A `no-comment` names what it was about, and says nothing of it. */
export const subjectFieldsOf = (report: Report): SubjectFields =>
  report.kind === 'no-comment' ? NOTHING : namedSubjectsOf(report);

/** The parties whose act or words a report tells: its `party`, then those in `jointly`. */
export function partiesOf({ party, jointly }: Report): readonly PartyId[] {
  if (party === undefined) return [];
  return jointly?.length ? [...new Set([party, ...jointly])] : [party];
}

/** Whether the speaker is a former official or a commentator: such reports are listed, and count for nothing else. */
export const isOutsideVoice = ({ speaker }: Report): boolean =>
  speaker.capacity === 'former-official' || speaker.capacity === 'commentator';

/**
 * Whether an official speaks for one of the report's own parties: then it declares for all of them. Every other voice
 * only attributes a position to them.
 */
export const declares = (report: Report): boolean => {
  const { party, speaker } = report;
  if (party === undefined || speaker.capacity !== 'official') return false;
  return speaker.party === undefined || speaker.party === party || partiesOf(report).includes(speaker.party);
};

/** Finds reports by id, whether or not a lens lets them count. */
export interface ReportsById {
  get(id: ReportId): { readonly report: Report } | undefined;
}

/** Whether it accepts an overture: then it is a yes to talking, and no act in the talks. */
export const acceptsOverture = (report: Report, published: ReportsById): boolean =>
  report.kind === 'acceptance' &&
  report.report !== undefined &&
  published.get(report.report)?.report.kind === 'overture';

/** Whether it reports an act in the talks, which shows that they go on. */
export function isActInTheTalks(report: Report, published: ReportsById): boolean {
  switch (report.kind) {
    case 'acceptance':
      return !acceptsOverture(report, published);
    case 'contact':
    case 'proposal':
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
    case 'overture':
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

/** Whether it is a denial of `talks`. */
export const deniesTalks = (report: Report): boolean => report.kind === 'denial' && report.claim === TALKS;

/** Whether it says that its party is ready to talk: an overture, or the acceptance of one without conditions. */
export const saysReady = (report: Report, published: ReportsById): boolean =>
  report.kind === 'overture' || (acceptsOutright(report) && acceptsOverture(report, published));

/** Whether it reports a sitting of the talks themselves. */
export const isSession = (report: Report): boolean => report.kind === 'contact' && report.session === true;

/** Whether it is a confirmation of `talks`, or reports an act in the talks. */
export const affirmsTalks = (report: Report, published: ReportsById): boolean =>
  confirmsTalks(report) || isActInTheTalks(report, published);

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
  namedSubjectsOf(report).agreement !== undefined && SAYING_AGREEMENT_WAS_MADE.has(report.kind);

/** The parties that a report names as `party`, in `jointly`, `to`, `with` or `between`. */
export function namedParties(report: Report): PartyId[] {
  return [
    ...partiesOf(report),
    ...(report.to ?? []),
    ...(report.kind === 'contact' ? report.with : []),
    ...(('between' in report ? report.between : undefined) ?? []),
  ];
}
