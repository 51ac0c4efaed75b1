/** Where each party stands on each subject: section 4, "Positions". */
import { claimIds, goesWithItsReport, partiesIn } from '../claims.js';
import { agreementIds } from '../talks/agreement-terms.js';
import { text, texts } from '../json.js';
import { issuesOf, proposersOf, type Bargaining } from './offers.js';
import { hasConditions, isAct, isPrincipal, isThird, ofTalks, type VoicedReport } from '../voices.js';
import { isAnswer, offerNamedBy, offerPutBy, offerWithdrawn, takesBackSaid } from './withdrawals.js';

/** What a position is on: a claim, issue, proposal or agreement; for the answers on an issue, also a demand. */
export interface Subject {
  readonly sort: 'claim' | 'issue' | 'proposal' | 'agreement' | 'demand';
  readonly id: string;
}

export interface Held {
  readonly stance: string;
  readonly to: readonly string[];
  readonly since: string;
  readonly restated: string;
  readonly reversals: number;
}

export interface AnswerRow {
  readonly offer: string;
  readonly declared: string | null;
  readonly attributed: string | null;
}

export interface Position {
  readonly party: string;
  readonly subject: Subject;
  readonly declared: Held | null;
  readonly attributed: Held | null;
  readonly answers: readonly AnswerRow[];
}

const TOWARD: Readonly<Record<string, string>> = { supports: 'supports', opposes: 'opposes', open: 'open' };

const isOn = ({ data }: VoicedReport, { sort, id }: Subject): boolean => text(data, sort) === id;

/** Stances on what a report names itself. */
function namedStance(report: VoicedReport): string | null {
  const { kind, data } = report;
  switch (kind) {
    case 'confirmation':
      return 'confirms';
    case 'denial':
      return 'denies';
    case 'acceptance':
      return hasConditions(report) ? 'accepts-with-conditions' : 'accepts';
    case 'rejection':
      return 'rejects';
    case 'proposal':
      return 'proposes';
    case 'endorsement':
      return 'endorses';
    case 'agreement':
      return 'agrees';
    case 'ratification':
      return text(data, 'outcome') === 'approved' ? 'ratifies' : 'rejects';
    default:
      return null;
  }
}

/** On the talks: besides what names them, acts, refusals, overtures, and endorsements by those without standing. */
function stanceOnTalks(report: VoicedReport, party: string, { roleOf }: Bargaining): string | null {
  if (ofTalks(report) && ['confirmation', 'denial'].includes(report.kind)) return namedStance(report);
  if (isAct(report)) return 'confirms';
  if (report.kind === 'refusal') return 'refuses';
  if (report.kind === 'overture') return 'ready';
  const role = roleOf(party, report.place.at);
  const backs = report.kind === 'endorsement' && text(report.data, 'proposal') === null;
  return backs && !isPrincipal(role) && !isThird(role) ? 'endorses' : null;
}

const demandedIssues = (offer: string | null, { reports }: Bargaining): string[] =>
  reports
    .filter((report) => report.kind === 'demand' && offerPutBy(report) === offer)
    .flatMap(({ data }) => text(data, 'issue') ?? []);

/** The issues of the offer that a report puts or accepts. */
const issuesThrough = (offer: string | null, all: Bargaining): string[] =>
  offer === null ? [] : [...issuesOf(offer, all), ...demandedIssues(offer, all)];

function stanceOnIssue(report: VoicedReport, issue: string, all: Bargaining): string | null {
  const { kind, data } = report;
  if (kind === 'demand' && text(data, 'issue') === issue) return 'demands';
  if (kind === 'concession' && text(data, 'issue') === issue) return 'concedes';
  if (kind === 'stance' && text(data, 'issue') === issue) return TOWARD[text(data, 'toward') ?? ''] ?? null;
  const offer = kind === 'proposal' ? offerPutBy(report) : kind === 'acceptance' ? offerNamedBy(report) : null;
  return issuesThrough(offer, all).includes(issue) ? namedStance(report) : null;
}

function stanceOf(report: VoicedReport, party: string, subject: Subject, all: Bargaining): string | null {
  if (subject.sort === 'issue') return stanceOnIssue(report, subject.id, all);
  if (subject.sort === 'demand') {
    // Who turns down its own demand answers nobody.
    const isOwn = report.kind === 'rejection' && proposersOf(subject.id, all).includes(party);
    return isAnswer(report) && offerNamedBy(report) === subject.id && !isOwn ? namedStance(report) : null;
  }
  if (subject.sort === 'claim' && subject.id === 'talks') return stanceOnTalks(report, party, all);
  return isOn(report, subject) ? namedStance(report) : null;
}

/** Whether the withdrawal takes back the position that the report gave. */
function endsIt(withdrawal: VoicedReport, party: string, subject: Subject, held: VoicedReport): boolean {
  if (subject.sort !== 'demand' && isOn(withdrawal, subject)) return true;
  const offer = offerWithdrawn(withdrawal, party);
  const throughOffer = held.kind === 'proposal' ? offerPutBy(held) : isAnswer(held) ? offerNamedBy(held) : null;
  // A position on an issue that an offer gave goes with the offer, or with the answer to it.
  const isByName = text(withdrawal.data, 'proposal') !== null;
  if (subject.sort === 'issue' && isByName && (throughOffer ?? offerPutBy(held)) === offer) return true;
  if (subject.sort === 'claim' && subject.id === 'talks' && !goesWithItsReport(held)) return false;
  return takesBackSaid(withdrawal, party, held);
}

