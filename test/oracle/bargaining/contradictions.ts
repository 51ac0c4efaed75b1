/** What cannot both hold: section 4, "Contradictions". */
import { agreementIds, firstGiven, reportsOf } from '../talks/agreement-terms.js';
import { saysItWasMade } from '../talks/agreement-words.js';
import { claimIds, partiesIn, stanceIn, takesBackWord, type Stance } from '../claims.js';
import { readingAt } from '../contested.js';
import { text } from '../json.js';
import { inOrder } from '../places.js';
import type { Bargaining } from './offers.js';
import type { Run } from '../talks/phase.js';
import { heldBy, sidesOf, subjectsIn, type Subject } from './positions.js';
import { figuresCanHold, isSameFigure, quantitiesIn, type Quantity } from './quantities.js';
import { officialOf, type Known, type VoicedReport } from '../voices.js';
import { offerPutBy, offerWithdrawn, takesBackSaid, withdrawalsOf } from './withdrawals.js';

export interface Contradiction {
  readonly kind: 'fact' | 'account' | 'reporting' | 'attribution';
  readonly subject: string;
  readonly parties: readonly string[];
  readonly origins: readonly string[];
  /** When its second half was published. */
  readonly since: string;
}

/** When the second of them was published; of two at one instant, it is the later in order. */
function secondPublished(one: VoicedReport, other: VoicedReport): string {
  const [, later] = inOrder([one, other]);
  const second = one.reportedAt === other.reportedAt ? later : one.reportedAt > other.reportedAt ? one : other;
  return text(second?.data ?? {}, 'reportedAt') ?? '';
}

const secondAt = (one: VoicedReport, other: VoicedReport): number => Math.max(one.reportedAt, other.reportedAt);

/** A party's word, from the first report of its unbroken run to the latest. */
interface Word {
  readonly stance: Stance;
  readonly from: VoicedReport;
  readonly by: VoicedReport;
}

/** What can be asserted or denied: by whom, and what takes it back. */
interface Matter {
  /** Null of a report: it is shown by the name that the denial gives it. */
  readonly subject: string | null;
  readonly reports: readonly VoicedReport[];
  readonly said: (report: VoicedReport) => Stance | null;
  readonly takenBack: (withdrawal: VoicedReport, party: string, said: VoicedReport) => boolean;
}

function wordOf(party: string, { reports, said, takenBack }: Matter): Word | null {
  return reports
    .filter(({ declaresFor }) => declaresFor.includes(party))
    .reduce<Word | null>((word, report) => {
      if (report.kind === 'withdrawal') return word && takenBack(report, party, word.by) ? null : word;
      const stance = said(report);
      if (stance === null) return word;
      return { stance, from: word?.stance === stance ? word.from : report, by: report };
    }, null);
}

const claimMatter = (claim: string, run: Run): Matter => {
  const { reports, talksFrom } = readingAt(run, run.talks.reports.length);
  return {
    subject: `claim ${claim}`,
    reports: claim === 'talks' ? reports.slice(talksFrom) : reports,
    said: (report) => stanceIn(report, claim),
    takenBack: (withdrawal, party, said) => takesBackWord(withdrawal, party, said, claim),
  };
};

/** To make or accept a proposal asserts that it was made. */
const proposalMatter = (proposal: string, reports: readonly VoicedReport[]): Matter => ({
  subject: `proposal ${proposal}`,
  reports,
  said: ({ kind, data }) => {
    if (text(data, 'proposal') !== proposal) return null;
    if (kind === 'denial') return 'denies';
    return ['confirmation', 'proposal', 'acceptance'].includes(kind) ? 'confirms' : null;
  },
  takenBack: (withdrawal, party, said) =>
    offerWithdrawn(withdrawal, party) === `proposal ${proposal}` || takesBackSaid(withdrawal, party, said),
});

const agreementMatter = (
  agreement: string,
  reports: readonly VoicedReport[],
  of = firstGiven(agreement, 'of', reports),
): Matter => ({
  subject: `agreement ${agreement}`,
  reports,
  said: (report) => {
    if (text(report.data, 'agreement') !== agreement) return null;
    if (report.kind === 'denial') return 'denies';
    // To halt it, or to take part in it again, asserts that there is one; so does an approval, but not a vote against it.
    const isHalt = report.kind === 'suspension' || report.kind === 'resumption';
    const isFailed = report.kind === 'ratification' && text(report.data, 'outcome') !== 'approved';
    return isHalt || (saysItWasMade(report, agreement) && !isFailed) ? 'confirms' : null;
  },
  takenBack: (withdrawal, party, said) =>
    text(withdrawal.data, 'agreement') === agreement ||
    (of !== null && offerWithdrawn(withdrawal, party) === `proposal ${of}`) ||
    takesBackSaid(withdrawal, party, said),
});

