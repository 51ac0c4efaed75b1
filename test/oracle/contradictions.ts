/** What cannot both hold: section 4, "Contradictions". */
import { agreementIds, firstGiven, reportsOf } from './agreement-terms.js';
import { saysItWasMade } from './agreement-words.js';
import { claimIds, partiesIn, stanceIn, takesBackWord, type Stance } from './claims.js';
import { readingAt } from './contested.js';
import { text } from './json.js';
import type { Bargaining } from './offers.js';
import type { Run } from './phase.js';
import { heldBy, sidesOf, subjectsIn, type Subject } from './positions.js';
import { differ, differOn, quantitiesIn } from './quantities.js';
import { distinctOrigins, officialOf, type VoicedReport } from './voices.js';
import { offerWithdrawn, takesBackSaid } from './withdrawals.js';

export interface Contradiction {
  readonly kind: 'fact' | 'account' | 'reporting' | 'attribution';
  readonly subject: string;
  readonly parties: readonly string[];
  readonly origins: readonly string[];
  /** When its second half was published. */
  readonly since: string;
}

const secondPublished = (one: VoicedReport, other: VoicedReport): string =>
  text((one.reportedAt > other.reportedAt ? one : other).data, 'reportedAt') ?? '';

/** A party's word, from the first report of its unbroken run to the latest. */
interface Word {
  readonly stance: Stance;
  readonly from: VoicedReport;
  readonly by: VoicedReport;
}

/** What can be asserted or denied: by whom, and what takes it back. */
interface Matter {
  readonly subject: string;
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
    if (report.kind === 'denial') return text(report.data, 'agreement') === agreement ? 'denies' : null;
    return saysItWasMade(report, agreement) ? 'confirms' : null;
  },
  takenBack: (withdrawal, party, said) =>
    text(withdrawal.data, 'agreement') === agreement ||
    (of !== null && offerWithdrawn(withdrawal, party) === `proposal ${of}`) ||
    takesBackSaid(withdrawal, party, said),
});

/** Whose own report it is asserts it, and so does who accepts what it puts. */
const reportMatter = (id: string, reports: readonly VoicedReport[]): Matter => ({
  subject: `report ${id}`,
  reports,
  said: (report) => {
    if (report.id === id) return 'confirms';
    if (text(report.data, 'report') !== id) return null;
    if (report.kind === 'denial') return 'denies';
    return ['confirmation', 'acceptance'].includes(report.kind) ? 'confirms' : null;
  },
  takenBack: (withdrawal, party, said) =>
    text(withdrawal.data, 'report') === id || takesBackSaid(withdrawal, party, said),
});

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

function mattersIn(run: Run): Matter[] {
  const { reports } = run.talks;
  const spoken = reports.filter(({ kind }) => kind !== 'no-comment');
  const named = (field: string) => unique(spoken.flatMap(({ data }) => text(data, field) ?? []));
  return [
    ...claimIds(reports).map((claim) => claimMatter(claim, run)),
    ...named('proposal').map((id) => proposalMatter(id, reports)),
    ...named('agreement').map((id) => agreementMatter(id, reports)),
    ...named('report').map((id) => reportMatter(id, reports)),
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
            subject: matter.subject,
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

function accountsDiffer(subject: string, told: readonly VoicedReport[]): Contradiction[] {
  const parties = unique(told.flatMap((report) => [...report.parties, officialOf(report) ?? []].flat()));
  const rows = parties.flatMap((one, i) =>
    parties.slice(i + 1).map((other): Contradiction | null => {
      const [a, b] = [accountsOf(one, told), accountsOf(other, told)];
      const [lastA, lastB] = [a.at(-1), b.at(-1)];
      if (!lastA || !lastB || !differ(lastA, lastB)) return null;
      return { kind: 'account', subject, parties: [one, other], origins: [], since: secondPublished(lastA, lastB) };
    }),
  );
  return rows.filter((row) => row !== null);
}

/** Whether an agreement that came later extends it. */
const isExtended = (agreement: string, reports: readonly VoicedReport[]): boolean => {
  const ids = agreementIds(reports);
  return ids.slice(ids.indexOf(agreement) + 1).some((id) => firstGiven(id, 'extends', reports) === agreement);
};

function ofAccount({ reports }: Bargaining): Contradiction[] {
  const proposals = unique(
    reports.flatMap(({ kind, data }) => (kind === 'proposal' ? (text(data, 'proposal') ?? []) : [])),
  );
  const agreements = agreementIds(reports).filter((id) => !isExtended(id, reports));
  return [
    ...proposals.flatMap((id) =>
      accountsDiffer(
        `proposal ${id}`,
        reports.filter(({ kind, data }) => kind === 'proposal' && text(data, 'proposal') === id),
      ),
    ),
    ...agreements.flatMap((id) =>
      accountsDiffer(
        `agreement ${id}`,
        reportsOf(id, reports).filter(({ kind }) => kind === 'agreement'),
      ),
    ),
  ];
}

const SORTS = ['claim', 'issue', 'proposal', 'agreement', 'report'];

const subjectNamed = (...reports: readonly VoicedReport[]): string =>
  reports.flatMap(({ data }) =>
    SORTS.filter((sort) => text(data, sort) !== null).map((sort) => `${sort} ${text(data, sort)}`),
  )[0] ?? '';

/** In one development, each later origin against the first that gives a quantity of the item. */
function ofReporting({ reports }: Bargaining): Contradiction[] {
  const developments = unique(reports.map(({ development }) => development));
  return developments.flatMap((development) => {
    const told = reports.filter((report) => report.development === development);
    const keys = unique(told.flatMap((report) => quantitiesIn(report).map(({ key }) => key)));
    return keys.flatMap((key) => {
      const giving = told.filter((report) => quantitiesIn(report).some((quantity) => quantity.key === key));
      const [first] = giving;
      if (!first) return [];
      return distinctOrigins(giving)
        .filter((origin) => origin !== first.origin)
        .flatMap((origin): Contradiction[] => {
          const other = giving.find((report) => report.origin === origin && differOn(key, first, report));
          if (!other) return [];
          const subject = subjectNamed(first, other);
          return [
            {
              kind: 'reporting',
              subject,
              parties: [],
              origins: [first.origin, origin],
              since: secondPublished(first, other),
            },
          ];
        });
    });
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

function ofAttribution(run: Run, all: Bargaining): Contradiction[] {
  const { reports } = all;
  return partiesIn(reports).flatMap((party) =>
    subjectsIn(all)
      .filter(({ sort }) => sort !== 'issue')
      .flatMap((subject): Contradiction[] => {
        const own = declaredOn(party, subject, run, all);
        if (!own) return [];
        const later = reports
          .slice(reports.indexOf(own.by) + 1)
          .filter(({ parties, declares }) => parties.includes(party) && !declares);
        const told = heldBy(party, subject, later, all);
        if (!told) return [];
        const [one, other] = [own.stance, told.held.stance];
        if (!cannotHold(one, other) && !cannotHold(other, one)) return [];
        return [
          {
            kind: 'attribution',
            subject: `${subject.sort} ${subject.id}`,
            parties: [party],
            origins: [],
            since: secondPublished(own.from, told.from),
          },
        ];
      }),
  );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function contradictionsOf(run: Run, all: Bargaining): Contradiction[] {
  const rows = [...ofFact(run), ...ofAccount(all), ...ofReporting(all), ...ofAttribution(run, all)];
  return unique(rows.map((row) => JSON.stringify(row)))
    .map((row) => JSON.parse(row) as Contradiction)
    .toSorted((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
}
