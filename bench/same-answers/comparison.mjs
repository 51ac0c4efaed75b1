/** What was compared, and what differed: counted in groups, the first differences told in full. */

/** How many differences of a group are told, and how much of each value. */
const TOLD = 5;
const SHOWN = 200;

const shown = (value) => {
  const text = typeof value === 'string' ? value.replaceAll('\n', '\\n') : (JSON.stringify(value) ?? 'nothing');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isInside = (value) => typeof value === 'object' && value !== null;

/** Where two values differ, as JSON pointers; the order of fields counts, since it is what readers see. */
export function differences(old, now, at = '') {
  if (!isInside(old) || !isInside(now) || Array.isArray(old) !== Array.isArray(now))
    return Object.is(old, now) ? [] : [{ at, old, now }];
  const [was, is] = [Object.keys(old), Object.keys(now)];
  const found = [...new Set([...was, ...is])].flatMap((key) =>
    differences(old[key], now[key], `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  const isMoved = was.length === is.length && was.every((key) => is.includes(key)) && was.join() !== is.join();
  return isMoved ? [...found, { at: `${at} (order of fields)`, old: was, now: is }] : found;
}

/** Texts byte for byte; where both are JSON, a difference is told by where in it it is. */
function differencesOfText(at, old, now) {
  if (old === now) return [];
  const [was, is] = [parsed(old), parsed(now)];
  const inside = isInside(was) && isInside(is) ? differences(was, is, at) : [];
  if (inside.length > 0) return inside;
  const begin = Math.max(0, [...old].findIndex((character, i) => character !== now[i]) - 20);
  return [{ at: `${at} (from ${begin})`, old: old.slice(begin), now: now.slice(begin) }];
}

export class Group {
  count = 0;
  found = [];
  #statuses = new Map();

  constructor(name, unit) {
    Object.assign(this, { name, unit });
  }

  /** @param old by field: a text, or any value */
  compare(what, old, now) {
    this.count += 1;
    // An answer ends with a status, a command with an exit code.
    const end = old.status ?? (old.code === undefined ? undefined : `exit ${old.code}`);
    if (end !== undefined) this.#statuses.set(end, (this.#statuses.get(end) ?? 0) + 1);
    // The bytes are what others look at: their text is compared.
    const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((field) => field !== 'bytes');
    const of = fields.flatMap((field) =>
      typeof old[field] === 'string' && typeof now[field] === 'string'
        ? differencesOfText(field, old[field], now[field])
        : differences(old[field], now[field], field),
    );
    if (of.length > 0) this.found.push({ what, of });
  }

  /** The first differences of each sort: what differs in a hundred answers is told once. */
  #worthTelling() {
    const sorts = new Map(this.found.map((one) => [one.of[0].at.replace(/ \(from.*/, ''), one]).toReversed());
    return [...sorts.values()].toReversed().slice(0, TOLD);
  }

  lines() {
    const told = this.#worthTelling().flatMap(({ what, of }) => [
      `  ${shown(what)}`,
      ...of
        .slice(0, 3)
        .flatMap(({ at, old, now }) => [`    ${at}`, `      old: ${shown(old)}`, `      new: ${shown(now)}`]),
    ]);
    const statuses = [...this.#statuses]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([status, count]) => `${count} × ${status}`);
    const of = statuses.length > 0 ? ` (${statuses.join(', ')})` : '';
    return [`${this.name}: ${this.count} ${this.unit}${of}, ${this.found.length} different`, ...told];
  }
}

export class Comparison {
  #groups = [];

  constructor(only) {
    this.only = only;
  }

  /** Does one part of the comparison, and prints what came of it. */
  async group(name, unit, work) {
    if (this.only && !name.includes(this.only)) return;
    const group = new Group(name, unit);
    this.#groups.push(group);
    const begin = performance.now();
    await work(group);
    const [head, ...rest] = group.lines();
    console.log([`${head}; ${((performance.now() - begin) / 1000).toFixed(1)} s`, ...rest].join('\n'));
  }

  /** @returns whether all was the same */
  end() {
    const count = this.#groups.reduce((sum, group) => sum + group.count, 0);
    const bad = this.#groups.filter(({ found }) => found.length > 0);
    const counts = bad.map(({ name, found }) => `${found.length} in “${name}”`).join(', ');
    console.log(bad.length === 0 ? `SAME: ${count} comparisons` : `DIFFERENT: ${counts}; of ${count} comparisons`);
    return bad.length === 0;
  }
}
