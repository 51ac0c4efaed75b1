/** What became of every proposal and demand: section 4, "Offers". */
import { latestInstant } from '../../../events/dates.js';
import { text, texts } from '../json.js';
import type { RoleOf } from '../registry.js';
import { hasConditions, isPrincipal, type Known, type VoicedReport } from '../voices.js';
import {
  isAnswer,
  offerCalled,
  offerNamedBy,
  offerPutBy,
  offerWithdrawn,
  takesBackSaid,
  withdrawalsOf,
} from './withdrawals.js';

export interface Offer {
  readonly value: string;
  readonly proposers: readonly string[];
  readonly to: readonly string[];
  readonly until: string | null;
  /** The report that first put it; null where nobody did. */
  readonly firstTold: string | null;
}

/** All that is needed to read them. */
export interface Bargaining {
  readonly reports: readonly VoicedReport[];
  readonly known: Known;
  readonly roleOf: RoleOf;
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

const same = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(unique(one)) === JSON.stringify(unique(other));

const puttingOf = (offer: string, { reports }: Bargaining): VoicedReport[] =>
  reports.filter((report) => offerPutBy(report) === offer);

/** Of the first report that declares it, else of the first that has a party. */
export function proposersOf(offer: string, all: Bargaining): readonly string[] {
  const putting = puttingOf(offer, all);
  const first = putting.find(({ declares }) => declares) ?? putting.find(({ parties }) => parties.length > 0);
  return first?.parties ?? [];
}

const toOf = (offer: string, all: Bargaining): string[] =>
  unique(puttingOf(offer, all).flatMap(({ data }) => texts(data, 'to')));

export const issuesOf = (offer: string, { reports }: Bargaining): string[] =>
  unique(
    reports
      .filter(({ kind, data }) => kind !== 'no-comment' && `proposal ${text(data, 'proposal') ?? ''}` === offer)
      .flatMap(({ data }) => texts(data, 'issues')),
  );

const untilOf = (offer: string, all: Bargaining): string | null => {
  const given = puttingOf(offer, all).flatMap(
    ({ kind, data }) => text(data, kind === 'demand' ? 'deadline' : 'until') ?? [],
  );
  return given.at(-1) ?? null;
};

const firstTold = (offer: string, { reports }: Bargaining): number =>
  reports.findIndex((report) => offerPutBy(report) === offer);

const sameProposers = (one: string, other: string, all: Bargaining): boolean => {
  const proposers = proposersOf(one, all);
  return proposers.length > 0 && same(proposers, proposersOf(other, all));
};

/** A proposer's own later word, of a development in which none had declared it. */
function declaresAnew(report: VoicedReport, step: number, offer: string, all: Bargaining): boolean {
  const before = all.reports.slice(0, step).filter((other) => offerPutBy(other) === offer);
  return (
    offerPutBy(report) === offer &&
    before.length > 0 &&
    report.declaresFor.some((party) => proposersOf(offer, all).includes(party)) &&
    !before.some((other) => other.declares && other.development === report.development)
  );
}

/** The parties that give the answer and are not themselves of those who made the offer, nor have taken it back since. */
function answerers(report: VoicedReport, step: number, offer: string, all: Bargaining): string[] {
  const takenBack = (party: string) =>
    withdrawalsOf(party, all.reports.slice(step + 1)).some(
      (withdrawal) =>
        offer === `proposal ${text(withdrawal.data, 'proposal')}` || takesBackSaid(withdrawal, party, report),
    );
  return report.declaresFor.filter((party) => !proposersOf(offer, all).includes(party) && !takenBack(party));
}

/** A principal in the offer's `to`, or any other where that names no principal, as they are when it is answered. */
function isMeantFor(party: string, { place }: VoicedReport, offer: string, all: Bargaining): boolean {
  const principals = toOf(offer, all).filter((one) => isPrincipal(all.roleOf(one, place.at)));
  return isPrincipal(all.roleOf(party, place.at)) && (principals.length === 0 || principals.includes(party));
}

function answerTo(report: VoicedReport, step: number, offer: string, all: Bargaining): string | null {
  if (!isAnswer(report) || hasConditions(report) || offerNamedBy(report) !== offer) return null;
  const parties = answerers(report, step, offer, all).filter((party) => isMeantFor(party, report, offer, all));
  if (parties.length === 0) return null;
  return report.kind === 'acceptance' ? 'accepted' : 'rejected';
}

/** By its name, by a report that put it, or with all that the party said in a development in which it was put. */
function isWithdrawnBy(report: VoicedReport, offer: string, all: Bargaining): boolean {
  if (report.kind !== 'withdrawal') return false;
  const { named } = report;
  const before = all.reports.slice(0, all.reports.indexOf(report));
  const isPutThere = (development: string) =>
    before.some((other) => offerPutBy(other) === offer && other.development === development);
  return report.declaresFor.some((party) => {
    if (!proposersOf(offer, all).includes(party)) return false;
    if (offerWithdrawn(report, party) === offer) return true;
    const isOwn = named !== null && named !== undefined && named.parties.includes(party);
    return isOwn && offerPutBy(named) === null && isPutThere(named.development);
  });
}

/** What a proposal's `counters` or `replaces` makes of the offer that it names. */
function calledBy(report: VoicedReport, step: number, offer: string, all: Bargaining): string | null {
  const put = offerPutBy(report);
  if (report.kind !== 'proposal' || put === null || put === offer) return null;
  const names = (field: string) => {
    const name = text(report.data, field);
    return name !== null && offerCalled(name, all.known) === offer;
  };
  const own = sameProposers(put, offer, all);
  if (names('counters') && !own) return 'countered';
  const earlier = firstTold(offer, all) >= 0 && firstTold(offer, all) < step;
  return (names('counters') || names('replaces')) && own && earlier ? 'replaced' : null;
}

/** A later proposal of the same proposers, to the same, on just the same issues. */
function isReplacedBy(report: VoicedReport, step: number, offer: string, all: Bargaining): boolean {
  const put = offerPutBy(report);
  if (report.kind !== 'proposal' || put === null || put === offer || !offer.startsWith('proposal ')) return false;
  const isPutNow = firstTold(put, all) === step || declaresAnew(report, step, put, all);
  const told = firstTold(offer, all);
  return (
    isPutNow &&
    told >= 0 &&
    told < step &&
    sameProposers(put, offer, all) &&
    same(issuesOf(put, all), issuesOf(offer, all)) &&
    same(toOf(put, all), toOf(offer, all))
  );
}

/** The value after the report, from the value before it. */
function next(value: string, report: VoicedReport, step: number, offer: string, all: Bargaining): string {
  if (declaresAnew(report, step, offer, all)) return 'open';
  if (value === 'withdrawn') return value;
  if (step === firstTold(offer, all)) return value === 'named' ? 'open' : value;
  if (isWithdrawnBy(report, offer, all)) return 'withdrawn';
  return (
    answerTo(report, step, offer, all) ??
    calledBy(report, step, offer, all) ??
    (isReplacedBy(report, step, offer, all) ? 'replaced' : value)
  );
}

function offerOf(offer: string, all: Bargaining, at: number): Offer {
  const last = all.reports.reduce((value, report, step) => next(value, report, step, offer, all), 'named');
  const until = untilOf(offer, all);
  return {
    value: last === 'open' && until !== null && at > latestInstant(until) ? 'lapsed' : last,
    proposers: unique(proposersOf(offer, all)),
    to: toOf(offer, all),
    until,
    firstTold: all.reports[firstTold(offer, all)]?.id ?? null,
  };
}

export interface Offers {
  readonly proposals: Readonly<Record<string, Offer>>;
  /** By the report that first put it. */
  readonly demands: Readonly<Record<string, Offer>>;
  readonly openProposals: readonly string[];
  readonly openDemands: readonly string[];
}

/** Every proposal that a report names has come into being. */
function proposalIds({ reports, known }: Bargaining): string[] {
  const named = reports
    .filter(({ kind }) => kind !== 'no-comment')
    .flatMap(({ data }) => [
      ...['proposal', 'of'].map((field) => text(data, field)),
      ...['counters', 'replaces'].map((field) => text(data, field)).filter((name) => !known.has(name ?? '')),
    ]);
  return unique(named.filter((name) => name !== null));
}

const isOpen = ([, { value }]: readonly [string, Offer]): boolean => value === 'open';

export function offersOf(all: Bargaining, at: number): Offers {
  const proposals = proposalIds(all).map((id) => [id, offerOf(`proposal ${id}`, all, at)] as const);
  const keys = all.reports.filter(({ kind }) => kind === 'demand').flatMap((report) => offerPutBy(report) ?? []);
  const demands = unique(keys).map((key) => {
    const demand = offerOf(key, all, at);
    return [demand.firstTold ?? '', demand] as const;
  });
  return {
    proposals: Object.fromEntries(proposals),
    demands: Object.fromEntries(demands),
    openProposals: unique(proposals.filter(isOpen).map(([id]) => id)),
    openDemands: unique(demands.filter(isOpen).map(([id]) => id)),
  };
}
