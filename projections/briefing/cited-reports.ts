/** The reports that a briefing names, each with a number, as it is listed at its end. */
import { z } from 'zod';
import { reportId, type ReportId } from '../../events/ids.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { dateInWords } from '../../events/words/date-words.js';
import type { Sentence } from './sentence.js';

/** One report. */
export const citedReport = z.strictObject({
  number: z
    .int()
    .meta({ description: 'By which sentences refer to it: from 1, in the order in which they name reports.' }),
  reportId,
  publisher: z.string(),
  origin: z.string().nullable().meta({ description: 'Whose news it is, where the publisher carries another’s.' }),
  title: z.string().nullable().meta({ description: 'Of what was published.' }),
  summary: z.string(),
  reportedAt: z.string(),
  published: z.string().meta({ description: 'The same in words.' }),
  url: z.string().nullable().meta({ description: 'Of http or https alone.' }),
});
export type CitedReport = z.infer<typeof citedReport>;

/** The address where it is one of http or https; else null. */
export const linkable = (url: string | undefined): string | null =>
  url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;

/** The ids that the sentences name, each once, in their order. */
const namedIn = (sentences: readonly Sentence[]): ReportId[] => [
  ...new Set(sentences.flatMap(({ reports }) => reports)),
];

/** The reports that the sentences name. */
export const citedBy = (sentences: readonly Sentence[], { selection: { published } }: CountedReports): CitedReport[] =>
  namedIn(sentences)
    .flatMap((id) => published.get(id)?.report ?? [])
    .map(({ reportId: id, source, summary, reportedAt }, i) => ({
      number: i + 1,
      reportId: id,
      publisher: source.publisher,
      origin: source.origin ?? null,
      title: source.title ?? null,
      summary,
      reportedAt,
      published: dateInWords(reportedAt),
      url: linkable(source.url),
    }));
