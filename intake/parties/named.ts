/** Parties by their names, in reasons that people read. */
import type { PartyId } from '../../events/ids.js';
import { cutTo } from '../../events/words/cut.js';
import type { KnownParty } from '../known.js';

/** Longer names are cut: a reason is a line. */
const LONGEST = 200;

/** The name of a party, in one line; its slug where it is not known. */
export function nameIn(parties: readonly Pick<KnownParty, 'party' | 'name'>[], party: PartyId): string {
  const name = parties.find((one) => one.party === party)?.name ?? party;
  return cutTo(name.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim(), LONGEST);
}
