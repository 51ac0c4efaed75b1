/** The fields that each kind of report needs or may have besides those of all reports (docs/rules.md, section 3). */
import { CLAIMS, everybody, ISSUES, PROPOSALS, type Cast } from './cast.js';
import { boundary } from './dates.js';
import type { Draw, Weighted } from './draw.js';
import { present, type Fields } from './line.js';
import type { Kind } from './kinds.js';
import { agreementMade, someAgreementReport } from './agreement-fields.js';
import { termsOf } from './terms.js';
import { isAnswerable, isDemand, otherReport, others, someAgreement, type Sketch, type World } from './world.js';

/** Every field that some kind has of its own: a patch that changes the kind removes those that the new kind lacks. */
export const OWN_FIELDS = [
  'claim',
  'claimText',
  'about',
  'proposal',
  'issues',
  'agreement',
  'report',
  'issue',
  'counters',
  'replaces',
  'final',
  'conditions',
  'deadline',
  'toward',
  'with',
  'session',
  'channel',
  'track',
  'role',
  'ends',
  'outlook',
  'between',
  'scope',
  'of',
  'extends',
  'subjectTo',
  'until',
  'stage',
  'outcome',
  'by',
  'measure',
] as const;

const issueOf = (d: Draw) => ({ issue: d.pick(ISSUES) });
const issuesOf = (d: Draw) => [...new Set([d.pick(ISSUES), d.pick(ISSUES)])];

function claimOf(d: Draw, { cast }: World): Fields {
  const claim = d.weighted([
    [70, CLAIMS[0]],
    [18, CLAIMS[1]],
    [12, CLAIMS[2]],
  ]);
  const told = d.chance(65);
  const about = d.chance(8) ? d.pick(everybody({ ...cast, newcomer: undefined })) : cast.principals[1];
  return claim === 'accepted-outline' && told ? { claim, about } : { claim };
}

type Subject = 'claim' | 'proposal' | 'agreement' | 'report';

/** Exactly one thing that a report speaks of; a report where there is another to name, else a proposal. */
function subjectOf(d: Draw, world: World, self: number, kind: Kind, subjects: Weighted<Subject>): Fields {
  const subject = d.weighted(subjects);
  const party = world.sketches[self]?.party;
  const ofAnother = d.chance(25);
  const wanted = (s: Sketch) =>
    kind === 'acceptance' || kind === 'rejection'
      ? isAnswerable(s)
      : kind !== 'withdrawal' || (s.party === party) !== ofAnother;
  const report = otherReport(d, world, self, wanted);
  if (subject === 'claim') return claimOf(d, world);
  if (subject === 'agreement') return someAgreementReport(d, world.cast);
  return subject === 'report' && report !== undefined ? { report } : { proposal: d.pick(PROPOSALS) };
}

const WORDS: Weighted<Subject> = [
  [56, 'claim'],
  [24, 'agreement'],
  [8, 'proposal'],
  [12, 'report'],
];
const ANSWERS: Weighted<Subject> = [
  [54, 'proposal'],
  [28, 'agreement'],
  [18, 'report'],
];
const WITHDRAWN: Weighted<Subject> = [
  [20, 'claim'],
  [30, 'proposal'],
  [28, 'agreement'],
  [22, 'report'],
];

export function addressees(d: Draw, world: World, self: number): Fields {
  const to = others(world.cast, world.sketches[self]?.party);
  return d.weighted([
    [50, {}],
    [30, { to }],
    [20, { to: to.slice(0, 1) }],
    [5, { to: [world.cast.thirds[0]] }],
    [5, { to: [...to.slice(0, 1), world.cast.outsiders[0]] }],
  ] as const);
}

/** What somebody who declines to speak was asked about. */
function askedAbout(d: Draw, world: World, self: number): Fields {
  const report = otherReport(d, world, self);
  return d.weighted<Fields>([
    [40, {}],
    [20, { claim: d.pick(CLAIMS) }],
    [10, issueOf(d)],
    [10, { proposal: d.pick(PROPOSALS) }],
    [10, { agreement: someAgreement(d) }],
    [10, report === undefined ? {} : { report }],
  ]);
}

