/** Held stances: what each party's stance on each subject is, as it declares it and as others attribute it. */
import { TALKS, type PartyId } from '../../events/ids.js';
import type { Term } from '../../events/report.js';
import type { SubjectFields } from '../record/kinds.js';
import { stancesOf, type GivenStance, type StanceName } from './stances.js';
import { inOrder } from '../record/order.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { Surroundings } from '../threads/surroundings.js';
import { threadReading } from '../threads/thread-reading.js';
import type { Entry, Threads } from '../threads/threads.js';
import {
  isActOnlyOfTalks,
  ofEachParty,
  withdrawalTargetOf,
  withdrawsWordOnReport,
  type WithdrawalTarget,
} from '../threads/withdrawals.js';

/** The stance that a party holds after some reports. */
export interface HeldStance {
  readonly stance: StanceName;
  readonly terms: readonly Term[];
  readonly conditions: readonly string[];
  /** The report that began its unbroken run. */
  readonly from: PlacedReport;
  /** The report that last restated it. */
  readonly by: PlacedReport;
  /** How often the party changed from one stance to another. */
  readonly reversals: number;
  /** The first report of the run that is later than the party's own declared word; null where there is none. */
  readonly later: PlacedReport | null;
  /** The stance as the last report gave it. */
  readonly given: GivenStance;
  /** The reports that the first of the run needs, and those that ended the stance before it. */
  readonly trail: readonly PlacedReport[];
}

/** Whether it only follows from an act in the talks: terms and conditions of the act are not about `talks`. */
const followsFromAct = ({ report }: PlacedReport, { subject }: GivenStance): boolean =>
  'claim' in subject && subject.claim === TALKS && report.kind !== 'confirmation' && report.kind !== 'denial';

const conditionsIn = (t: PlacedReport, given: GivenStance): readonly string[] =>
  t.report.kind === 'acceptance' && !followsFromAct(t, given) ? (t.report.conditions ?? []) : [];

/** The terms of a stance. Another report of the same development need not repeat them. */
const termsIn = (t: PlacedReport, given: GivenStance, run: HeldStance | null): readonly Term[] => {
  if (followsFromAct(t, given)) return [];
  const own = t.report.terms ?? [];
  return own.length || run?.by.development !== t.development ? own : run.terms;
};

/** Whether a stance is a word: on a claim only `confirms` and `denies` are. */
const isWord = ({ subject, stance }: GivenStance): boolean =>
  !('claim' in subject) || stance === 'confirms' || stance === 'denies';

/** Refusals towards different parties are different stances. */
export const isSameStance = (held: HeldStance, { stance, to }: GivenStance): boolean =>
  held.stance === stance && held.given.to.join() === to.join();

/** Who says that it is ready to talk, while it says that it talks, takes nothing back. */
const leavesStanding = (held: HeldStance | null, { stance }: GivenStance): boolean =>
  stance === 'ready' && held?.stance === 'confirms';

const reportsBehind = ({ by, given }: HeldStance): PlacedReport[] => [by, ...given.rests];

/** The stances of one party on one subject, one after another. It never changes. */
export interface StanceTrack {
  readonly held: HeldStance | null;
  /** The stance held last, whether or not it still is. */
  readonly latest: StanceName | undefined;
  readonly reversals: number;
  /** The reports that ended the stance before. */
  readonly ended: readonly PlacedReport[];
}

const NOTHING_HELD: StanceTrack = { held: null, latest: undefined, reversals: 0, ended: [] };

function taking(track: StanceTrack, t: PlacedReport, given: GivenStance): StanceTrack {
  if (leavesStanding(track.held, given)) return track;
  const { stance } = given;
  const run = track.held && isSameStance(track.held, given) ? track.held : null;
  const isReversal = track.latest !== undefined && track.latest !== stance;
  const reversals = track.reversals + (isReversal ? 1 : 0);
  const ended = track.held && !run ? reportsBehind(track.held) : track.ended;
  const held = {
    stance,
    terms: termsIn(t, given, run),
    conditions: conditionsIn(t, given),
    from: run?.from ?? t,
    by: t,
    reversals,
    later: run?.later ?? t,
    given,
    trail: run?.trail ?? [...given.rests, ...ended],
  };
  return { held, latest: stance, reversals, ended };
}

/** The party has declared its word: what is attributed so far is no longer later than that. */
const wordDeclared = (track: StanceTrack): StanceTrack =>
  track.held?.later ? { ...track, held: { ...track.held, later: null } } : track;

const ending = (track: StanceTrack, by: PlacedReport): StanceTrack =>
  track.held ? { ...track, held: null, ended: [...reportsBehind(track.held), by] } : track;

/** The two tracks of one party on one subject. */
export interface StancePair {
  readonly party: PartyId;
  readonly subject: SubjectOrReport;
  /** What it is held by. */
  readonly key: string;
  /** The report that first gave a stance on it, and the number of that stance among all that the report gives. */
  readonly first: { readonly by: PlacedReport; readonly nth: number };
  readonly declared: StanceTrack;
  readonly attributed: StanceTrack;
}

/** Whether it says of the talks that they go on, or will not, and nothing else. */
const isOnlyOfTalks = ({ report, subjects }: PlacedReport): boolean =>
  subjects.claim === TALKS || report.kind === 'refusal' || isActOnlyOfTalks(report);

