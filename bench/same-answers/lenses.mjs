/** Lenses and parameters, drawn from what the talks hold: always the same ones. */
import { DAYS } from './past.mjs';

const SEED = 20260325;

/** Mulberry32: a row of numbers that is the same on every machine. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Draw {
  #next;

  constructor(seed = SEED) {
    this.#next = numbers(seed);
  }

  below = (end) => Math.floor(this.#next() * end);
  one = (list) => list[this.below(list.length)];
  some = (list, most) => [...new Set(Array.from({ length: 1 + this.below(most) }, () => this.one(list)))];
  happens = (chance) => this.#next() < chance;
}

const values = (list) => [...new Set(list.filter((value) => value !== undefined && value !== null))];

/** What there is to ask for in some talks, by their history and description. */
export function talkOf({ negotiation, parties, issues }, entries) {
  const dates = values(entries.flatMap(({ reportedAt, occurredAt }) => [reportedAt, occurredAt]));
  return {
    negotiation,
    parties: parties.map(({ party }) => party),
    reports: values(entries.filter(({ kind }) => kind !== null).map(({ id }) => id)),
    entries: values(entries.map(({ id }) => id)),
    publishers: values(entries.map(({ source }) => source?.publisher)),
    origins: values(entries.map(({ source }) => source?.origin)),
    dates,
    subjects: ['claim:talks', 'talks', ...issues.map(({ issue }) => `issue:${issue}`)],
    last: entries.length - 1,
  };
}

/** A date as exact, or as rough, as people write them. */
const roughly = (draw, date) =>
  draw.one([
    date,
    date.slice(0, 10),
    date.slice(0, 7),
    date.slice(0, 4),
    `${date.slice(0, 10)}T12:00:00+02:00`,
    `${date.slice(0, 7)}~`,
  ]);

/** A value for each field of the lens. */
const LENS = {
  recordedBy: (draw) => draw.one([...DAYS, '2026-03', '2026-03-10', '2026-03-15T00:00:00Z', '2027', '2025']),
  revision: (draw, { last }) => String(draw.below(last + 3)),
  reportedBy: (draw, { dates }) => roughly(draw, draw.one(dates)),
  happenedBy: (draw, { dates }) => roughly(draw, draw.one(dates)),
  withoutSource: (draw, { publishers }) => draw.some(publishers, 3),
  withoutOrigin: (draw, { origins, publishers }) => draw.some([...origins, publishers[0]], 3),
  withoutParty: (draw, { parties }) => draw.some(parties, 2),
  onlyAttribution: (draw) => draw.one(['on-the-record', 'on-background', 'deep-background', 'unattributed']),
  minReliability: (draw) => draw.one(['A', 'B', 'C', 'D', 'E', 'F']),
  minCredibility: (draw) => draw.one(['1', '2', '3', '4', '5', '6']),
  table: (draw, { parties }) => [draw.one(parties), draw.one(parties)].join(),
};
export const LENS_FIELDS = Object.keys(LENS);

/** The present, then each field by itself, then several together. */
function fieldsOf(draw, i) {
  if (i === 0) return [];
  return i <= LENS_FIELDS.length ? [LENS_FIELDS[i - 1]] : draw.some(LENS_FIELDS, 3);
}

/** @returns fifty lenses, each as its fields with their values */
export function lensesOf(talk, count = 50, seed = SEED) {
  const draw = new Draw(seed);
  return Array.from({ length: count }, (_, i) => fieldsOf(draw, i).map((field) => [field, LENS[field](draw, talk)]));
}

/** A value for each parameter that is none of the lens. */
const OTHERS = {
  negotiation: (_, { negotiation }) => negotiation,
  party: (draw, { parties }) => draw.one(parties),
  report: (draw, { reports }) => draw.one(reports),
  entry: (draw, { entries }) => draw.one(entries),
  publisher: (draw, { publishers }) => draw.one(publishers),
  token: () => '0123456789ab',
  source: (draw, { publishers }) => draw.one(publishers),
  subject: (draw, { subjects }) => draw.one(subjects),
  q: (draw) => draw.one(['strike', 'hostages', 'qatar', 'nothing of it']),
  limit: (draw) => draw.one(['1', '3', '20', '200']),
  cursor: (draw) => draw.one(['x', '10', 'eyJvIjoxfQ']),
  position: (draw) => draw.one(['0', '5', '100', '190']),
  from: (draw, { dates }) => roughly(draw, draw.one(dates)),
  to: (draw, { dates }) => roughly(draw, draw.one(dates)),
  speed: () => '999999999',
  after: (draw, { last }) => String(draw.below(last + 3)),
  contested: (draw) => draw.one(['true', 'false']),
  milestones: (draw) => draw.one(['true', 'false']),
  status: (draw) => draw.one(['true', 'false']),
  dryRun: () => 'true',
  atomic: () => 'true',
};

const enumOf = ({ schema = {} }) => schema.enum ?? schema.anyOf?.find((one) => one.enum)?.enum;

/** @param parameter as the OpenAPI document has it */
export const valueOf = (parameter, draw, talk) => {
  const choice = enumOf(parameter);
  if (choice) return draw.one(choice);
  if (!OTHERS[parameter.name]) throw new Error(`no value is known for the parameter ${parameter.name}`);
  return OTHERS[parameter.name](draw, talk);
};

export const isOfLens = ({ name, in: place }) =>
  place === 'query' && LENS_FIELDS.includes(name.replace(/^(?:from|to)\./, ''));

/** @param pairs names with a value, or with several */
export function queryOf(pairs) {
  const query = new URLSearchParams(
    pairs.flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  ).toString();
  return query === '' ? '' : `?${query}`;
}

export const filled = (path, valueFor) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(valueFor(name)));
