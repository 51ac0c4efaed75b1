/** What the page that compares two moments loads. */
import { calls, Refusal } from './api.js';
import { negotiationOf, type Loading } from './loading.js';
import { lensOfSide, withSides, type Side } from './compare-query.js';
import { toldOf } from './naming/told.js';

/** A refusal of one side of a comparison names its parameters as the address has them. */
const ofSide = <T>(side: Side, answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    const errors = error.problem.errors?.map((one) =>
      one.parameter === undefined ? one : { ...one, parameter: `${side}.${one.parameter}` },
    );
    throw new Refusal({ ...error.problem, ...(errors && { errors }) });
  });

export async function loadCompare(loading: Loading) {
  const { get } = loading;
  const query = withSides(loading.query);
  const id = negotiationOf(loading);
  const [from, to] = [lensOfSide(query, 'from'), lensOfSide(query, 'to')];
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
