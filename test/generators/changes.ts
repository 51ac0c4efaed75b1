/** Changes of the record: retractions, corrections, voidings, amendments, regradings, new roles. */
import { everybody, PUBLISHERS } from './cast.js';
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

/** What can be voided or amended: reports, and changes but for the registry's. */
const entriesOf = ({ lines }: Desk): Line[] =>
  lines.filter((line) => ownId(line) !== undefined && line.type !== 'PartyRevised');

const changesOf = (desk: Desk): Line[] => entriesOf(desk).filter((line) => !isReport(line));

const reportOf = (desk: Desk, { data }: Line): Report | undefined => desk.reports.get(String(data['reportId']));

/** The stream `sources` has no negotiation, nor has what voids or amends its entries. */
const streamOf = ({ data }: Line): Fields => present({ negotiation: data['negotiation'] });

const publishedAfter = (d: Draw, published: Tick): string => publishedOn(d, published + d.upTo(16));

function byThePublisher(d: Draw, desk: Desk): Drawn | undefined {
  const corrects = d.chance(58);
  const target = oneOf(d, desk.lines.filter(isReport));
  const report = target && reportOf(desk, target);
  if (!report) return undefined;
  const common = { negotiation: NEGOTIATION, reportId: report.id, reportedAt: publishedAfter(d, report.published) };
  return corrects
    ? drawn('ReportCorrected', { ...common, reason: 'corrected', changes: correction(d, desk.world, report) }, target)
    : drawn('ReportRetracted', { ...common, reason: 'withdrawn' }, target);
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
  const reportedAt = publishedAfter(d, reportOf(desk, target)?.published ?? 0);
  const nested = { changes: plainPatch(d) };
  const [grade, from, whole] = [d.pick(['A', 'D', 'F']), boundary(d, d.upTo(70)), d.chance(50)];
  const amendsReport = desk.reports.has(String(target.data['entry']));
  if (target.type === 'ReportRetracted') return { reportedAt };
  if (target.type === 'ReportCorrected') return whole ? { reportedAt } : nested;
  if (target.type === 'SourceRegraded') return whole ? { reliability: grade } : { from };
  return target.type === 'EntryAmended' && amendsReport ? nested : { reason: 'our slip, as found later' };
}

function amended(d: Draw, desk: Desk): Drawn | undefined {
  const changes = changesOf(desk);
  const ofChange = d.chance(32) && changes.length > 0;
  const target = oneOf(d, ofChange ? changes : desk.lines.filter(isReport));
  if (!target) return undefined;
  const report = isReport(target) ? reportOf(desk, target) : undefined;
  const changed = report ? amendment(d, desk.world, report) : patchOfChange(d, desk, target);
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

function revised(d: Draw, { world, lines }: Desk): Drawn {
  const party = d.pick(everybody(world.cast));
  const role = d.pick(['mediator', 'principal', 'observer', 'guarantor', 'supporter']);
  const since = d.chance(65) ? boundary(d, d.upTo(50)) : undefined;
  const added = lines.find((line) => line.type === 'PartyAdded' && line.data['party'] === party);
  return drawn('PartyRevised', { negotiation: NEGOTIATION, party, role, since }, added);
}

/** Some change of the record so far; none where there is nothing to change. */
export const someChange = (d: Draw, desk: Desk): Drawn | undefined =>
  d.weighted([
    [36, byThePublisher],
    [22, voided],
    [24, amended],
    [9, regraded],
    [9, revised],
  ])(d, desk);
