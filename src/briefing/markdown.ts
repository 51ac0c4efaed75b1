/** The briefing as Markdown (CommonMark). What anybody typed stays text, with the extensions of GitHub as well. */
import type { BriefingAnswer } from '../../answers/publishing/briefing.js';
import type { CitedReport } from '../../projections/briefing/cited-reports.js';
import type { Section } from '../../projections/briefing/briefing.js';
import type { Sentence } from '../../projections/briefing/sentence.js';
import { isMadeId } from '../../events/words/report-id-words.js';
import { oneLine } from '../pictures/xml-text.js';
import { omittedIn, sourceOf, standingOf, verification } from './parts.js';
import { references } from './references.js';

/** Stands for no letter and has no width: renderers that make links of plain addresses find none across it. */
const JOINER = '\u2060';

/**
 * Text as it stands in a line of Markdown, after something that begins the line. Backslashes keep marks from being marks;
 * plain addresses, which renderers link even so, are broken where nobody sees it.
 */
export const inMarkdown = (text: string): string =>
  oneLine(text)
    .replaceAll(/:(?=\/\/)|@|\bwww(?=\.)/gi, (start) => `${start}${JOINER}`)
    .replaceAll(/[\\`*_{}[\]<>#+\-!|~&$^=@]/g, (mark) => `\\${mark}`)
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^:/, '\\:');

/** An address as the target of a link. It is one of http or https already. */
const linkTarget = (url: string): string =>
  `<${new URL(url).href.replaceAll(/[\\<>]/g, encodeURIComponent).replaceAll('&', '\\&')}>`;

function sentenceLine({ words, reports, reason }: Sentence, cited: readonly CitedReport[]): string {
  const named = references(reports, cited);
  const why = named === '' ? (reason === undefined ? '' : `(${reason})`) : named;
  return `- ${inMarkdown(words)}${why === '' ? '' : ` ${inMarkdown(why)}`}`;
}

function sectionLines(section: Section, cited: readonly CitedReport[]): string[] {
  const omitted = omittedIn(section);
  return [
    `## ${inMarkdown(section.title)}`,
    '',
    ...section.sentences.map((one) => sentenceLine(one, cited)),
    ...(section.none === null ? [] : [inMarkdown(section.none)]),
    ...(omitted === null ? [] : ['', inMarkdown(omitted)]),
    '',
  ];
}

function reportLine(report: CitedReport): string {
  const { number, published, title, summary, url, reportId } = report;
  const told = title === null ? summary : `${title}: ${summary}`;
  const link = url === null ? '' : ` [address](${linkTarget(url)})`;
  return `${number}. ${inMarkdown(sourceOf(report))}, ${inMarkdown(published)}: ${inMarkdown(told)}${link}${isMadeId(reportId) ? '' : ` (${inMarkdown(reportId)})`}`;
}

/** @param base scheme and host of the server, for the address at which it can be read again */
export function briefingMarkdown(briefing: BriefingAnswer, base: string): string {
  const { title, summary, sections, reports } = briefing;
  const lines = [
    `# ${inMarkdown(title)}`,
    '',
    `**${inMarkdown(standingOf(briefing))}**`,
    '',
    ...(summary === null ? [] : [`> ${inMarkdown(summary)}`, '']),
    ...sections.flatMap((section) => sectionLines(section, reports)),
    '## How to verify this',
    '',
    ...verification(briefing, base).map((step) => `- ${inMarkdown(step)}`),
    '',
    '## Reports',
    '',
    ...reports.map(reportLine),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
