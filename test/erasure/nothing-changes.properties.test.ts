/** An erasure changes no status, no position and no contradiction: over generated histories, under generated lenses. */
import fc from 'fast-check';
import { decide } from '../../decisions/decide.js';
import { PendingState } from '../../decisions/pending-state.js';
import { initialState } from '../../decisions/state.js';
import type { JsonObject } from '../../events/envelope.js';
import { withErased } from '../../events/erasure/erase-texts.js';
import { loggedWithoutSpeakers } from '../../events/erasure/speakers.js';
import { withoutMarks } from '../../events/erasure/marks.js';
import { mapTexts, textPathsOf } from '../../events/erasure/text-paths.js';
import { factOf, readEvent, type Logged } from '../../events/event.js';
import { kindOfType } from '../../events/event-types.js';
import { lensSchema } from '../../projections/record/lens.js';
import type { Log } from '../../projections/report-index/selection.js';
import { changesBetween } from '../../projections/status/field-values.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import { drawing } from '../decisions/given.js';
import { history, type HistoryOptions } from '../generators/history.js';
import { lens } from '../generators/lens.js';
import type { Fields, History } from '../generators/line.js';
import { NOW, says, type Line } from '../projections/given.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 30);
const ERASED = { at: Date.UTC(2026, 10, 30), reason: 'recorded-in-error' } as const;

const NAMES = [undefined, 'Ann', 'Ben', 'Cy'];
const TEXTS = [undefined, 'one', 'two'];

/** Generated reports say little: some names and texts more, few enough to be the same again and again. */
function worded(line: Line, dice: readonly number[], i: number): Line {
  if (!kindOfType(line.type)) return line;
  // Half of the time what is alike is worded alike, so that copies stay copies.
  const at = dice[i % dice.length] ?? 0;
  const die = at % 2 ? at : line.type.length;
  const [name, note, quote] = [NAMES[die % 4], TEXTS[die % 3], TEXTS[(die >> 2) % 3]];
  const speaker = { ...(line.data['speaker'] as JsonObject), ...(name === undefined ? {} : { name }) };
  const texts = { ...(note === undefined ? {} : { note, tags: [note] }), ...(quote === undefined ? {} : { quote }) };
  return { type: line.type, data: { ...line.data, speaker, ...texts } };
}

/** The lines as they are stored, with the marks that they are recorded with. */
function recorded(lines: readonly Line[]): Line[] {
  const known = new PendingState({ stateOf: () => undefined, sourcesState: () => initialState, ids: () => [] });
  const draw = drawing();
  return lines.flatMap((line) => {
    const decision = decide(known, line, NOW, draw);
    if (decision.outcome !== 'new') return [];
    known.enter(decision.draft, NOW);
    return [{ type: decision.draft.type, data: decision.draft.data }];
  });
}

function read(lines: readonly Line[], schemaVersion: number): Log {
  const all = lines.map(({ type, data }, revision): Logged => {
    const recordedAt = new Date(Date.UTC(2024, 0, 1 + revision)).toISOString();
    const place = { stream: 's', revision, position: BigInt(revision + 1), recorder: 'test', recordedAt, id: '' };
    const known = readEvent({ ...place, type, data, schemaVersion, correlationId: '', causationId: '', hash: '' });
    if ('unreadable' in known) throw new Error(`${type}: ${known.unreadable}`);
    return known;
  });
  const isSource = ({ fact }: Logged) => fact.type !== 'Report' && !('negotiation' in fact.data);
  return { negotiation: all.filter((l) => !isSource(l)), sources: all.filter(isSource) };
}

/** Without some of their texts: the dice say which. */
function erased(lines: readonly Line[], dice: readonly number[]): Line[] {
  let next = 0;
  return lines.map(({ type, data }) => {
    const fields: string[] = [];
    mapTexts(data, textPathsOf(type), (value, pointer) => {
      if ((dice[next++ % dice.length] ?? 0) % 3) fields.push(pointer);
      return value;
    });
    return { type, data: withErased(type, data, fields, ERASED) };
  });
}

const under = (log: Log, fields: Fields): LensProjections | null =>
  LensProjections.of(log, lensSchema.parse(fields), NOW);

