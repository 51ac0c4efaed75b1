/** Who takes part in a negotiation, and the few things it is about, so that reports keep colliding. */
import { boundary } from './dates.js';
import type { Draw } from './draw.js';
import { NEGOTIATION, present, type Fields, type Line } from './line.js';

export const CLAIMS = ['talks', 'accepted-outline', 'strike-near'] as const;
export const ISSUES = ['pay', 'exchange'] as const;
export const PROPOSALS = ['plan-a', 'plan-b', 'plan-c'] as const;
export const AGREEMENTS = ['truce', 'swap', 'extension'] as const;
export const PUBLISHERS = ['Ander Post', 'Bell News', 'Cable', 'Daily Harbour', 'Evening Sun'] as const;
/** Two agencies, and a publisher from whom others copy. */
export const ORIGINS = ['Wire One', 'Wire Two', 'Bell News'] as const;

export type Agreement = (typeof AGREEMENTS)[number];
export type Party = string;

export interface Cast {
  readonly principals: readonly [Party, Party, ...Party[]];
  readonly thirds: readonly [Party, ...Party[]];
  readonly outsiders: readonly [Party, ...Party[]];
  /** Added to the registry after the negotiation was opened; only histories with changes have one. */
  readonly newcomer: Party | undefined;
  readonly tables: readonly (readonly Party[])[];
  readonly members: Readonly<Record<Agreement, readonly [Party, Party, ...Party[]]>>;
  readonly opened: Line;
}

type Pair = readonly [Party, Party, ...Party[]];

const PRINCIPALS = ['union', 'ford', 'gm', 'volvo'] as const;

function principalsOf(d: Draw, tables: boolean): Pair {
  const [first, second, ...rest] = PRINCIPALS;
  const further = d.weighted(
    tables
      ? ([
          [65, 1],
          [35, 2],
        ] as const)
      : ([
          [60, 0],
          [28, 1],
          [12, 2],
        ] as const),
  );
  return [first, second, ...rest.slice(0, further)];
}

/** One union at every table; seldom an employer without a table, or two tables that share nobody. */
function tablesOf(d: Draw, [union, ...employers]: Pair): Pair[] {
  const all = employers.map((employer): Pair => [union, employer]);
  const [ford, gm, volvo] = employers;
  if (d.chance(15) && all.length > 2) return all.slice(0, 2);
  return d.chance(15) && ford && gm && volvo
    ? [
        [union, ford],
        [gm, volvo],
      ]
    : all;
}

/** Whom an agreement is usually said to be between: a table's members, else all principals, else some with a third. */
function membersOf(d: Draw, all: Pair, thirds: readonly [Party, ...Party[]], tables: readonly Pair[]): Pair {
  const [first, second] = all;
  const table = tables[d.upTo(tables.length - 1)];
  return d.weighted<Pair>([
    [74, table ?? all],
    [12, all],
    [8, [first, second]],
    [3, [first, second, thirds[0]]],
    [3, [first, thirds[0]]],
  ]);
}

function registered(d: Draw, party: Party, role: string, sinceIn100: number): Fields {
  const since = boundary(d, d.upTo(30));
  return { party, name: party.toUpperCase(), role, ...(d.chance(sinceIn100) ? { since } : {}) };
}

export function castOf(d: Draw, { tables = false, changes = false }: { tables?: boolean; changes?: boolean }): Cast {
  const principals = principalsOf(d, tables);
  const thirds: readonly [Party, ...Party[]] = d.chance(45) ? ['qatar', 'egypt'] : ['qatar'];
  const outsiders: readonly [Party, ...Party[]] = d.chance(45) ? ['families', 'church'] : ['families'];
  const seated = tables ? tablesOf(d, principals) : [];
  const [truce, swap, extension] = [0, 1, 2].map(() => membersOf(d, principals, thirds, seated));
  const parties = [
    ...principals.map((p) => registered(d, p, 'principal', 4)),
    ...thirds.map((p) => registered(d, p, d.pick(['mediator', 'facilitator', 'guarantor', 'host']), 15)),
    ...outsiders.map((p) => registered(d, p, d.pick(['observer', 'associate', 'stakeholder', 'supporter']), 10)),
  ];
  const freshness = d.weighted<Fields | undefined>([
    [65, undefined],
    [25, { quietAfterDays: 3, staleAfterDays: 14 }],
    [5, { quietAfterDays: 45 }],
    [5, { staleAfterDays: 5 }],
  ]);
  const data = present({
    negotiation: NEGOTIATION,
    title: 'The harbour talks',
    summary: 'Talks on pay and on an exchange.',
    parties,
    issues: ISSUES.map((issue) => ({ issue, title: `The matter of ${issue}` })),
    tables: tables ? seated : undefined,
    freshness,
  });
  return {
    principals,
    thirds,
    outsiders,
    newcomer: changes && d.chance(40) ? 'norway' : undefined,
    tables: seated,
    members: { truce: truce ?? principals, swap: swap ?? principals, extension: extension ?? principals },
    opened: { type: 'NegotiationOpened', data },
  };
}

/** Everybody that the registry may know by the end. */
export const everybody = ({ principals, thirds, outsiders, newcomer }: Cast): readonly [Party, ...Party[]] => [
  ...principals,
  ...thirds,
  ...outsiders,
  ...(newcomer === undefined ? [] : [newcomer]),
];
