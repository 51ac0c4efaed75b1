/** Changes of the record: retractions, corrections, voidings, amendments, merges, aliases, grades, revisions. */
import { AGREEMENTS, CLAIMS, everybody, ISSUES, ORIGINS, PROPOSALS, PUBLISHERS, type Cast } from './cast.js';
import { boundary, publishedOn, type Tick } from './dates.js';
import type { Draw } from './draw.js';
import { isReport, NEGOTIATION, ownId, present, type Fields, type Line } from './line.js';
import { amendment, correction, plainPatch } from './patches.js';
import type { Report } from './reports.js';
import type { World } from './world.js';

/** The record so far. */
export interface Desk {
  readonly world: World;
  readonly reports: ReadonlyMap<string, Report>;
  readonly lines: readonly Line[];
}

/** A change that has no id yet, and the line that it names: it must come after it. */
export interface Drawn {
  readonly line: Line;
  readonly names: Line | undefined;
}

const drawn = (type: string, data: Fields, names?: Line): Drawn => ({ line: { type, data: present(data) }, names });

const oneOf = (d: Draw, lines: readonly Line[]): Line | undefined => lines[d.upTo(Math.max(lines.length - 1, 0))];

const ofType = ({ lines }: Desk, type: string): Line[] => lines.filter((line) => line.type === type);

/** What can be voided or amended: reports, and all that has an id of its own. */
const entriesOf = ({ lines }: Desk): Line[] => lines.filter((line) => ownId(line) !== undefined);

const changesOf = (desk: Desk): Line[] => entriesOf(desk).filter((line) => !isReport(line));

const reportOf = (desk: Desk, { data }: Line): Report | undefined => desk.reports.get(String(data['reportId']));

/** The stream `sources` has no negotiation, nor has what voids or amends its entries. */
const streamOf = ({ data }: Line): Fields => present({ negotiation: data['negotiation'] });

/** As many half-days as an amendment may put off a publication, or more: nothing is retracted before it was published. */
const PUT_OFF = 12;

const isPutOff = ({ lines }: Desk, { id }: Report): boolean =>
  lines.some(
    ({ type, data }) =>
      type === 'EntryAmended' && data['entry'] === id && 'reportedAt' in ((data['changes'] ?? {}) as Fields),
  );

const publishedAfter = (d: Draw, published: Tick): string => publishedOn(d, published + d.upTo(16));

const retractedOn = (d: Draw, desk: Desk, report: Report): string =>
  publishedAfter(d, report.published + (isPutOff(desk, report) ? PUT_OFF : 0));

function byThePublisher(d: Draw, desk: Desk): Drawn | undefined {
  const corrects = d.chance(50);
  const target = oneOf(d, desk.lines.filter(isReport));
  const report = target && reportOf(desk, target);
  if (!report) return undefined;
  const common = { negotiation: NEGOTIATION, reportId: report.id };
  const reportedAt = publishedAfter(d, report.published);
  return corrects
    ? drawn(
        'ReportCorrected',
        { ...common, reportedAt, reason: 'corrected', changes: correction(d, desk.world, report) },
        target,
      )
    : drawn('ReportRetracted', { ...common, reportedAt: retractedOn(d, desk, report), reason: 'withdrawn' }, target);
}

/** The publisher stands by a report again that it has withdrawn. */
function reinstated(d: Draw, desk: Desk): Drawn | undefined {
  const target = oneOf(d, ofType(desk, 'ReportRetracted'));
  const report = target && reportOf(desk, target);
  if (!report) return undefined;
  const reportedAt = retractedOn(d, desk, { ...report, published: report.published + d.upTo(12) });
  const data = { negotiation: NEGOTIATION, reportId: report.id, reportedAt, reason: 'found to be right' };
  return drawn('ReportReinstated', data, target);
}

/** Voidings of changes, and of voidings, often enough to matter. */
function voided(d: Draw, desk: Desk): Drawn | undefined {
  const changes = changesOf(desk);
  const pool = d.weighted([
    [45, entriesOf(desk)],
    [30, changes],
    [25, changes.filter((line) => line.type === 'EntryVoided')],
  ]);
  const target = oneOf(d, pool.length ? pool : entriesOf(desk));
  return target && drawn('EntryVoided', { ...streamOf(target), entry: ownId(target), reason: 'our slip' }, target);
}

/** Only what leaves the change valid: the patch of an amended change, say, is not a report's. */
function patchOfChange(d: Draw, desk: Desk, target: Line): Fields {
  const report = reportOf(desk, target);
  const reportedAt = report ? retractedOn(d, desk, report) : publishedAfter(d, 0);
  const nested = { changes: plainPatch(d) };
  const [grade, from, whole] = [d.pick(['A', 'D', 'F']), boundary(d, d.upTo(70)), d.chance(50)];
  const amendsReport = desk.reports.has(String(target.data['entry']));
  switch (target.type) {
    case 'ReportRetracted':
    case 'ReportReinstated':
      return { reportedAt };
    case 'ReportCorrected':
      return whole ? { reportedAt } : nested;
    case 'SourceRegraded':
      return whole ? { reliability: grade } : { from };
    case 'NegotiationRevised':
      return whole ? { freshness: { quietAfterDays: 2 } } : { title: 'The talks at the harbour' };
    case 'PartyRevised':
      return { role: d.pick(['principal', 'mediator', 'observer']) };
    case 'SubjectRetitled':
      return { title: 'What it is about' };
    case 'EntryAmended':
      if (amendsReport) return nested;
  }
  return { reason: 'our slip, as found later' };
}

