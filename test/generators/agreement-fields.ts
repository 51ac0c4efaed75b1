/** What reports tell of an agreement: mostly the same of each, so that words on it meet. */
import { AGREEMENTS, PROPOSALS, type Agreement, type Cast, type Party } from './cast.js';
import { boundary } from './dates.js';
import type { Draw } from './draw.js';
import { present, type Fields } from './line.js';
import { termsOf } from './terms.js';
import { someAgreement } from './world.js';

const STAGES = ['Cea', 'SubPar', 'Imp'] as const;

function betweenOf(d: Draw, cast: Cast, agreement: Agreement): readonly Party[] {
  return d.weighted<readonly Party[]>([
    [84, cast.members[agreement]],
    [6, cast.principals],
    [4, [d.pick(cast.principals), cast.thirds[0]]],
    [4, [...cast.members[agreement], cast.outsiders[0]]],
    [2, [d.pick(cast.principals)]],
  ]);
}

/** Only what comes later in the list extends what comes before: chains, but no rings. */
function extended(d: Draw, agreement: Agreement): Agreement | undefined {
  const [first, second] = AGREEMENTS;
  if (agreement === 'extension')
    return d.weighted([
      [65, first],
      [15, second],
      [20, undefined],
    ] as const);
  return agreement === 'swap' && d.chance(20) ? first : undefined;
}

/** What may be told besides, each seldom: `lapses`, `ratified` in so many of a hundred. */
export function toldOf(d: Draw, cast: Cast, agreement: Agreement, { lapses = 18, ratified = 10 } = {}): Fields {
  const ratifier = d.weighted([
    [70, d.pick(cast.principals)],
    [30, cast.outsiders[0]],
  ]);
  const [linked, until] = [d.chance(45), boundary(d, d.upTo(80))];
  return present({
    of: linked ? PROPOSALS[AGREEMENTS.indexOf(agreement)] : undefined,
    extends: extended(d, agreement),
    until: d.chance(lapses) ? until : undefined,
    subjectTo: d.chance(ratified) ? [ratifier] : undefined,
    stage: d.chance(12) ? d.pick(STAGES) : undefined,
  });
}

/** The fields of a report of the kind `agreement`. */
export function agreementMade(d: Draw, cast: Cast, agreement: Agreement): Fields {
  const between = betweenOf(d, cast, agreement);
  const scope = d.pick(['partial', 'framework', 'full']);
  return { agreement, between: [...between], scope, terms: termsOf(d), ...toldOf(d, cast, agreement) };
}

/** An agreement that a report of another kind names, now and then with something of what is told of it. */
export function someAgreementReport(d: Draw, cast: Cast): Fields {
  const agreement = someAgreement(d);
  const [tells, names] = [d.chance(12), d.chance(8)];
  return {
    agreement,
    ...(tells ? toldOf(d, cast, agreement) : {}),
    ...(names ? { between: [...cast.members[agreement]] } : {}),
  };
}
