/** The flag `--where`: which reports, by the values of their fields. */
import { isDeepStrictEqual } from 'node:util';
import { InvalidArgumentError, Option } from 'commander';
import { nearest } from '../../../decisions/nearest.js';
import { meantField } from '../../../decisions/synonyms.js';
import { reportSchemas, source, speaker, term } from '../../../events/report.js';
import { settingOf, type Setting } from './merge-patch.js';

/** A field, by its path, and the value that it must have. */
export type Clause = Setting & { readonly text: string };

const FIELDS: readonly string[] = [
  ...new Set(['kind', ...Object.values(reportSchemas).flatMap(({ shape }) => Object.keys(shape))]),
];
/** The fields inside a field that is an object, or a list of objects. */
const INNER: Readonly<Record<string, readonly string[]>> = {
  source: Object.keys(source.shape),
  speaker: Object.keys(speaker.shape),
  terms: Object.keys(term.shape),
};

/** The field that was probably meant, where the path names none. */
function meantPath([outer = '', ...inner]: readonly string[]): string | undefined {
  if (!FIELDS.includes(outer)) return meantField(FIELDS, outer);
  const meant = meantField(INNER[outer] ?? [], inner.join('.'));
  return meant && `${outer}.${meant}`;
}

const isField = ([outer = '', ...inner]: readonly string[]): boolean =>
  FIELDS.includes(outer) && (INNER[outer]?.includes(inner.join('.')) ?? inner.length === 0);

function insistOnField(path: readonly string[]): void {
  if (isField(path)) return;
  const meant = meantPath(path);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  throw new InvalidArgumentError(`${path.join('.')} is no field of a report with a value of its own.${hint}`);
}

function clauseOf(text: string): Clause {
  const setting = settingOf(text);
  insistOnField(setting.path);
  return { ...setting, text };
}

export const whereOption = (): Option =>
  new Option(
    '--where <field=value>',
    'in place of an entry: all reports whose field has this value; inner fields by dots (repeatable: all must hold)',
  )
    .argParser((text: string, before: Clause[] | undefined) => [...(before ?? []), clauseOf(text)])
    .conflicts(['changeId', 'ifMatch']);

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

/** The values at a path. A list stands for each of its items. */
export function valuesAt(report: unknown, path: readonly string[]): unknown[] {
  return path.reduce<unknown[]>((values, key) => values.flatMap((value) => inside(value, key) ?? []), [report]);
}

/** A number that is written as text is compared as text too: `track=1.5`. */
const isValue = (found: unknown, { value, text }: Clause): boolean =>
  isDeepStrictEqual(found, value) || (typeof found === 'string' && found === text.slice(text.indexOf('=') + 1));

/** Whether the field has the value; a list, whether it holds it. */
export const holds = (report: unknown, clause: Clause): boolean =>
  valuesAt(report, clause.path).some((found) => isValue(found, clause));

/** Why nothing matches: each clause that no report fulfils, with the nearest value that there is. */
export function unfulfilled(reports: readonly unknown[], clauses: readonly Clause[]): string[] {
  return clauses
    .filter((clause) => !reports.some((report) => holds(report, clause)))
    .map(({ path, text }) => {
      const there = new Set(reports.flatMap((report) => valuesAt(report, path)).map(String));
      const meant = nearest(there, text.slice(text.indexOf('=') + 1));
      return `  no report has ${text}${meant === undefined ? '' : `; did you mean ${path.join('.')}=${meant}?`}`;
    });
}
