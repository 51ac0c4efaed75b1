/** The briefing as a document for word processors (Office Open XML). */
import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type ParagraphChild,
} from 'docx';
import type { BriefingAnswer } from '../../answers/publishing/briefing.js';
import type { CitedReport } from '../../projections/briefing/cited-reports.js';
import type { Section } from '../../projections/briefing/briefing.js';
import type { Sentence } from '../../projections/briefing/sentence.js';
import { isMadeId } from '../../events/words/report-id-words.js';
import { inXmlText, oneLine } from '../pictures/xml-text.js';
import { omittedIn, sourceOf, standingOf, verification } from './parts.js';
import { references } from './references.js';

const BULLETS = 'sentences';
/** In twentieths of a point. */
const MARGIN = 1080;
const QUIET = '5A6675';

/** A run of text. The library escapes what XML reads as marks; what XML has no place for is taken out here. */
const run = (text: string, more: { bold?: boolean; italics?: boolean; color?: string; size?: number } = {}): TextRun =>
  new TextRun({ text: inXmlText(oneLine(text)), ...more });

const heading = (text: string): Paragraph =>
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    keepNext: true,
    spacing: { before: 220, after: 80 },
    children: [run(text)],
  });

const bullet = (children: readonly ParagraphChild[]): Paragraph =>
  new Paragraph({ numbering: { reference: BULLETS, level: 0 }, spacing: { after: 60 }, children });

function sentenceParagraph({ words, reports, reason }: Sentence, cited: readonly CitedReport[]): Paragraph {
  const named = references(reports, cited);
  const why = named === '' && reason !== undefined ? `(${reason})` : named;
  return bullet([
    run(words),
    ...(why === '' ? [] : [run(' '), new TextRun({ text: ` ${inXmlText(oneLine(why))}`, color: QUIET, size: 18 })]),
  ]);
}

function sectionParagraphs(section: Section, cited: readonly CitedReport[]): Paragraph[] {
  const omitted = omittedIn(section);
  return [
    heading(section.title),
    ...section.sentences.map((one) => sentenceParagraph(one, cited)),
    ...(section.none === null ? [] : [new Paragraph({ children: [run(section.none, { color: QUIET })] })]),
    ...(omitted === null ? [] : [new Paragraph({ children: [run(omitted, { color: QUIET, size: 18 })] })]),
  ];
}

function reportParagraph(report: CitedReport): Paragraph {
  const { number, published, title, summary, url, reportId } = report;
  const told = title === null ? summary : `${title}: ${summary}`;
  const link =
    url === null
      ? []
      : [
          new TextRun({ text: ' ' }),
          new ExternalHyperlink({
            link: new URL(url).href,
            children: [new TextRun({ text: 'address', style: 'Hyperlink', size: 18 })],
          }),
        ];
  return new Paragraph({
    spacing: { after: 50 },
    children: [
      new TextRun({ text: `[${number}] `, bold: true, size: 18 }),
      run(`${sourceOf(report)}, ${published}: ${told}`, { size: 18 }),
      ...link,
      ...(isMadeId(reportId) ? [] : [new TextRun({ text: ` (${reportId})`, color: QUIET, size: 16 })]),
    ],
  });
}

const footer = (text: string): Footer =>
  new Footer({
    children: [
      new Paragraph({
        children: [
          run(text, { color: QUIET, size: 16 }),
          new TextRun({
            children: ['    ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
            color: QUIET,
            size: 16,
          }),
        ],
      }),
    ],
  });

const bullets = {
  reference: BULLETS,
  levels: [
    {
      level: 0,
      format: LevelFormat.BULLET,
      text: '•',
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 360, hanging: 260 } } },
    },
  ],
};

function paragraphsOf(briefing: BriefingAnswer, base: string): Paragraph[] {
  const { title, summary, sections, reports } = briefing;
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(title)] }),
    new Paragraph({ spacing: { after: 120 }, children: [run(standingOf(briefing), { bold: true })] }),
    ...(summary === null
      ? []
      : [new Paragraph({ spacing: { after: 120 }, children: [run(summary, { italics: true })] })]),
    ...sections.flatMap((section) => sectionParagraphs(section, reports)),
    heading('How to verify this'),
    ...verification(briefing, base).map((step) => bullet([run(step)])),
    heading('Reports'),
    ...reports.map(reportParagraph),
  ];
}

/** @param base scheme and host of the server, for the address at which it can be read again */
export function briefingDocument(briefing: BriefingAnswer, base: string): Promise<Buffer> {
  const title = inXmlText(oneLine(briefing.title));
  const document = new Document({
    creator: 'Parley',
    lastModifiedBy: 'Parley',
    title,
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 21 } },
        heading1: { run: { size: 34, bold: true, color: '16202E' }, paragraph: { spacing: { after: 80 } } },
        heading2: { run: { size: 25, bold: true, color: '1D4F91' } },
      },
    },
    numbering: { config: [bullets] },
    sections: [
      {
        properties: { page: { margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } } },
        footers: { default: footer(`${briefing.title} · as of ${briefing.asOf}`) },
        children: paragraphsOf(briefing, base),
      },
    ],
  });
  return Packer.toBuffer(document);
}