function answersOf(log: Log, fields: Fields) {
  const [now, then] = [under(log, {}), under(log, fields)];
  return JSON.parse(
    JSON.stringify({
      status: then?.status(),
      positions: then?.positions(),
      contradictions: then?.contradictions(),
      agreements: then?.agreements(),
      claims: then?.claims(),
      offers: then?.offers(),
      terms: then?.terms(),
      fulfilment: then?.fulfilment(),
      changes: now && then && changesBetween(then.fieldValues(), now.fieldValues()),
      counted: then?.counted.reports.map(({ id }) => id),
    }),
  ) as unknown;
}

/** Answers without the names of speakers. */
const withoutNames = (answers: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answers, (field, value: unknown) =>
      field === 'speaker' && typeof value === 'object' && value !== null ? { ...value, name: undefined } : value,
    ),
  );

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

/** The place of the first difference that is no shown text; undefined where there is none. */
function differenceIn(before: unknown, after: unknown, at = ''): string | undefined {
  if (typeof after === 'string' && after.includes('[erased on ')) return undefined;
  if (!isPlain(before) || !isPlain(after))
    return before === after ? undefined : `${at}: ${String(before)} → ${String(after)}`;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of keys) {
    if (key === 'url') continue;
    const found = differenceIn(before[key], after[key], `${at}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const shapes: readonly (readonly [string, HistoryOptions])[] = [
  ['plain', { maxReports: 15 }],
  ['with changes to the record', { maxReports: 15, changes: true }],
  ['with tables and changes', { maxReports: 15, tables: true, changes: true }],
];
const each = Math.ceil(numRuns / shapes.length);

const linesOf = (h: History, dice: readonly number[]): Line[] =>
  ([h.opened, ...h.lines] as unknown as Line[]).map((line, i) => worded(line, dice, i));
const dice = fc.array(fc.nat(1_000), { minLength: 60, maxLength: 60 });

describe.each(shapes)('over histories %s', (_, options) => {
  const drawn = history(options).chain((h) => fc.tuple(fc.constant(h), lens(h), dice, dice));

  test('texts that are erased change what is shown, and nothing else', () => {
    fc.assert(
      fc.property(drawn, ([h, fields, words, chosen]) => {
        const lines = recorded(linesOf(h, words));
        const without = erased(lines, chosen);
        expect(JSON.stringify(without)).not.toBe(JSON.stringify(lines));
        const [before, after] = [answersOf(read(lines, 4), fields), answersOf(read(without, 4), fields)];
        expect(differenceIn(before, after)).toBeUndefined();
      }),
      { numRuns: each },
    );
  });

  test('names of speakers that are left out are left out, and change nothing else', () => {
    const unnamed = ({ negotiation, sources }: Log): Log => ({
      negotiation: negotiation.map(loggedWithoutSpeakers),
      sources,
    });
    fc.assert(
      fc.property(drawn, fc.constantFrom(3, 4), ([h, fields, words], version) => {
        const marked = recorded(linesOf(h, words));
        const lines = version === 4 ? marked : marked.map(({ type, data }) => ({ type, data: withoutMarks(data) }));
        const log = read(lines, version);
        const without = answersOf(unnamed(log), fields);
        expect(JSON.stringify(without)).not.toMatch(/"name":"(?:Ann|Ben|Cy)"/);
        expect(without).toEqual(withoutNames(answersOf(log, fields)));
      }),
      { numRuns: Math.ceil(each / 2) },
    );
  });

  test('marks say what the texts say', () => {
    fc.assert(
      fc.property(drawn, ([h, fields, words]) => {
        const lines = recorded(linesOf(h, words));
        const plain = lines.map(({ type, data }) => ({ type, data: withoutMarks(data) }));
        expect(answersOf(read(lines, 4), fields)).toEqual(answersOf(read(plain, 3), fields));
      }),
      { numRuns: each },
    );
  });
});

test('What tells of an erasure may be longer than the text might be', () => {
  const tagged = { ...says('r', 9, 'union', 'confirmation', { claim: 'talks', tags: ['gaza'] }).data };
  const { type, data } = {
    type: 'ConfirmationReported',
    data: withErased('ConfirmationReported', tagged, undefined, ERASED),
  };
  expect(String((data['tags'] as string[])[0]).length).toBeGreaterThan(60);
  expect(factOf(type, data)).toMatchObject({ type: 'Report' });
});
