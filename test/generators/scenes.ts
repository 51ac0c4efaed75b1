/** Short sequences of reports that belong together, so that the rules really meet. */
import { toldOf } from './agreement-fields.js';
import { ISSUES, ORIGINS, type Cast } from './cast.js';
import { boundary } from './dates.js';
import {
  announced,
  carriedOut,
  collapsed,
  concluded,
  dealOf,
  halted,
  step,
  undone,
  type Deal,
  type Step,
} from './deals.js';
import type { Draw, Weighted } from './draw.js';
import type { Kind } from './kinds.js';
import {
  approved,
  bargained,
  inPart,
  inSession,
  overtures,
  refusedToSome,
  rumouredRestart,
  type Scene,
} from './talks.js';
import type { Fields } from './line.js';
import { termsOf } from './terms.js';
import { others, someAgreement, someParty } from './world.js';

type Act = (d: Draw, cast: Cast, deal: Deal) => Step[];

/** A deal, and what became of it. */
const deal: Scene = (d, cast) => {
  const made = dealOf(d, cast);
  const sequel = d.weighted<Act>([
    [24, () => []],
    [28, carriedOut],
    [14, halted],
    [10, (...of) => [...carriedOut(...of), ...halted(...of)]],
    [10, undone],
    [8, collapsed],
    [6, concluded],
  ]);
  const contact = step('contact', made.members[0], { with: others(cast, made.members[0]).slice(0, 1) });
  return [...(d.chance(35) ? [contact] : []), ...announced(d, cast, made, {}), ...sequel(d, cast, made)];
};

/** A later agreement extends the first: it lapses at another time, where all members say yes. */
const extension: Scene = (d, cast) => {
  const first = dealOf(d, cast, 'truce');
  const later = { ...dealOf(d, cast, 'extension'), members: first.members };
  const until = toldOf(d, cast, 'truce', { lapses: 100 })['until'];
  const extended = toldOf(d, cast, 'extension', { lapses: 80 });
  return [
    ...(d.chance(60) ? announced(d, cast, first, { until }) : []),
    ...announced(d, cast, later, { ...extended, extends: first.agreement }),
    ...(d.chance(35) ? d.pick([halted, undone, carriedOut, collapsed])(d, cast, d.pick([first, later])) : []),
  ];
};

/** Agreed subject to ratification, then decided. */
const ratified: Scene = (d, cast) => {
  const made = dealOf(d, cast);
  const by = d.weighted([
    [70, d.pick(made.members)],
    [30, cast.outsiders[0]],
  ] as const);
  const outcome = d.weighted([
    [68, 'approved'],
    [32, 'rejected'],
  ] as const);
  return [
    ...announced(d, cast, made, { subjectTo: d.chance(25) ? [...made.members] : [by] }),
    step('ratification', by, { agreement: made.agreement, outcome }),
  ];
};

/** One party says it is so, another that it is not; a third about the words of the first. */
const quarrel: Scene = (d, cast) => {
  const about = d.weighted<Fields>([
    [50, { claim: 'talks' }],
    [25, { claim: 'accepted-outline', about: cast.principals[1] }],
    [25, { agreement: someAgreement(d) }],
  ]);
  const [one, other] = [someParty(d, cast), someParty(d, cast)];
  const kinds = d.pick<readonly [Kind, Kind]>([
    ['confirmation', 'denial'],
    ['denial', 'confirmation'],
  ]);
  const third: Step = { ...step(d.pick(['denial', 'confirmation']), someParty(d, cast), {}), reportBack: 2 };
  return [step(kinds[0], one, about), step(kinds[1], other, about), ...(d.chance(40) ? [third] : [])];
};

/** What others say a party said, beside its own word and whatever it declares besides. */
const hearsay: Scene = (d, cast) => {
  const by = d.pick(cast.principals);
  const own = step(d.pick(['denial', 'confirmation']), by, { claim: 'talks' });
  const met = step('contact', by, { with: others(cast, by) });
  const heard = d.weighted<Step>([
    [50, met],
    [30, step('denial', by, { claim: 'talks' })],
    [20, step('refusal', by)],
  ]);
  const steps = [{ ...heard, rumoured: true }, ...(d.chance(60) ? [step('refusal', by)] : [])];
  return [own, ...(d.chance(50) ? steps : steps.toReversed())];
};

