/**
 * The briefing: where the talks stand, in sentences, each with the reports that it rests on. One to three pages: what is
 * left out is counted.
 */
import { z } from 'zod';
import { isoOf } from '../../events/dates.js';
import { ReaderNames } from '../wording/reader-names.js';
import type { LensProjections } from '../status/lens-projections.js';
import { atOnce } from '../support/at-once.js';
import { findingChangesSince } from './changes-since.js';
import { citedBy, citedReport } from './cited-reports.js';
import { contradictionSentences } from './contradiction-sentences.js';
import { dateInWords } from '../../events/words/date-words.js';
import { isPast, lensInWords, lensWordsAnswer } from '../wording/lens-words.js';
import { offerSentences } from './offer-sentences.js';
import { positionSentences } from './position-sentences.js';
import { cut, sentenceAnswer, type Sentence } from './sentence.js';
import { sourceSentences } from './source-sentences.js';
import { statusSentences } from './status-sentences.js';

/** How many rows of a section are told. */
const MOST = { changes: 10, positions: 10, offers: 6, contradictions: 6, sources: 6 } as const;

export const SECTIONS = ['status', 'changes', 'positions', 'offers', 'contradictions', 'sources'] as const;
export type SectionName = (typeof SECTIONS)[number];

const section = z.strictObject({
  section: z.enum(SECTIONS),
  title: z.string(),
  sentences: z.array(sentenceAnswer),
  omitted: z.int().meta({ description: 'How many rows are left out.' }),
  none: z.string().nullable().meta({ description: 'What is said where there is no sentence.' }),
});
export type Section = z.infer<typeof section>;

/** The parts of a briefing. */
export const briefingFields = {
  summary: z.string().nullable().meta({ description: 'What the talks are about, as our desk puts it.' }),
  past: z.boolean().meta({ description: 'Whether it is of a moment, and not of the present.' }),
  asOf: z.string().meta({ description: 'Of when it is, in words.' }),
  lensWords: lensWordsAnswer,
  since: z.string().meta({ description: 'The date from which on changes are told.' }),
  sections: z.array(section),
  reports: z.array(citedReport),
} as const;
const briefingParts = z.strictObject(briefingFields);
export type Briefing = z.infer<typeof briefingParts>;

type Rows = ReturnType<typeof cut<Sentence>>;

const sectionOf = (name: SectionName, title: string, { shown, omitted }: Rows, none: string | null): Section => ({
  section: name,
  title,
  sentences: [...shown],
  omitted,
  none: shown.length === 0 ? none : null,
});

/**
 * @param before what was known at `since`
 * @param since an EDTF date
 */
export const briefingOf = (projections: LensProjections, before: LensProjections, since: string): Briefing =>
  atOnce(briefing(projections, before, since));

/** The same step by step: a caller can let others work in between. */
export function* briefing(
  projections: LensProjections,
  before: LensProjections,
  since: string,
): Generator<undefined, Briefing> {
  const { counted } = projections;
  const { registry, selection, at } = counted;
  const names = new ReaderNames(counted, before.counted);
  yield* projections.readingThreads();
  const { positions, contradictions, omitted } = projections.overview();
  yield;
  yield;
  const shownStatus = statusSentences(projections, names);
  yield;
  const changes = yield* findingChangesSince(before, projections, names, MOST.changes);
  const told = contradictionSentences(contradictions, names, counted);
  const shownContradictions = cut(told, MOST.contradictions);
  const sections = [
    sectionOf('status', 'Where the talks stand', { shown: shownStatus, omitted: 0 }, null),
    sectionOf(
      'changes',
      `What changed since ${dateInWords(since)}`,
      changes,
      'Nothing in the status, the offers or the positions has changed since.',
    ),
    sectionOf(
      'positions',
      'Where the parties stand',
      positionSentences(positions, names, counted, MOST.positions),
      'No party has taken a position.',
    ),
    sectionOf(
      'offers',
      'Open offers and demands',
      cut(offerSentences(projections.status(), names), MOST.offers),
      'No offer is open.',
    ),
    sectionOf(
      'contradictions',
      'Contradictions',
      { ...shownContradictions, omitted: shownContradictions.omitted + omitted.contradictions },
      'Nothing reported contradicts anything else.',
    ),
  ];
  const reports = citedBy(
    sections.flatMap(({ sentences }) => sentences),
    counted,
  );
  const sources = cut(sourceSentences(reports, counted), MOST.sources);
  return {
    summary: registry.summary ?? null,
    past: isPast(selection.lens),
    asOf: dateInWords(isoOf(at)),
    lensWords: lensInWords(selection.lens, names),
    since,
    sections: [...sections, sectionOf('sources', 'Sources', sources, 'No report is named.')],
    reports,
  };
}