/** Whether it takes back, by its name, what the report said: then the party asserts the report no longer. */
const takesBackByName = (withdrawal: VoicedReport, party: string, said: VoicedReport): boolean =>
  ['claim', 'agreement'].some((field) => {
    const named = text(withdrawal.data, field);
    return named !== null && named === text(said.data, field);
  }) || offerWithdrawn(withdrawal, party) === `proposal ${text(said.data, 'proposal')}`;

/**
 * Whose own report it is asserts it, and so does who accepts what it puts. Reports of one development tell of one thing:
 * to deny one is to deny what all of them say.
 */
const reportMatter = (development: string, reports: readonly VoicedReport[], known: Known): Matter => ({
  subject: null,
  reports,
  said: (report) => {
    if (report.development === development && report.kind !== 'denial') return 'confirms';
    if (developmentNamed(report, known) !== development) return report.development === development ? 'confirms' : null;
    if (report.kind === 'denial') return 'denies';
    return ['confirmation', 'acceptance'].includes(report.kind) ? 'confirms' : null;
  },
  // Of a report that is there, `takesBackSaid` knows whose it is: who withdraws an offer of its own takes back that alone.
  takenBack: (withdrawal, party, said) =>
    (!withdrawal.named && developmentNamed(withdrawal, known) === development) ||
    takesBackByName(withdrawal, party, said) ||
    takesBackSaid(withdrawal, party, said),
});

