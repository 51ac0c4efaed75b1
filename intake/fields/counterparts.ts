/** With whom, towards whom, between whom: the other parties of a passage, as its kind asks for them. */
import type { PartyId } from '../../events/ids.js';
import type { Kind, Role } from '../../events/vocabulary.js';
import type { Passage } from '../kinds/passage.js';

export interface Counterparts {
  readonly to?: PartyId[];
  readonly with?: PartyId[];
  readonly between?: PartyId[];
}

const MOST = 20;
const TOWARDS: ReadonlySet<Kind> = new Set([
  'overture',
  'refusal',
  'demand',
  'proposal',
  'pressure',
  'rejection',
  'acceptance',
]);

/** The parties that are named outside the words of who speaks. */
function othersIn({ sentence, voice }: Passage, party: PartyId | null): PartyId[] {
  const isInFrame = (at: number) => voice.frame !== undefined && at >= voice.frame.from && at < voice.frame.to;
  const named = sentence.mentions.filter(
    ({ party: other, from, as }) => other !== party && !isInFrame(from) && as !== 'attribute',
  );
  return [...new Set(named.map(({ party: other }) => other))];
}

export function counterpartsOf(
  kind: Kind,
  passage: Passage,
  party: PartyId | null,
  roles: ReadonlyMap<PartyId, Role>,
): Counterparts {
  const others = othersIn(passage, party).slice(0, MOST);
  const isPrincipal = (one: PartyId) => roles.get(one) === 'principal';
  if (kind === 'contact') return others.length > 0 ? { with: others } : {};
  if (kind === 'agreement') {
    const members = [...(party ? [party] : []), ...others].filter(isPrincipal);
    const principals = [...roles.keys()].filter(isPrincipal);
    const between = members.length > 1 ? members : principals.length === 2 ? principals : members;
    return between.length > 1 ? { between } : {};
  }
  const towards = TOWARDS.has(kind) ? others.filter((one) => kind !== 'pressure' || isPrincipal(one)) : [];
  return towards.length > 0 ? { to: towards } : {};
}