/** The publication of what was retracted stays where it is: nothing is retracted before it was published. */
function unlessRetracted(desk: Desk, { id }: Report, patch: Fields): Fields {
  const turns = [...ofType(desk, 'ReportRetracted'), ...ofType(desk, 'ReportReinstated')];
  return 'reportedAt' in patch && turns.some(({ data }) => data['reportId'] === id)
    ? { summary: 'It was told then.' }
    : patch;
}

function amended(d: Draw, desk: Desk): Drawn | undefined {
  const changes = changesOf(desk);
  const ofChange = d.chance(32) && changes.length > 0;
  const target = oneOf(d, ofChange ? changes : desk.lines.filter(isReport));
  if (!target) return undefined;
  const report = isReport(target) ? reportOf(desk, target) : undefined;
  const changed = report
    ? unlessRetracted(desk, report, amendment(d, desk.world, report))
    : patchOfChange(d, desk, target);
  return drawn(
    'EntryAmended',
    { ...streamOf(target), entry: ownId(target), reason: 'typing slip', changes: changed },
    target,
  );
}

function regraded(d: Draw): Drawn {
  const [publisher, from] = [d.pick(PUBLISHERS), boundary(d, d.upTo(60))];
  const reliability = d.pick(['E', 'A', 'B', 'C', 'D', 'F']);
  return drawn('SourceRegraded', { publisher, reliability, from, reason: 'judged anew' });
}

/** Only a later name of a list is ever read as an earlier one, and each but once: no circles, nothing twice. */
function twoNames(d: Draw, names: readonly string[]): { later: string; earlier: string } | undefined {
  const at = 1 + d.upTo(Math.max(names.length - 2, 0));
  const [later, earlier] = [names[at], names[d.upTo(at - 1)]];
  return later === undefined || earlier === undefined ? undefined : { later, earlier };
}

const SUBJECTS = {
  claim: CLAIMS.filter((claim) => claim !== 'talks'),
  issue: ISSUES,
  proposal: PROPOSALS,
  agreement: AGREEMENTS,
} as const;

const partiesOf = ({ principals, thirds, outsiders }: Cast): string[] => [...principals, ...thirds, ...outsiders];

function merged(d: Draw, desk: Desk): Drawn | undefined {
  const what = d.pick(['proposal', 'agreement', 'party', 'claim', 'issue']);
  const pool = what === 'party' ? partiesOf(desk.world.cast) : SUBJECTS[what as keyof typeof SUBJECTS];
  const names = twoNames(d, pool);
  if (!names) return undefined;
  const isMerged = ofType(desk, 'SubjectMerged').some(
    ({ data }) => data['what'] === what && data['from'] === names.later,
  );
  if (isMerged) return undefined;
  const data = { negotiation: NEGOTIATION, what, from: names.later, into: names.earlier, reason: 'one and the same' };
  return drawn('SubjectMerged', data);
}

const SOURCES = [...new Set([...PUBLISHERS, ...ORIGINS])];

function aliased(d: Draw, desk: Desk): Drawn | undefined {
  const names = twoNames(d, SOURCES);
  if (!names || ofType(desk, 'SourceAliased').some(({ data }) => data['name'] === names.later)) return undefined;
  return drawn('SourceAliased', { name: names.later, of: names.earlier, reason: 'one house' });
}

function partyRevised(d: Draw, { world, lines }: Desk): Drawn {
  const party = d.pick(everybody(world.cast));
  const role = d.pick(['mediator', 'principal', 'observer', 'guarantor', 'supporter']);
  const since = d.chance(65) ? boundary(d, d.upTo(50)) : undefined;
  const added = lines.find((line) => line.type === 'PartyAdded' && line.data['party'] === party);
  return drawn('PartyRevised', { negotiation: NEGOTIATION, party, role, since }, added);
}

/** What is said of the negotiation, and of what it is about; tables only where it had some. */
function retold(d: Draw, { world: { cast } }: Desk): Drawn {
  const tables =
    cast.tables.length > 1 ? { tables: d.chance(50) ? cast.tables.toReversed() : cast.tables.slice(1) } : {};
  const said = d.weighted<Fields>([
    [40, { freshness: { quietAfterDays: 3, staleAfterDays: 40 } }],
    [20, { freshness: { staleAfterDays: 12 } }],
    [40, { title: 'The talks at the quay', ...tables }],
  ]);
  const slug = d.pick(ISSUES);
  return d.chance(30)
    ? drawn('SubjectRetitled', { negotiation: NEGOTIATION, what: 'issue', slug, title: 'In short', reason: 'clearer' })
    : drawn('NegotiationRevised', { negotiation: NEGOTIATION, ...said });
}

/** Some change of the record so far; none where there is nothing to change. */
export const someChange = (d: Draw, desk: Desk): Drawn | undefined =>
  d.weighted([
    [30, byThePublisher],
    [18, voided],
    [20, amended],
    [7, regraded],
    [7, partyRevised],
    [9, reinstated],
    [11, merged],
    [7, aliased],
    [6, retold],
  ])(d, desk);
