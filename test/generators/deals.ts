/** Agreements in steps: offered, accepted, announced, carried out, halted, broken off, undone. */
import { agreementMade } from './agreement-fields.js';
import { AGREEMENTS, ISSUES, PROPOSALS, type Agreement, type Cast, type Party } from './cast.js';
import type { Draw } from './draw.js';
import type { Kind } from './kinds.js';
import type { Fields } from './line.js';
import { termsOf } from './terms.js';
import { others, someAgreement, someParty } from './world.js';

/** One report of a scene. Fields that name another report do so by steps back. */
export interface Step {
  readonly kind: Kind;
  readonly party: Party | undefined;
  readonly fields: Fields;
  /** The report is about the one so many steps before it. */
  readonly reportBack?: number;
  readonly corroboratesBack?: number;
  /** Told by voices of no standing. */
  readonly rumoured?: boolean;
  /** Where the news comes from, whoever publishes it. */
  readonly origin?: string;
}

export const step = (kind: Kind, party: Party | undefined, fields: Fields = {}): Step => ({ kind, party, fields });

export interface Deal {
  readonly agreement: Agreement;
  readonly proposal: string;
  readonly members: readonly [Party, Party, ...Party[]];
}

export const dealOf = (d: Draw, { members }: Cast, agreement = someAgreement(d)): Deal => ({
  agreement,
  proposal: PROPOSALS[AGREEMENTS.indexOf(agreement)] ?? PROPOSALS[0],
  members: members[agreement],
});

/** An offer, and its acceptance by the other members. */
function bargain(d: Draw, { proposal, members }: Deal): Step[] {
  const [first, ...rest] = d.chance(30) ? members.toReversed() : members;
  return [
    step('proposal', first, { proposal, issues: [d.pick(ISSUES)], terms: termsOf(d), to: rest }),
    ...rest.map((party) => step('acceptance', party, { proposal })),
  ];
}

/** Who says that the agreement was made: a third party and the members, or each member by its own kind of yes. */
export function announced(d: Draw, cast: Cast, { agreement, proposal, members }: Deal, told: Fields): Step[] {
  const fields = { ...agreementMade(d, cast, agreement), between: [...members], ...told };
  const made = (party: Party) => step('agreement', party, fields);
  const yes = (party: Party): Step =>
    d.weighted([
      [50, made(party)],
      [20, step('confirmation', party, { agreement })],
      [20, step('acceptance', party, { agreement })],
      [10, step('ratification', party, { agreement, outcome: 'approved' })],
    ]);
  const [first, ...rest] = members;
  return d.weighted([
    [45, [made(first), ...rest.map(yes)]],
    [25, [made(cast.thirds[0]), ...members.map(yes)]],
    [
      30,
      [...bargain(d, { agreement, proposal, members }), step('agreement', cast.thirds[0], { ...fields, of: proposal })],
    ],
  ]);
}

export const carriedOut = (d: Draw, cast: Cast, { agreement, members }: Deal): Step[] =>
  Array.from({ length: 1 + d.upTo(1) }, () =>
    step('implementation', d.pick([...members, cast.thirds[0]]), { agreement, terms: termsOf(d, true) }),
  );

/** Halted by a member, and taken up again in one of the ways there are. */
export function halted(d: Draw, cast: Cast, deal: Deal): Step[] {
  const by = d.pick([...deal.members, cast.thirds[0]]);
  const named = d.chance(55) ? { agreement: deal.agreement } : {};
  const offer = { proposal: d.pick(PROPOSALS), issues: [d.pick(ISSUES)], terms: termsOf(d) };
  const back = d.weighted<Step[]>([
    [40, [step('resumption', someParty(d, cast), named)]],
    [10, [step('resumption', by)]],
    [12, [step('contact', by, { with: others(cast, by).slice(0, 1) })]],
    [10, [step('concession', by, { issue: d.pick(ISSUES), terms: termsOf(d) })]],
    [8, [step('proposal', by, offer)]],
    [20, []],
  ]);
  return [step('suspension', by, named), ...back];
}

/** Broken off, then a contact again: by the same party, or by others. */
export function collapsed(d: Draw, cast: Cast, deal: Deal): Step[] {
  const by = d.pick([...deal.members, cast.thirds[0]]);
  const then = d.weighted([
    [40, by],
    [60, someParty(d, cast)],
  ]);
  const renewed = [step('contact', then, { with: others(cast, then).slice(0, 2) }), ...bargain(d, deal)];
  return [step('breakdown', by, d.chance(35) ? { agreement: deal.agreement } : {}), ...renewed.slice(0, d.upTo(3))];
}

export function undone(d: Draw, cast: Cast, { agreement, proposal, members }: Deal): Step[] {
  const by = d.pick(members);
  return [
    d.weighted<Step>([
      [25, step('rejection', by, { agreement })],
      [15, step('denial', by, { agreement })],
      [20, step('withdrawal', by, { agreement })],
      [15, step('withdrawal', by, { proposal })],
      [10, step('rejection', by, { proposal })],
      [15, step('ratification', by, { agreement, outcome: 'rejected' })],
    ]),
    ...(d.chance(30) ? [step('confirmation', by, { agreement })] : []),
  ];
}

export const concluded = (d: Draw, cast: Cast): Step[] => [step('conclusion', someParty(d, cast))];
