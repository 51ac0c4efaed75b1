/** A negotiation's status in short: a row of the desk. */
import { z } from 'zod';
import { negotiationId, partyId } from '../../events/ids.js';
import { contradictionsOf } from '../../projections/contradictions/contradictions.js';
import { Folds } from '../../projections/positions/folds.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { statusAnswer } from '../../projections/status/status-answer.js';

const { phase, contested, agreement, outlook, confidence, freshness, reportedHalt } = statusAnswer.shape;

export const deskRow = z.strictObject({
  negotiation: negotiationId,
  title: z.string(),
  parties: z.array(partyId),
  archived: z.boolean(),
  contradictions: z.int().meta({ description: 'How many there are at present.' }),
  revision: z.int(),
  position: z.string(),
  phase: phase.pick({ value: true, rule: true, since: true }),
  contested: contested.pick({ value: true, by: true, since: true }),
  reportedHalt: reportedHalt.unwrap().pick({ value: true, since: true }).nullable(),
  agreement: agreement.pick({ value: true, agreement: true, title: true, violated: true }),
  outlook: outlook.pick({ value: true, onTheRecord: true }),
  confidence: confidence.pick({ value: true }),
  freshness: freshness.pick({ value: true, newestReportAt: true, ageDays: true }),
});
export type DeskRow = z.infer<typeof deskRow>;

export function deskRowOf(reading: LensProjections): DeskRow {
  const { registry, selection } = reading.counted;
  const { phase: now, contested: against, agreement: shown, ...rest } = reading.summary();
  return {
    negotiation: registry.negotiation,
    title: registry.title,
    parties: [...registry.parties.keys()],
    archived: registry.archived !== undefined,
    contradictions: contradictionsOf(new Folds(reading.counted, reading.summary().talks.run)).length,
    revision: selection.revision,
    position: String(selection.position),
    phase: now,
    contested: { ...against, by: [...against.by] },
    reportedHalt: rest.reportedHalt,
    agreement: { value: shown.value, agreement: shown.agreement, title: shown.title, violated: shown.violated },
    outlook: { value: rest.outlook.all.value, onTheRecord: rest.outlook.onTheRecord.value },
    confidence: { value: rest.confidence.value },
    freshness: {
      value: rest.freshness.value,
      newestReportAt: rest.freshness.newest?.report.reportedAt ?? null,
      ageDays: rest.freshness.ageDays,
    },
  };
}
