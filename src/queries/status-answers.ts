/** From the projections under a lens to what is answered: the head of every answer, the whole status, a row of the desk. */
import type { DeskRow } from '../../answers/desk.js';
import type { Head } from '../../answers/envelope.js';
import type { UnreadableAnswer, WholeStatusAnswer } from '../../answers/status.js';
import { isoOf } from '../../events/dates.js';
import { contradictionsOf } from '../../projections/contradictions/contradictions.js';
import { Folds } from '../../projections/positions/folds.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';

/** Under which lens it is answered, and what that saw. */
export const headOf = ({ counted: { selection, registry, at } }: LensProjections): Head => ({
  negotiation: registry.negotiation,
  title: registry.title,
  lens: selection.lens,
  at: isoOf(at),
  revision: selection.revision,
  position: String(selection.position),
});

/** @param passedOver the events that could not be read */
export const wholeStatusOf = (projections: LensProjections, passedOver: UnreadableAnswer): WholeStatusAnswer => ({
  ...projections.status(),
  passedOver,
});

/** The status in short. */
export function deskRowOf(projections: LensProjections): DeskRow {
  const { registry, selection } = projections.counted;
  const { phase, contested, agreement, reportedHalt, reportedRestart, outlook, confidence, freshness, talks } =
    projections.summary();
  const { value, agreement: id, title, violated } = agreement;
  return {
    negotiation: registry.negotiation,
    title: registry.title,
    parties: [...registry.parties.keys()],
    names: Object.fromEntries([...registry.parties.values()].map(({ party, name }) => [party, name])),
    archived: registry.archived !== undefined,
    contradictions: contradictionsOf(new Folds(projections.counted, talks.run)).length,
    revision: selection.revision,
    position: String(selection.position),
    phase,
    contested: { ...contested, by: [...contested.by] },
    reportedHalt,
    reportedRestart,
    agreement: { value, agreement: id, title, violated },
    outlook: { value: outlook.all.value, onTheRecord: outlook.onTheRecord.value },
    confidence: { value: confidence.value },
    freshness: {
      value: freshness.value,
      newestReportAt: freshness.newest?.report.reportedAt ?? null,
      ageDays: freshness.ageDays,
    },
  };
}