/** How several say the talks are going, to one agency that names none of them. */
const assessed: Scene = (d, cast) =>
  Array.from({ length: 2 + d.upTo(2) }, () => ({
    ...step('assessment', d.pick(cast.principals), { outlook: d.pick(['progress', 'deadlock', 'imminent']) }),
    rumoured: true,
    origin: ORIGINS[0],
  }));

/** Demanded, and answered by naming the demand; now and then another tells the contrary, or the answer is taken back. */
const demanded: Scene = (d, cast) => {
  const [by, to] = d.chance(50) ? [cast.principals[0], cast.principals[1]] : [cast.principals[1], cast.principals[0]];
  const answer: Step = d.weighted<Step>([
    [40, step('acceptance', to)],
    [30, step('rejection', to)],
    [15, step('withdrawal', by)],
    [15, step('denial', to)],
  ]);
  const issue = d.pick(ISSUES);
  const sequel = d.weighted<Step[]>([
    [30, [step('concession', to, { issue, terms: termsOf(d) })]],
    [15, [{ ...step(d.pick(['acceptance', 'rejection']), to), reportBack: 2, rumoured: true }]],
    [20, [{ ...step('withdrawal', to), reportBack: 2 }]],
    [35, []],
  ]);
  return [step('demand', by, { issue, terms: termsOf(d), to: [to] }), { ...answer, reportBack: 1 }, ...sequel];
};

/** A halt that nobody declares: reporters tell it, one after the other; some tell of another while it is in force. */
const rumouredHalt: Scene = (d, cast) => {
  const kinds = d.chance(50) ? (['suspension', 'breakdown'] as const) : (['breakdown', 'suspension'] as const);
  const [first, second] = kinds.map((kind): Step[] => {
    const told = { ...step(kind, d.chance(50) ? d.pick(cast.principals) : undefined), rumoured: true };
    return [told, { ...told, corroboratesBack: 1 }];
  });
  const declared = step('suspension', d.pick(cast.principals));
  const ended = step('contact', cast.principals[0], { with: others(cast, cast.principals[0]) });
  return [
    ...(d.chance(25) ? [declared] : []),
    ...(first ?? []),
    ...((d.chance(35) && second) || []),
    ...(d.chance(25) ? [ended] : []),
  ];
};

/** One measure after another, some of them ended. */
const pressed: Scene = (d, cast) => {
  const [by, measure] = [d.pick(cast.principals), d.pick(['strike', 'lockout'])];
  const to = others(cast, by);
  const against = [{}, { to }, { to: to.slice(0, 1) }] as const;
  return [
    step('pressure', by, { measure, ...d.pick(against), ...(d.chance(40) ? { until: boundary(d, d.upTo(60)) } : {}) }),
    ...(d.chance(30) ? [step('pressure', by, { measure, ...d.pick(against) })] : []),
    step('pressure', by, { measure, ...d.pick(against), ...(d.chance(70) ? { ends: true } : {}) }),
  ];
};

const withDeal =
  (then: Act): Scene =>
  (d, cast) =>
    then(d, cast, dealOf(d, cast));

export const SCENES: Weighted<Scene> = [
  [34, deal],
  [9, extension],
  [9, ratified],
  [10, quarrel],
  [8, demanded],
  [5, hearsay],
  [5, assessed],
  [8, rumouredHalt],
  [4, pressed],
  [7, withDeal(halted)],
  [5, withDeal(collapsed)],
  [4, withDeal(undone)],
  [11, overtures],
  [10, inSession],
  [9, refusedToSome],
  [10, inPart],
  [20, bargained],
  [6, approved],
  [9, rumouredRestart],
  [4, withDeal((d, cast, of) => [...carriedOut(d, cast, of), ...concluded(d, cast)])],
];
