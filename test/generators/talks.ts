/** Scenes of talks about talks, of sittings, offers and partial agreements. */
import { ISSUES, ORIGINS, PROPOSALS, type Cast } from './cast.js';
import { boundary } from './dates.js';
import { announced, carriedOut, dealOf, step, type Step } from './deals.js';
import type { Draw } from './draw.js';
import { termsOf } from './terms.js';
import { others } from './world.js';

export type Scene = (d: Draw, cast: Cast) => Step[];

/** Who declares its readiness to talk, and who answers; told before talks, or after they broke down. */
export const overtures: Scene = (d, cast) => {
  const [first, second] = d.chance(50) ? cast.principals : cast.principals.toReversed();
  const other = second ?? cast.principals[0];
  const ready = step('overture', first, d.chance(50) ? { to: [other] } : {});
  const answer = d.weighted<Step>([
    [45, step('overture', other)],
    [35, { ...step('acceptance', other), reportBack: 1 }],
    [10, { ...step('rejection', other), reportBack: 1 }],
    [10, { ...step('withdrawal', first), reportBack: 1 }],
  ]);
  const offered = step('overture', cast.thirds[0], { to: [...cast.principals] });
  const broken = step('breakdown', d.pick(cast.principals));
  return [...(d.chance(35) ? [broken] : []), ...(d.chance(25) ? [offered] : []), ready, answer];
};

/** Principals sit together, and what comes of it; some of them speak with one voice. */
export const inSession: Scene = (d, cast) => {
  const by = d.pick(cast.principals);
  const rest = others(cast, by);
  const stuck = step('assessment', by, { outlook: 'deadlock' });
  const sits = step('contact', by, { with: rest, session: true });
  const together = step('contact', by, { with: [cast.thirds[0]], session: true, jointly: rest.slice(0, 1) });
  const says = step(d.pick(['confirmation', 'denial']), by, { claim: 'talks', jointly: rest.slice(0, 1) });
  return [
    ...(d.chance(40) ? [step('confirmation', cast.thirds[0], { claim: 'talks' }), stuck] : []),
    d.chance(70) ? sits : together,
    ...(d.chance(30) ? [says] : []),
  ];
};

/** Refused to some, to all by name, or to him who would mediate; between talks that go on. */
export const refusedToSome: Scene = (d, cast) => {
  const by = d.pick(cast.principals);
  const rest = others(cast, by);
  const to = d.pick<string[]>([rest.slice(0, 1), rest, [cast.thirds[0]], [cast.outsiders[0]]]);
  const talking = step('contact', cast.principals[0], { with: others(cast, cast.principals[0]) });
  const back = step(d.pick(['contact', 'resumption']), by, { with: rest });
  const returns = back.kind === 'contact' ? back : step('resumption', by);
  return [
    ...(d.chance(60) ? [talking, talking] : []),
    step('refusal', by, { to }),
    ...(d.chance(40) ? [step('refusal', by, { to: rest.slice(0, 1) })] : []),
    ...(d.chance(40) ? [returns] : []),
  ];
};

/** Agreed in part, and talks that go on about the rest until all is agreed. */
export const inPart: Scene = (d, cast) => {
  const first = dealOf(d, cast, 'truce');
  const all = { ...first, members: cast.principals };
  const by = d.pick(cast.principals);
  const goesOn = d.weighted<Step>([
    [30, step('contact', by, { with: others(cast, by) })],
    [20, step('demand', by, { issue: d.pick(ISSUES), terms: termsOf(d) })],
    [20, step('assessment', by, { outlook: d.pick(['progress', 'unresolved', 'deadlock']) })],
    [20, step('refusal', by)],
    [10, step('rejection', by, { proposal: PROPOSALS[2] })],
  ]);
  const rest = d.weighted<Step[]>([
    [
      50,
      announced(
        d,
        cast,
        { ...dealOf(d, cast, 'swap'), members: cast.principals },
        { scope: d.pick(['full', 'partial']) },
      ),
    ],
    [30, carriedOut(d, cast, first)],
    [20, []],
  ]);
  return [...announced(d, cast, all, { scope: 'partial' }), goesOn, ...rest];
};

