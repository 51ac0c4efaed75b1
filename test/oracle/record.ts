/**
 * The record as the lens's cut leaves it: section 3, "Changing the record without changing the past".
 * What comes later can change what comes before, so the lines are settled from the last to the first.
 */
import { latestInstant } from '../../events/dates.js';
import { schemaOf } from '../../events/event.js';
import { mergePatch } from '../../events/merge-patch.js';
import { isObject, number, object, text, type Json } from './json.js';

/** A line of a story. */
export interface Line {
  readonly type: string;
  readonly data: Json;
}

/** A line that counts, with what our desk made of it since. */
export interface Entry extends Line {
  readonly id: string;
  readonly revision: number;
}

const REPORTED = /Reported$/;

export const isReport = ({ type }: Line): boolean => REPORTED.test(type);

/** `NoCommentReported` → `no-comment`. */
export const kindOf = ({ type }: Line): string =>
  type
    .replace(REPORTED, '')
    .replaceAll(/(?!^)[A-Z]/g, '-$&')
    .toLowerCase();

const typeOf = (kind: string): string =>
  `${kind.replaceAll(/(?:^|-)[a-z]/g, (start) => start.replace('-', '').toUpperCase())}Reported`;

/** The end of a bound of the lens; without one, never. */
export const boundOf = (lens: Json, field: string): number => {
  const date = text(lens, field);
  return date === null ? Infinity : latestInstant(date);
};

/** What names it: a report's own id, a change's own id; nothing names an opening or a party added. */
const ownId = (line: Line, revision: number): string =>
  isReport(line)
    ? (text(line.data, 'reportId') ?? `r${revision}`)
    : (text(line.data, 'changeId') ?? (UNNAMED.has(line.type) ? '' : `c${revision}`));

const UNNAMED = new Set(['NegotiationOpened', 'PartyAdded']);

// The stream `sources` belongs to no negotiation: neither do the voidings and amendments of its entries.
const sameStream = (one: Line, other: Line): boolean =>
  text(one.data, 'negotiation') === text(other.data, 'negotiation');

/** What a report's new kind finds nothing to do with goes, but for what the patch itself says. */
function withoutLeftovers(type: string, data: Json, changes: Json): Json {
  const issues = schemaOf(type)?.safeParse(data).error?.issues ?? [];
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  const isLeft = (field: string) => unknown.includes(field) && !Object.hasOwn(changes, field);
  return Object.fromEntries(Object.entries(data).filter(([field]) => !isLeft(field)));
}

/** The line with the patch merged in; as it was, where that would not be readable. */
export function merged<L extends Line>(line: L, changes: Json): L {
  const whole: Json = isReport(line) ? { ...line.data, kind: kindOf(line) } : line.data;
  const patched = mergePatch(whole, changes);
  if (!isObject(patched)) return line;
  const { kind, ...report } = patched;
  const type = isReport(line) ? typeOf(typeof kind === 'string' ? kind : '') : line.type;
  const data = isReport(line) ? (type === line.type ? report : withoutLeftovers(type, report, changes)) : patched;
  return schemaOf(type)?.safeParse(data).success ? { ...line, type, data } : line;
}

function settled(entry: Entry, later: readonly Entry[]): Entry | null {
  const about = later.filter((change) => text(change.data, 'entry') === entry.id && sameStream(change, entry));
  if (about.some(({ type }) => type === 'EntryVoided')) return null;
  return about
    .filter(({ type }) => type === 'EntryAmended')
    .reduce((sofar, { data }) => merged(sofar, object(data, 'changes')), entry);
}

/** What this desk had recorded by the lens's cut, voidings and amendments done, in recording order. */
export function recordOf(lines: readonly Line[], lens: Json, recordedAt: readonly string[]): Entry[] {
  const last = number(lens, 'revision') ?? Infinity;
  const by = boundOf(lens, 'recordedBy');
  const entries = lines
    .map((line, revision) => ({ ...line, id: ownId(line, revision), revision }))
    .filter(({ revision }) => revision <= last && Date.parse(recordedAt[revision] ?? '') <= by);
  return entries.reduceRight<Entry[]>((later, entry) => {
    const now = settled(entry, later);
    return now ? [now, ...later] : later;
  }, []);
}