/** Whether a withdrawal ends a held stance. */
function ends(withdrawn: WithdrawalTarget, about: SubjectFields, held: HeldStance, around: Surroundings): boolean {
  const { claim, proposal, agreement, development, onlyOffer } = withdrawn;
  if (claim !== undefined) return about.claim === claim;
  if (agreement !== undefined) return about.agreement === agreement;
  if (proposal !== undefined && onlyOffer)
    return held.by.report.kind === 'proposal' && held.by.report.proposal === proposal && about.claim === undefined;
  if (proposal !== undefined) {
    const onItsIssue = about.issue !== undefined && held.by.subjects.proposal === proposal;
    return about.proposal === proposal || onItsIssue;
  }
  const isOfTalks = about.claim === TALKS;
  if (withdrawsWordOnReport(held.by, withdrawn, around.counted)) return !isOfTalks;
  if (held.by.development !== development) return false;
  return onlyOffer ? held.by.report.kind === 'demand' : !isOfTalks || isOnlyOfTalks(held.by);
}

/** What a report says of a party's stance on a subject: it gives one, names the subject, or takes the stance back. */
type StanceEntry =
  | { readonly says: 'stance'; readonly on: Omit<StancePair, 'declared' | 'attributed'>; readonly given: GivenStance }
  | { readonly says: 'name'; readonly on: Omit<StancePair, 'declared' | 'attributed'> }
  | {
      readonly says: 'withdrawal';
      readonly ends: (about: SubjectFields, held: HeldStance) => boolean;
      readonly by: PlacedReport;
    };

/** The thread of a party's stances on a subject, by the key that they are held by. */
export const threadOf = (party: PartyId, key: string): string => `${party} ${key}`;

/** The keys of what a withdrawal of a party may take back, and perhaps of other stances. */
function keysTakenBack(withdrawn: WithdrawalTarget, party: PartyId, around: Surroundings): Set<string> {
  const { claim, proposal, agreement, development, onReport, answersTo } = withdrawn;
  const offers = [proposal, answersTo].flatMap((id): SubjectOrReport[] =>
    id === undefined ? [] : [{ proposal: id }, ...[...around.proposal(id).issues.keys()].map((issue) => ({ issue }))],
  );
  const named: SubjectOrReport[] = [
    ...(claim === undefined ? [] : [{ claim }]),
    ...(agreement === undefined ? [] : [{ agreement }]),
    ...offers,
  ];
  const reports = [
    ...(development === undefined ? [] : around.ofDevelopment(development)),
    ...(onReport === undefined ? [] : around.onDevelopment(onReport)),
  ];
  const given = reports.flatMap((t) =>
    t.parties.flatMap((at) => (at.party === party ? stancesOf(t, at, around).map(({ key }) => key) : [])),
  );
  return new Set([...named.map(subjectKey), ...given]);
}

const withdrawalsIn = (t: PlacedReport, around: Surroundings): Entry<StanceEntry>[] =>
  ofEachParty(t).flatMap((one) => {
    const withdrawn = withdrawalTargetOf(one, around.counted);
    const entry: StanceEntry = {
      says: 'withdrawal',
      ends: (about, held) => ends(withdrawn, about, held, around),
      by: t,
    };
    return one.parties.flatMap(({ party }) =>
      [...keysTakenBack(withdrawn, party, around)].map((key): Entry<StanceEntry> => [threadOf(party, key), entry]),
    );
  });

/** The stances of each party on each subject, in the order in which reports first give them. */
export const STANCES = threadReading<StanceEntry, StancePair | undefined>({
  start: undefined,

  entriesOf(t, around) {
    if (t.report.kind === 'withdrawal') return withdrawalsIn(t, around);
    const entries: Entry<StanceEntry>[] = [];
    const row = (party: PartyId, about: SubjectOrReport, key: string) => {
      return { party, subject: about, key, first: { by: t, nth: entries.length } };
    };
    for (const at of t.parties)
      for (const given of stancesOf(t, at, around)) {
        const on = row(at.party, given.subject, given.key);
        entries.push([threadOf(at.party, given.key), { says: 'stance', on, given }]);
        for (const issue of given.answers) {
          const key = subjectKey({ issue });
          entries.push([threadOf(at.party, key), { says: 'name', on: row(at.party, { issue }, key) }]);
        }
      }
    return entries;
  },

  take(known, entry) {
    if (entry.says === 'withdrawal') return known && withdrawing(known, entry);
    const row = known ?? { ...entry.on, declared: NOTHING_HELD, attributed: NOTHING_HELD };
    return entry.says === 'name' ? row : giving(row, entry.on.first.by, entry.given);
  },
});

function giving(row: StancePair, t: PlacedReport, given: GivenStance): StancePair {
  if (!t.declares) return { ...row, attributed: taking(row.attributed, t, given) };
  const attributed = isWord(given) ? wordDeclared(row.attributed) : row.attributed;
  return { ...row, declared: taking(row.declared, t, given), attributed };
}

function withdrawing(row: StancePair, { ends: isEnded, by }: Extract<StanceEntry, { says: 'withdrawal' }>): StancePair {
  const after = (track: StanceTrack) => (track.held && isEnded(row.subject, track.held) ? ending(track, by) : track);
  return { ...row, declared: by.declares ? after(row.declared) : row.declared, attributed: after(row.attributed) };
}

/** Compares by party, then by where the subject is first given. */
export const inListing = (a: StancePair, b: StancePair): number => {
  if (a.party !== b.party) return a.party < b.party ? -1 : 1;
  return inOrder(a.first.by, b.first.by) || a.first.nth - b.first.nth;
};

/** The threads of stances: one for each party and subject. */
export type StanceThreads = Threads<StanceEntry, StancePair | undefined>;

/** All stances, by party, then in the order in which reports first give them. */
export const stancesIn = (threads: StanceThreads): StancePair[] =>
  threads
    .states()
    .flatMap((row) => row ?? [])
    .toSorted(inListing);
