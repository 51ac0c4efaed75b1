/** What the page that compares two moments loads. */
import { calls, Refusal } from './api.js';
import { negotiationOf, type Loading } from './loading.js';
import { lensIn } from './page-context.js';
import { toldOf } from './naming/told.js';

/** One side of a comparison: its fields begin with `from.` or `to.`. */
const sideOf = (query: URLSearchParams, side: 'from' | 'to'): URLSearchParams =>
  lensIn(
    new URLSearchParams(
      [...query].flatMap(([name, value]) =>
        name.startsWith(`${side}.`) ? [[name.slice(side.length + 1), value]] : [],
      ),
    ),
  );

/** A refusal of one side of a comparison names its parameters as the address has them. */
const ofSide = <T>(side: 'from' | 'to', answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    const errors = error.problem.errors?.map((one) =>
      one.parameter === undefined ? one : { ...one, parameter: `${side}.${one.parameter}` },
    );
    throw new Refusal({ ...error.problem, ...(errors && { errors }) });
  });

export async function loadCompare(loading: Loading) {
  const { query, get } = loading;
  const id = negotiationOf(loading);
  const [from, to] = [sideOf(query, 'from'), sideOf(query, 'to')];
  const both = new URLSearchParams([
    ...(from.size ? [] : [['from', query.get('from') === 'now' ? 'now' : 'start']]),
    ...[...from].map(([name, value]) => [`from.${name}`, value]),
    ...[...to].map(([name, value]) => [`to.${name}`, value]),
  ]);
  const isStart = both.get('from') === 'start';
  const [about, aboutBefore, changes, before, after] = await Promise.all([
    ofSide('to', calls.description(get, id, to)),
    isStart ? null : ofSide('from', calls.description(get, id, from)),
    calls.changes(get, id, both),
    isStart ? null : ofSide('from', calls.overview(get, id, from)),
    ofSide('to', calls.overview(get, id, to)),
  ]);
  const causes = changes.changes.flatMap((one) => one.causes).filter(({ how }) => how !== 'registered');
  const told = await toldOf(
    get,
    id,
    to,
    causes.map(({ entry }) => entry),
  );
  return { about, aboutBefore, changes, before, after, told };
}
