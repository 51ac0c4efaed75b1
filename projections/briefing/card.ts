/** The card of a negotiation: where the talks stand, who says so, who denies it, and of when that is. */
import { z } from 'zod';
import { isoOf } from '../../events/dates.js';
import { partyId, reportId, type PartyId, type ReportId } from '../../events/ids.js';
import { ReaderNames } from '../wording/reader-names.js';
import { PHASES } from '../phase/phases.js';
import { partiesOf } from '../record/kinds.js';
import type { LensProjections } from '../status/lens-projections.js';
import { citedBy } from './cited-reports.js';
import { dateInWords } from '../../events/words/date-words.js';
import { isPast, lensInWords, lensWordsAnswer } from '../wording/lens-words.js';
import { sentence, sentenceAnswer } from './sentence.js';
import { phaseSentence, wordsOnTalks } from './status-sentences.js';

const someone = z.strictObject({ party: partyId, name: z.string() });
type Someone = z.infer<typeof someone>;

/** The parts of a card. */
export const cardFields = {
  past: z.boolean().meta({ description: 'Whether it is of a moment, and not of the present.' }),
  asOf: z.string().meta({ description: 'Of when it is, in words.' }),
  lensWords: lensWordsAnswer,
  phase: z.enum(PHASES),
  since: z.string().nullable(),
  sentence: sentenceAnswer.meta({ description: 'Where the talks stand, and why.' }),
  says: z.array(someone).meta({ description: 'Who says so: confirms the talks, or did what led to the phase.' }),
  denies: z.array(someone).meta({ description: 'Who denies that there are talks.' }),
  contested: z.boolean(),
  sources: z.array(z.string()).meta({ description: 'The publishers of the reports that this rests on.' }),
  newest: z.string().nullable().meta({ description: 'When the newest report was published, in words.' }),
  because: z.array(reportId),
} as const;
const cardParts = z.strictObject(cardFields);
export type Card = z.infer<typeof cardParts>;

/** Whose acts and words the reports are. */
function actorsOf(ids: readonly ReportId[], { counted: { selection } }: LensProjections): PartyId[] {
  const reports = ids.flatMap((id) => selection.published.get(id)?.report ?? []);
  return reports.filter(({ kind }) => kind !== 'denial').flatMap((report) => partiesOf(report));
}

export function cardOf(projections: LensProjections): Card {
  const { counted } = projections;
  const names = new ReaderNames(counted);
  const { phase, contested, freshness } = projections.status();
  const { confirm, deny } = wordsOnTalks(projections);
  const named = (parties: readonly PartyId[]): Someone[] =>
    [...new Set(parties)].map((party) => ({ party, name: names.party(party) }));
  const denying = new Set(deny.map(({ party }) => party));
  const saying = [...confirm.map(({ party }) => party), ...actorsOf(phase.because, projections)];
  const because = [
    ...new Set([...phase.because, ...contested.because, ...[...confirm, ...deny].map(({ report }) => report)]),
  ];
  return {
    past: isPast(counted.selection.lens),
    asOf: dateInWords(isoOf(counted.at)),
    lensWords: lensInWords(counted.selection.lens, names),
    phase: phase.value,
    since: phase.since,
    sentence: phaseSentence(phase),
    says: named(saying.filter((party) => !denying.has(party))),
    denies: named([...denying]),
    contested: contested.value,
    sources: [...new Set(citedBy([sentence('', { because })], counted).map(({ publisher }) => publisher))],
    newest: freshness.newestReportAt === null ? null : dateInWords(freshness.newestReportAt),
    because,
  };
}