interface Track {
  readonly held: Held;
  /** The first report of the unbroken run, and the latest. */
  readonly from: VoicedReport;
  readonly by: VoicedReport;
  readonly ended: boolean;
}

const isSameStance = (one: Held, stance: string, to: readonly string[]): boolean =>
  one.stance === stance && JSON.stringify(one.to.toSorted()) === JSON.stringify(to.toSorted());

function restated(track: Track | null, report: VoicedReport, stance: string): Track {
  const to = stance === 'refuses' ? texts(report.data, 'to') : [];
  const place = report.place.text;
  if (track && !track.ended && isSameStance(track.held, stance, to))
    return { ...track, held: { ...track.held, restated: place }, by: report };
  const turned = track !== null && track.held.stance !== stance ? 1 : 0;
  const reversals = (track?.held.reversals ?? 0) + turned;
  return { held: { stance, to, since: place, restated: place, reversals }, from: report, by: report, ended: false };
}

/** The position that these reports give, one after the other: those that declare it, or those that attribute one. */
export function heldBy(
  party: string,
  subject: Subject,
  reports: readonly VoicedReport[],
  all: Bargaining,
): Track | null {
  const last = reports.reduce<Track | null>((track, report) => {
    if (track && report.kind === 'withdrawal' && endsIt(report, party, subject, track.by))
      return { ...track, ended: true };
    const stance = stanceOf(report, party, subject, all);
    if (stance === null) return track;
    // An overture leaves a confirmation standing.
    const stands = track && !track.ended && track.held.stance === 'confirms' && stance === 'ready';
    return stands ? track : restated(track, report, stance);
  }, null);
  return last && !last.ended ? last : null;
}

export interface Sides {
  readonly declared: Track | null;
  readonly attributed: Track | null;
}

/** What the party declares, and what is attributed to it where that is newer or different. */
export function sidesOf(party: string, subject: Subject, all: Bargaining): Sides {
  const about = all.reports.filter(({ parties }) => parties.includes(party));
  const declared = heldBy(
    party,
    subject,
    about.filter(({ declares }) => declares),
    all,
  );
  const told = heldBy(
    party,
    subject,
    // A party's own withdrawal ends what is attributed to it as well.
    about.filter(({ declares, kind }) => !declares || kind === 'withdrawal'),
    all,
  );
  const isNews =
    told !== null &&
    (declared === null ||
      all.reports.indexOf(told.by) > all.reports.indexOf(declared.by) ||
      !isSameStance(declared.held, told.held.stance, told.held.to));
  return { declared, attributed: isNews ? told : null };
}

const rejects = (track: Track | null): string | null => (track?.held.stance === 'rejects' ? track.held.since : null);

/** The party's rejections of others' offers and demands on the issue. */
function answersOn(issue: string, party: string, all: Bargaining): AnswerRow[] {
  const offers = new Set(
    all.reports
      .filter((r) => r.kind === 'rejection' && r.parties.includes(party))
      .flatMap((r) => offerNamedBy(r) ?? []),
  );
  return [...offers]
    .toSorted()
    .filter((offer) => issuesThrough(offer, all).includes(issue) && !proposersOf(offer, all).includes(party))
    .map((offer) => {
      const subject: Subject = offer.startsWith('demand ')
        ? { sort: 'demand', id: offer }
        : { sort: 'proposal', id: offer.replace('proposal ', '') };
      const { declared, attributed } = sidesOf(party, subject, all);
      return { offer, declared: rejects(declared), attributed: rejects(attributed) };
    })
    .filter(({ declared, attributed }) => declared !== null || attributed !== null);
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted();

export function subjectsIn({ reports }: Bargaining): Subject[] {
  const spoken = reports.filter(({ kind }) => kind !== 'no-comment');
  const proposals = unique(spoken.flatMap(({ data }) => text(data, 'proposal') ?? []));
  const issues = unique(spoken.flatMap(({ data }) => [...texts(data, 'issues'), text(data, 'issue') ?? []].flat()));
  return [
    ...claimIds(reports).map((id): Subject => ({ sort: 'claim', id })),
    ...issues.map((id): Subject => ({ sort: 'issue', id })),
    ...proposals.map((id): Subject => ({ sort: 'proposal', id })),
    ...agreementIds(reports).map((id): Subject => ({ sort: 'agreement', id })),
  ];
}

/** Every party and subject of which there is something to say. */
export function positionsOf(all: Bargaining): Position[] {
  return partiesIn(all.reports)
    .toSorted()
    .flatMap((party) =>
      subjectsIn(all).map((subject): Position => {
        const { declared, attributed } = sidesOf(party, subject, all);
        const answers = subject.sort === 'issue' ? answersOn(subject.id, party, all) : [];
        return { party, subject, declared: declared?.held ?? null, attributed: attributed?.held ?? null, answers };
      }),
    )
    .filter(({ declared, attributed, answers }) => declared ?? attributed ?? answers[0]);
}