/** An offer by its name: a proposal, or the report of a demand; nearly always none. */
function otherOffer(d: Draw, world: World, self: number, proposal: string): string | undefined {
  const other = d.weighted([
    [70, undefined],
    [22, d.pick(PROPOSALS)],
    [8, otherReport(d, world, self, isDemand)],
  ]);
  return other === proposal ? undefined : other;
}

/** Several, or one name alone, which is read as a list of it. */
const byWhom = (d: Draw, [first, second]: Cast['principals']): string | string[] =>
  d.weighted<string | string[]>([
    [50, [first]],
    [30, [second, first]],
    [20, second],
  ]);

/** The own fields of a report of this kind, complete and valid. */
export function fieldsOf(kind: Kind, d: Draw, world: World, self: number): Fields {
  const { cast } = world;
  const party = world.sketches[self]?.party;
  switch (kind) {
    case 'confirmation':
    case 'denial':
      return subjectOf(d, world, self, kind, WORDS);
    case 'withdrawal':
      return subjectOf(d, world, self, kind, WITHDRAWN);
    case 'acceptance': {
      const conditions = d.chance(22) ? ['The lists are complete.'] : undefined;
      return present({ ...subjectOf(d, world, self, kind, ANSWERS), conditions });
    }
    case 'rejection':
      return subjectOf(d, world, self, kind, ANSWERS);
    case 'proposal': {
      const [proposal, final] = [d.pick(PROPOSALS), d.chance(12) ? true : undefined];
      const counters = otherOffer(d, world, self, proposal);
      const replaces = otherOffer(d, world, self, proposal);
      const until = boundary(d, d.upTo(80));
      return present({
        proposal,
        issues: issuesOf(d),
        terms: termsOf(d),
        final,
        counters,
        replaces,
        until: d.chance(18) ? until : undefined,
        ...addressees(d, world, self),
      });
    }
    case 'demand': {
      const deadline = d.chance(20) ? boundary(d, d.upTo(80)) : undefined;
      return present({ ...issueOf(d), terms: termsOf(d), deadline, ...addressees(d, world, self) });
    }
    case 'concession':
      return { ...issueOf(d), terms: termsOf(d) };
    case 'stance':
      return { ...issueOf(d), toward: d.pick(['supports', 'opposes', 'open']) };
    case 'endorsement':
      return d.chance(40) ? { proposal: d.pick(PROPOSALS) } : {};
    case 'contact':
      return present({
        with: others(cast, party).slice(0, 1 + d.upTo(1)),
        session: d.chance(30) ? true : undefined,
        track: d.pick([undefined, '1', '1.5', '2', 1, 1.5, 2]),
      });
    case 'involvement':
      return present({ role: d.pick(['mediator', 'host', 'observer']), ends: d.chance(25) ? true : undefined });
    case 'assessment': {
      const outlook = d.pick(['progress', 'deadlock', 'mixed', 'imminent', 'unresolved', 'remote']);
      return { outlook, ...(d.chance(22) ? issueOf(d) : {}) };
    }
    case 'agreement':
      return agreementMade(d, cast, someAgreement(d));
    case 'ratification':
      return {
        ...someAgreementReport(d, cast),
        outcome: d.weighted([
          [68, 'approved'],
          [32, 'rejected'],
        ] as const),
      };
    case 'implementation':
      return { ...someAgreementReport(d, cast), terms: termsOf(d, true) };
    case 'violation':
      return present({ ...someAgreementReport(d, cast), by: d.chance(50) ? byWhom(d, cast.principals) : undefined });
    case 'pressure':
      return present({
        measure: d.pick(['strike', 'lockout']),
        ends: d.chance(40) ? true : undefined,
        until: d.chance(25) ? boundary(d, d.upTo(70)) : undefined,
        ...addressees(d, world, self),
      });
    case 'suspension':
    case 'resumption':
    case 'breakdown':
      return d.chance(40) ? someAgreementReport(d, cast) : {};
    case 'overture':
      return present({
        conditions: d.chance(15) ? ['The fighting stops first.'] : undefined,
        ...addressees(d, world, self),
      });
    case 'refusal':
      return addressees(d, world, self);
    case 'no-comment':
      return askedAbout(d, world, self);
    case 'conclusion':
      return {};
  }
}
