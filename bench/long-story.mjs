/**
 * A negotiation of any length in the proportions of a real one: the story of the hostage talks told again and again,
 * each time two months later, with slugs of its own for its offers, agreements and claims, and its offers taken back at
 * its end. One report in a hundred is published late.
 */
import { readFileSync } from 'node:fs';
import { latestInstant } from '../dist/events/dates.js';
import { readEvent } from '../dist/events/event.js';
import { LensProjections } from '../dist/projections/status/lens-projections.js';

const STORY = new URL('../stories/gaza-hostages-2023.ndjson', import.meta.url);
const DAY = 86_400_000;

/** mulberry32: the same histories on every run. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function logged({ type, data }, revision) {
  const named = type.endsWith('Reported') || type === 'NegotiationOpened' || type === 'PartyAdded';
  const read = readEvent({
    stream: 'negotiation-long',
    revision,
    position: BigInt(revision + 1),
    id: `event-${revision}`,
    type,
    data: named ? data : { changeId: `change-${revision}`, ...data },
    recordedAt: new Date(Date.UTC(2023, 9, 1) + revision * 1000).toISOString(),
    recorder: 'bench',
    schemaVersion: 1,
    correlationId: '',
    causationId: '',
    hash: '',
  });
  if ('unreadable' in read) throw new Error(`${type} ${JSON.stringify(data)}: ${read.unreadable}`);
  return read;
}

const lines = readFileSync(STORY, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line));
const isReport = ({ type }) => type.endsWith('Reported');
const registry = lines.filter(({ type }) => type === 'NegotiationOpened' || type === 'PartyAdded');
const told = lines.filter((line) => !registry.includes(line));
const times = told.flatMap(({ data }) => (data.reportedAt === undefined ? [] : [latestInstant(data.reportedAt)]));
const BEGIN = Math.min(...times);
const LENGTH = Math.ceil((Math.max(...times) - BEGIN) / DAY) + 1;

const shifted = (date, cycle) => {
  const at = new Date(latestInstant(date) + cycle * LENGTH * DAY).toISOString();
  return date.length === 10 ? at.slice(0, 10) : at.replace('.000Z', 'Z').replace('.999Z', 'Z');
};

/**
 * Every offer is taken back by whoever made it, in reports that no lens of the bench leaves out. So what is open stays
 * bounded under each of them, where what had closed an offer is left out as well.
 */
const closings = (() => {
  const log = { negotiation: lines.map(logged), sources: [] };
  const { proposals, demands } = LensProjections.of(log, {}, Math.max(...times) + DAY).offers();
  const of = (party, subject, i) => ({
    type: 'WithdrawalReported',
    data: {
      negotiation: told[0].data.negotiation,
      reportId: `closing-${i}`,
      party,
      speaker: { capacity: 'official' },
      ...subject,
      summary: 'It is off the table.',
      attribution: 'on-the-record',
      source: { publisher: 'The record' },
      credibility: 1,
      reportedAt: new Date(Math.max(...times)).toISOString(),
    },
  });
  return [
    ...proposals.flatMap(({ proposers, proposal }) => proposers.map((party) => [party, { proposal }])),
    ...demands.flatMap(({ proposers, report }) => proposers.map((party) => [party, { report }])),
  ].map(([party, subject], i) => of(party, subject, i));
})();

const OWN = ['reportId', 'report', 'corroborates', 'proposal', 'agreement', 'of', 'extends', 'counters', 'entry'];
const DATES = ['reportedAt', 'occurredAt', 'until', 'deadline'];

function told_again({ type, data }, cycle) {
  const again = { ...data };
  for (const field of OWN) if (again[field] !== undefined) again[field] = `${again[field]}-${cycle}`;
  if (again.claim !== undefined && again.claim !== 'talks') again.claim = `${again.claim}-${cycle}`;
  for (const field of DATES) if (again[field] !== undefined) again[field] = shifted(again[field], cycle);
  if (again.changes) {
    again.changes = { ...again.changes };
    for (const field of DATES)
      if (typeof again.changes[field] === 'string') again.changes[field] = shifted(again.changes[field], cycle);
  }
  return { type, data: again };
}

/** Publishes a report later than it was, and says when what it tells happened. */
function late({ type, data }, published) {
  const reportedAt = new Date(published).toISOString();
  return { type, data: { ...data, occurredAt: data.occurredAt ?? data.reportedAt, reportedAt } };
}

/**
 * @param reports how many
 * @param lateness `days`: up to thirty; `any`: anything up to the end of the story
 * @returns the log in the order of publication, the lines of it as a story file has them, and the time it spans
 */
export function longStory(reports, lateness, seed = 1) {
  const { lines: written, end } = longLines(reports, lateness, seed);
  return { log: { negotiation: written.map(logged), sources: [] }, lines: written, begin: BEGIN, end };
}

/** The same, as the lines of a story file alone. */
export function longLines(reports, lateness, seed = 1) {
  const chance = random(seed);
  const cycle = [...told, ...closings];
  const each = cycle.filter(isReport).length;
  const cycles = Math.ceil(reports / each);
  const end = BEGIN + cycles * LENGTH * DAY;
  const all = [];
  let count = 0;
  for (let i = 0; i < cycles; i += 1)
    for (const line of cycle) {
      if (isReport(line) && count === reports) continue;
      const again = told_again(line, i);
      if (isReport(line)) count += 1;
      if (!isReport(line) || chance() >= 0.01) all.push(again);
      else {
        const published = latestInstant(again.data.reportedAt);
        const most = lateness === 'days' ? published + 30 * DAY : end;
        all.push(late(again, published + chance() * (most - published)));
      }
    }
  const dateOf = ({ data }) => latestInstant(data.reportedAt ?? new Date(BEGIN).toISOString());
  // A change of the record follows what it names, and our own desk's changes come as they came.
  const at = new Map();
  let last = BEGIN;
  for (const line of all) {
    const own = isReport(line) ? dateOf(line) : Math.max(last, at.get(line.data.reportId ?? line.data.entry) ?? 0);
    at.set(line.data.reportId ?? line, own);
    at.set(line, own);
    if (!isReport(line) || dateOf(line) < last + 2 * DAY) last = own;
  }
  const inOrder = all.map((line, i) => ({ line, i, at: at.get(line) })).toSorted((a, b) => a.at - b.at || a.i - b.i);
  const written = [...registry, ...inOrder.map(({ line }) => line)];
  return { lines: written, end };
}
