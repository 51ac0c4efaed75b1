/** What readings cost of stories that a reporter can plant: of one size beside half of it, in processor time for what is read. */
import { LensProjections } from '../../dist/projections/status/lens-projections.js';
import { byTurns } from '../measure.mjs';
import { accounts, extending, logOf, opposed, tabled } from './stories.mjs';

const NOW = Date.UTC(2026, 0, 1);

/** Milliseconds of the processor. */
function cost(log, read) {
  const begun = process.cpuUsage();
  read(LensProjections.of(log, {}, NOW));
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/** Where each two may contradict each other, it is what one contradiction costs. */
const eachOf = (log, of) => (of === undefined ? 1 : LensProjections.of(log, {}, NOW)[of]().length);

const row = (name, work, make, size, read, each) => ({
  name,
  work,
  beside: 'half of it',
  unit: each === undefined ? ' ms' : ' ms each',
  most: each === undefined ? 2.6 : 1.3,
  run: ({ runs }) => {
    const [whole, half] = [size, size / 2].map((of) => logOf(make(of)));
    const [count, fewer] = [eachOf(whole, each), eachOf(half, each)];
    return byTurns(
      runs,
      () => cost(whole, read) / count,
      () => cost(half, read) / fewer,
    );
  },
});

export const PLANTED = [
  row('planted-chain', '200 agreements that extend each other', extending, 200, (p) => p.agreements()),
  row('planted-words', '100 confirm, 100 deny', opposed, 200, (p) => p.contradictions(), 'contradictions'),
  row('planted-terms', 'ledger of 200 accounts of 100 terms', accounts, 200, (p) => p.terms()),
  row('planted-accounts', 'their contradictions', accounts, 100, (p) => p.contradictions(), 'contradictions'),
  row('planted-tables', 'status of 50 tables, 2,000 contacts', tabled, 2000, (p) => p.status()),
];