/** The development of the report that this one names. One that is not there stands for itself alone. */
function developmentNamed({ data }: VoicedReport, known: Known): string | null {
  const id = text(data, 'report');
  return id === null ? null : (known.get(id)?.development ?? `not there: ${id}`);
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

function mattersIn(run: Run): Matter[] {
  const { reports, known } = run.talks;
  const denials = reports.filter(({ kind, declares }) => kind === 'denial' && declares);
  const spoken = reports.filter(({ kind }) => kind !== 'no-comment');
  const named = (field: string) => unique(spoken.flatMap(({ data }) => text(data, field) ?? []));
  return [
    ...claimIds(reports).map((claim) => claimMatter(claim, run)),
    ...named('proposal').map((id) => proposalMatter(id, reports)),
    ...named('agreement').map((id) => agreementMatter(id, reports)),
    ...unique(denials.flatMap((report) => developmentNamed(report, known) ?? [])).map((development) =>
      reportMatter(development, reports, known),
    ),
  ];
}

function ofFact(run: Run): Contradiction[] {
  return mattersIn(run).flatMap((matter) => {
    const words = partiesIn(matter.reports).map((party) => ({ party, word: wordOf(party, matter) }));
    return words.flatMap((one) =>
      words.flatMap((other): Contradiction[] => {
        if (one.word?.stance !== 'confirms' || other.word?.stance !== 'denies') return [];
        return [
          {
            kind: 'fact',
            subject: matter.subject ?? `report ${text(other.word.from.data, 'report')}`,
            parties: [one.party, other.party].toSorted(),
            origins: [],
            since: secondPublished(one.word.from, other.word.from),
          },
        ];
      }),
    );
  });
}

/** A party's accounts: its own declared reports, and what its official tells of another's offer. */
const accountsOf = (party: string, told: readonly VoicedReport[]): VoicedReport[] =>
  told.filter(
    (report) =>
      report.declaresFor.includes(party) ||
      (report.kind === 'proposal' &&
        report.party !== null &&
        officialOf(report) === party &&
        !report.parties.includes(party)),
  );

/** What a party gives as the figure of one thing, and the first report of the unbroken run of it. */
interface Figure {
  readonly ranges: readonly Quantity[];
  readonly from: VoicedReport;
}
interface AccountNow {
  readonly by: VoicedReport;
  readonly figures: ReadonlyMap<string, Figure>;
}

/** An account takes the place of the one before; another report of the same development need not repeat its figures. */
function nextAccount(before: AccountNow | null, by: VoicedReport): AccountNow {
  const figures = new Map(before?.by.development === by.development ? before.figures : []);
  for (const key of new Set(quantitiesIn(by).map((one) => one.key))) {
    const ranges = quantitiesIn(by).filter((one) => one.key === key);
    const earlier = before?.figures.get(key);
    figures.set(key, { ranges, from: earlier && isSameFigure(earlier.ranges, ranges) ? earlier.from : by });
  }
  return { by, figures };
}

/** A party's latest account, unless the party took it back. */
function latestAccount(
  party: string,
  subject: string,
  told: readonly VoicedReport[],
  reports: readonly VoicedReport[],
): AccountNow | null {
  const accounts = accountsOf(party, told);
  const withdrawals = withdrawalsOf(party, reports);
  return reports.reduce<AccountNow | null>((account, report) => {
    if (accounts.includes(report)) return nextAccount(account, report);
    if (!account || !withdrawals.includes(report)) return account;
    const isTakenBack =
      subject === `agreement ${text(report.data, 'agreement')}` ||
      offerWithdrawn(report, party) === subject ||
      takesBackSaid(report, party, account.by);
    return isTakenBack ? null : account;
  }, null);
}

/** The contradiction that was published first, of all figures in which two accounts differ. */
function accountsDiffer(
  subject: string,
  told: readonly VoicedReport[],
  reports: readonly VoicedReport[],
): Contradiction[] {
  const parties = unique(told.flatMap((report) => [...report.parties, officialOf(report) ?? []].flat()));
  return parties.flatMap((one, i) =>
    parties.slice(i + 1).flatMap((other): Contradiction[] => {
      const a = latestAccount(one, subject, told, reports);
      const b = latestAccount(other, subject, told, reports);
      const differing = [...(a?.figures ?? [])].flatMap(([key, mine]) => {
        const theirs = b?.figures.get(key);
        return theirs && !figuresCanHold(mine.ranges, theirs.ranges) ? [[mine.from, theirs.from] as const] : [];
      });
      const [first] = differing.toSorted((x, y) => secondAt(...x) - secondAt(...y));
      if (!first) return [];
      return [{ kind: 'account', subject, parties: [one, other], origins: [], since: secondPublished(...first) }];
    }),
  );
}

/** The reports after it was last said for the first time of an agreement that it extends this one. */
function sinceExtended(agreement: string, reports: readonly VoicedReport[]): readonly VoicedReport[] {
  const extending = agreementIds(reports).filter((id) => firstGiven(id, 'extends', reports) === agreement);
  const made = extending.map((id) => reports.findIndex((report) => saysItWasMade(report, id)));
  return reports.slice(Math.max(-1, ...made) + 1);
}

function ofAccount({ reports }: Bargaining): Contradiction[] {
  const proposals = unique(
    reports.flatMap(({ kind, data }) => (kind === 'proposal' ? (text(data, 'proposal') ?? []) : [])),
  );
  const agreements = agreementIds(reports);
  return [
    ...proposals.flatMap((id) =>
      accountsDiffer(
        `proposal ${id}`,
        reports.filter(({ kind, data }) => kind === 'proposal' && text(data, 'proposal') === id),
        reports,
      ),
    ),
    ...agreements.flatMap((id) =>
      accountsDiffer(
        `agreement ${id}`,
        reportsOf(id, sinceExtended(id, reports)).filter(({ kind }) => kind === 'agreement'),
        reports,
      ),
    ),
  ];
}

const SORTS = ['claim', 'issue', 'proposal', 'agreement', 'report'];

/** What the reports of one development name, else the first of them. */
const subjectNamed = (...reports: readonly VoicedReport[]): string =>
  reports.flatMap(({ data }) =>
    SORTS.filter((sort) => text(data, sort) !== null).map((sort) => `${sort} ${text(data, sort)}`),
  )[0] ?? `report ${reports[0]?.id}`;

/** What an origin last gave as the figures of a development. */
const accountOfOrigin = (origin: string, told: readonly VoicedReport[]): AccountNow | null =>
  told.filter((report) => report.origin === origin).reduce<AccountNow | null>(nextAccount, null);

/** Of rows of two origins each, the one of each two that was published first. */
function earliestOfEachTwo(rows: readonly (readonly [at: number, row: Contradiction])[]): Contradiction[] {
  const inTime = rows.toSorted(([one], [other]) => one - other).map(([, row]) => row);
  const isFirst = (row: Contradiction, i: number) =>
    inTime.findIndex(({ origins }) => JSON.stringify(unique(origins)) === JSON.stringify(unique(row.origins))) === i;
  return inTime.filter(isFirst);
}

/** In one development, what each later origin last gave against what the first that gives the item last gave. */
function ofReporting({ reports }: Bargaining): Contradiction[] {
  const developments = unique(reports.map(({ development }) => development));
  return developments.flatMap((development) => {
    const told = reports.filter((report) => report.development === development);
    const keys = [...new Set(told.flatMap((report) => quantitiesIn(report).map(({ key }) => key)))];
    const rows = keys.flatMap((key) => {
      const giving = told.filter((report) => quantitiesIn(report).some((quantity) => quantity.key === key));
      const [first, ...later] = new Set(giving.map(({ origin }) => origin));
      if (first === undefined) return [];
      const figure = accountOfOrigin(first, told)?.figures.get(key);
      return later.flatMap((origin): (readonly [number, Contradiction])[] => {
        const other = accountOfOrigin(origin, told)?.figures.get(key);
        if (!figure || !other || figuresCanHold(figure.ranges, other.ranges)) return [];
        const subject = subjectNamed(...told.filter((report) => report === figure.from || report === other.from));
        const since = secondPublished(figure.from, other.from);
        const row: Contradiction = { kind: 'reporting', subject, parties: [], origins: [first, origin], since };
        return [[secondAt(figure.from, other.from), row]];
      });
    });
    return earliestOfEachTwo(rows);
  });
}

const YES = ['accepts', 'agrees', 'ratifies'];
const NO = ['rejects', 'denies'];

const cannotHold = (one: string, other: string): boolean =>
  (YES.includes(one) && NO.includes(other)) || (['confirms', 'proposes'].includes(one) && other === 'denies');

/** What the party declares: its word on a claim; on a proposal or an agreement its position. */
function declaredOn(
  party: string,
  subject: Subject,
  run: Run,
  all: Bargaining,
): { stance: string; from: VoicedReport; by: VoicedReport } | null {
  if (subject.sort === 'claim') return wordOf(party, claimMatter(subject.id, run));
  const { declared } = sidesOf(party, subject, all);
  return declared && { stance: declared.held.stance, from: declared.from, by: declared.by };
}

/** Answers to demands stand against each other as those to proposals do. */
const demandsIn = ({ reports }: Bargaining): Subject[] =>
  unique(reports.flatMap((report) => (report.kind === 'demand' ? (offerPutBy(report) ?? []) : []))).map((id) => ({
    sort: 'demand',
    id,
  }));

/** A demand is shown by the report that first puts it. */
const firstReportOf = ({ id }: Subject, { reports }: Bargaining): string =>
  `report ${reports.find((report) => report.kind === 'demand' && offerPutBy(report) === id)?.id ?? ''}`;

function ofAttribution(run: Run, all: Bargaining): Contradiction[] {
  const { reports } = all;
  return partiesIn(reports).flatMap((party) =>
    [...subjectsIn(all).filter(({ sort }) => sort !== 'issue'), ...demandsIn(all)].flatMap(
      (subject): Contradiction[] => {
        const own = declaredOn(party, subject, run, all);
        if (!own) return [];
        const later = reports
          .slice(reports.indexOf(own.by) + 1)
          .filter(({ parties, declares, kind }) => parties.includes(party) && (!declares || kind === 'withdrawal'));
        const told = heldBy(party, subject, later, all);
        if (!told) return [];
        const [one, other] = [own.stance, told.held.stance];
        if (!cannotHold(one, other) && !cannotHold(other, one)) return [];
        return [
          {
            kind: 'attribution',
            subject: subject.sort === 'demand' ? firstReportOf(subject, all) : `${subject.sort} ${subject.id}`,
            parties: [party],
            origins: [],
            since: secondPublished(own.from, told.from),
          },
        ];
      },
    ),
  );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function contradictionsOf(run: Run, all: Bargaining): Contradiction[] {
  const rows = [...ofFact(run), ...ofAccount(all), ...ofReporting(all), ...ofAttribution(run, all)];
  return unique(rows.map((row) => JSON.stringify(row)))
    .map((row) => JSON.parse(row) as Contradiction)
    .toSorted((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
}
