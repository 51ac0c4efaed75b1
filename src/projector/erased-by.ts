/** An event in memory without the texts that a later event has erased. */
import { withErased } from '../../events/erasure/erase-texts.js';
import { typeOfFact, type Fact, type Logged } from '../../events/event.js';
import { dataOf } from '../../decisions/parse-fact.js';

/** The event as it is; or, where it is the one that was erased, what is left of it. */
export function erasedBy(logged: Logged, { fact: erasure, recordedAt: at }: Logged): Logged {
  if (erasure.type !== 'EntryErased' || logged.id !== erasure.data.entry) return logged;
  const { fact } = logged;
  const { fields, reason } = erasure.data;
  const data = withErased(typeOfFact(fact), dataOf(fact), fields, { at, reason });
  const left =
    fact.type === 'Report' ? { type: fact.type, report: { ...data, kind: fact.report.kind } } : { ...fact, data };
  return { ...logged, fact: left as unknown as Fact };
}
