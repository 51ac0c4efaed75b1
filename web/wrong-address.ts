/** What is wrong in the address of a page: the page is shown without it, or with what was understood, and says so. */
import type { ProblemShown } from './api.js';
import { typedDate } from './forms/typed-date.js';

/** A parameter that was not taken as it is given. */
export interface WrongParameter {
  readonly parameter: string;
  readonly given: string;
  /** What is said of it. */
  readonly says: string;
  /** Whether it was understood, and is taken as `says` has it; else the page is shown without it. */
  readonly isUnderstood: boolean;
}

const DATES = ['reportedBy', 'happenedBy', 'recordedBy'];
const isDate = (name: string): boolean =>
  DATES.some((date) => name === date || name.endsWith(`.${date}`)) || name === 'at';

/** The parameters of the address from which one of the interface was made. */
function namesIn(query: URLSearchParams, parameter: string): string[] {
  if (query.has(parameter)) return [parameter];
  if (DATES.includes(parameter) && query.has('at')) return ['at'];
  // A comparison takes what has no side for both.
  const plain = parameter.replace(/^(?:from|to)\./, '');
  if (plain !== parameter) return query.has(plain) ? [plain] : [];
  return ['from', 'to'].map((side) => `${side}.${parameter}`).filter((name) => query.has(name));
}

/** In words, without the form in which the interface takes it. */
const sentence = (detail: string, nearest: string | undefined): string => {
  const [plain = ''] = detail.split(/: a year \(2023\)/);
  return `${plain}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
};

/**
 * Reads an address again after the interface has refused it. Null where the refusal is not about the address.
 * @param known what was found wrong before: what was understood and is refused all the same is left out
 */
export async function readAgain(
  { errors = [] }: ProblemShown,
  query: URLSearchParams,
  known: readonly WrongParameter[],
  reader: { readonly now: Date; readonly tz: string },
): Promise<{ readonly query: URLSearchParams; readonly wrong: readonly WrongParameter[] } | null> {
  const next = new URLSearchParams(query);
  const wrong: WrongParameter[] = [];
  for (const { parameter = '', detail, nearest } of errors) {
    for (const name of namesIn(next, parameter)) {
      const before = known.find((one) => one.parameter === name);
      const given = before?.given ?? next.getAll(name).join(', ');
      const read = isDate(name) && !before ? await typedDate(given, reader.now, reader.tz) : undefined;
      if (read && 'edtf' in read && read.edtf !== given) {
        next.set(name, read.edtf);
        wrong.push({ parameter: name, given, says: `was read as ${read.says}`, isUnderstood: true });
      } else {
        next.delete(name);
        const says = read && 'problem' in read ? read.problem : sentence(detail, nearest);
        wrong.push({ parameter: name, given, says, isUnderstood: false });
      }
    }
  }
  return wrong.length === 0 ? null : { query: next, wrong };
}