/** Offers that lapse, replace, counter and answer each other. */
export const bargained: Scene = (d, cast) => {
  const [first, second] = d.chance(50)
    ? [cast.principals[0], cast.principals[1]]
    : [cast.principals[1], cast.principals[0]];
  const [a, b] = d.chance(50) ? [PROPOSALS[0], PROPOSALS[1]] : [PROPOSALS[1], PROPOSALS[2]];
  const issues = [d.pick(ISSUES)];
  const offer = (by: string, proposal: string, more = {}) =>
    step('proposal', by, { proposal, issues, terms: termsOf(d), to: [by === first ? second : first], ...more });
  const until = boundary(d, 20 + d.upTo(60));
  const answered = d.weighted<Step>([
    [30, step('acceptance', second, { proposal: a })],
    [25, step('rejection', second, { proposal: a })],
    [15, step('acceptance', second, { proposal: a, conditions: ['The lists first.'] })],
    [15, step('acceptance', cast.outsiders[0], { proposal: a })],
    [15, step('rejection', first, { proposal: a })],
  ]);
  const next = d.weighted<Step>([
    [25, offer(second, b, { counters: a })],
    [20, offer(first, b)],
    [20, offer(first, b, { replaces: a })],
    [10, offer(first, b, { counters: a })],
    [15, offer(first, a)],
    [10, step('withdrawal', first, { proposal: a })],
  ]);
  const late = d.weighted<Step[]>([
    [40, []],
    [20, [{ ...step('withdrawal', second), reportBack: 1 }]],
    [20, [{ ...step('withdrawal', first), reportBack: 3 }]],
    [20, [offer(first, a)]],
  ]);
  return [offer(first, a, d.chance(50) ? { until } : {}), answered, next, ...late];
};

/** Approved, and the approval taken back by its report, or something else said of it that is no approval. */
export const approved: Scene = (d, cast) => {
  const made = dealOf(d, cast);
  const by = d.pick(made.members);
  const decided = step('ratification', by, { agreement: made.agreement, outcome: 'approved' });
  const after = d.weighted<Step[]>([
    [30, [{ ...step('withdrawal', by), reportBack: 1 }]],
    [20, [step('withdrawal', by, { proposal: made.proposal })]],
    [20, [step('rejection', by, { proposal: made.proposal })]],
    [15, [step('denial', by, { agreement: made.agreement }), step('confirmation', by, { agreement: made.agreement })]],
    [15, []],
  ]);
  return [...announced(d, cast, made, { subjectTo: [by], of: made.proposal }), decided, ...after];
};

/** Talks that are on again, as two agencies tell of one development that nobody declares. */
export const rumouredRestart: Scene = (d, cast) => {
  const halt = step(d.pick(['breakdown', 'suspension', 'refusal']), d.pick(cast.principals));
  const [by] = cast.principals;
  const told = d.weighted<Step>([
    [50, step('contact', by, { with: others(cast, by) })],
    [25, step('confirmation', undefined, { claim: 'talks' })],
    [25, step('resumption', undefined)],
  ]);
  const again = d.chance(60) ? told : step('confirmation', undefined, { claim: 'talks' });
  const haltedAgain = { ...step('breakdown', undefined), rumoured: true };
  return [
    ...(d.chance(50) ? [step('contact', cast.principals[1], { with: [by] })] : []),
    halt,
    { ...told, rumoured: true, origin: ORIGINS[0] },
    { ...again, rumoured: true, origin: ORIGINS[1], corroboratesBack: 1 },
    ...(d.chance(25) ? [step('denial', d.pick(cast.principals), { claim: 'talks' })] : []),
    ...(d.chance(30)
      ? [
          { ...haltedAgain, origin: ORIGINS[0] },
          { ...haltedAgain, origin: ORIGINS[1], corroboratesBack: 1 },
        ]
      : []),
  ];
};
