/** One report: as recorded, what became of it, what it changed. */
import { z } from 'zod';
import { fieldInWordsAnswer } from '../projections/compare/report-words.js';
import { contradictedAnswer } from '../projections/contradictions/of-report.js';
import { contradictionAnswer } from '../projections/contradictions/contradictions.js';
import { accountAnswer } from '../projections/history/report-account.js';
import { changeInWordsAnswer } from '../projections/compare/change-sentences.js';
import { answerWith } from './envelope.js';

export const reportAnswer = answerWith({
  hash: z.string().nullable().meta({ description: 'The hash of the event by which it was recorded.' }),
  report: accountAnswer.extend({
    changes: z.array(accountAnswer.shape.changes.element.partial({ recorder: true })),
    recorder: accountAnswer.shape.recorder.optional(),
    changed: z.array(changeInWordsAnswer).meta({ description: 'What it changed in the status when it was recorded.' }),
    contradictions: z
      .array(contradictionAnswer)
      .meta({ description: 'Of those of the talks, the ones that began with this report.' }),
    contradicts: z
      .array(contradictedAnswer)
      .meta({ description: 'Every report that says what cannot hold with it, and stood at the same time.' }),
    told: z.array(fieldInWordsAnswer).meta({ description: 'All that it tells, as it now reads, in words.' }),
  }),
});
export type ReportAnswer = z.infer<typeof reportAnswer>;
