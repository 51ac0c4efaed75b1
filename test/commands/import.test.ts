import { createReadStream, readFileSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { verifyStreams } from '../../src/audit/verification.js';
import type { EventProposal } from '../../decisions/decide.js';
import type { Chunks } from '../../src/json/text-lines.js';
import type { AppendOutcome, TogetherOutcome } from '../../src/store/append-outcome.js';
import type { EventStore } from '../../src/store/event-store.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { change, opened, says } from '../projections/given.js';
import { STORY_NAMES } from '../projections/story.js';
import { confirms, denies } from '../decisions/given.js';
import { ndjson, problemOf, Shell } from './shell.js';

Logger.overrideLogger(false);

const story = (name: string): URL => new URL(`../../stories/${name}.ndjson`, import.meta.url);
const text = (...lines: readonly (EventProposal | string)[]): string[] =>
  lines.map((line) => (typeof line === 'string' ? `${line}\n` : ndjson([line])));

describe('An import', () => {
  let shell: Shell;
  beforeEach(() => {
    shell = new Shell();
  });
  afterEach(() => shell.stop());

  test.each(STORY_NAMES)('records %s whole, and once', async (name) => {
    const lines = readFileSync(story(name), 'utf8').trim().split('\n').length;
    const first = await shell.import(createReadStream(story(name)));
    expect(first).toMatchObject({ recorded: lines, duplicates: 0, refused: [], negotiations: [name] });
    expect(await shell.import(createReadStream(story(name)))).toMatchObject({
      recorded: 0,
      duplicates: lines,
      refused: [],
    });
    expect(await shell.store.head()).toBe(BigInt(lines));
    expect((await verifyStreams(shell.store.evidence, [`negotiation-${name}`])).firstBad).toBeNull();
    expect(shell.image.position).toBe(BigInt(lines));
  });

  test('decides each line by those before it: opened, added, reported, voided in one file', async () => {
    const added = { type: 'PartyAdded', data: { negotiation: 'n', party: 'gm', name: 'GM', role: 'principal' } };
    const said = says('r2', 9, 'gm', 'refusal');
    const voided = change('EntryVoided', 'c1', { entry: 'r2' });
    const regraded = change('SourceRegraded', 'g1', { publisher: 'Paper', reliability: 'B', from: '2023' });
    const undone = { type: 'EntryVoided', data: { entry: 'g1', reason: 'slip' } };
    const lines = [said, opened(), said, added, said, voided, undone, regraded, undone, said];
    const { recorded, duplicates, refused } = await shell.import([ndjson(lines)]);
    expect({ recorded, duplicates }).toEqual({ recorded: 6, duplicates: 1 });
    expect(refused.map(({ line, problem }) => [line, problem.code])).toEqual([
      [1, 'unknown-negotiation'],
      [3, 'unknown-party'],
      [7, 'unknown-entry'],
    ]);
    expect(shell.image.sourcesState().revision).toBe(1);
  });

  test('names each bad line by its number and keeps the good ones', async () => {
    const { refused, recorded } = await shell.import(
      text(
        opened(),
        '',
        '{"type":"DenialReported"',
        '{"type":"DenialReported","type":"DenialReported","data":{}}',
        '{"type":"DenailReported","data":{}}',
        '   ',
        { ...confirms('r1'), data: { ...(confirms('r1').data as object), party: 'unoin' } },
        '{"type":"DenialReported","data":{},"recordedAt":"2023-01-01"}',
        '[]',
        '{"type":"DenialReported","data":{"__proto__":{"party":"ford"}}}',
        confirms('r1'),
      ),
    );
    expect(recorded).toBe(2);
    expect(refused.map(({ line, problem }) => [line, problem.code, problem.errors?.map((e) => e.pointer)])).toEqual([
      [3, 'invalid-json', undefined],
      [4, 'invalid-json', ['/type']],
      [5, 'invalid-request', ['/type']],
      [7, 'unknown-party', ['/data/party']],
      [8, 'invalid-request', ['/recordedAt']],
      [9, 'invalid-request', ['']],
      [10, 'invalid-json', ['/data/__proto__']],
    ]);
    expect(refused.find(({ line }) => line === 7)?.problem.detail).toBe(
      '/data/party unoin is not in the registry of parties; did you mean union?',
    );
  });

  test('takes a byte order mark and carriage returns, and refuses a line that is not UTF-8 or too long', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`\uFEFF${ndjson([opened()]).replace('\n', '\r\n')}`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(`"${'x'.repeat(1040 * 1024)}"\n`),
      Buffer.from(ndjson([confirms('r1')]).trimEnd()),
    ]);
    const { recorded, refused } = await shell.import([bytes.subarray(0, 9), bytes.subarray(9)]);
    expect(recorded).toBe(2);
    expect(refused.map(({ line, problem }) => [line, problem.code])).toEqual([
      [2, 'invalid-json'],
      [3, 'payload-too-large'],
    ]);
  });

  test('reads characters that are cut in two, as bytes and as text', async () => {
    const line = ndjson([opened({ title: 'שיחות 🕊 قطر' })]);
    await shell.import([...Buffer.from(line)].map((byte) => Uint8Array.of(byte)));
    expect(shell.image.negotiation('n' as never).state.registry?.title).toBe('שיחות 🕊 قطر');
    const units = Array.from({ length: line.length }, (_, i) => line.charAt(i));
    expect(await shell.import(units)).toMatchObject({ duplicates: 1, refused: [] });
  });

  test('with atomic stores all or nothing', async () => {
    const bad = says('r3', 9, 'nobody', 'refusal');
    const spoilt = await shell.import([ndjson([opened(), confirms('r1'), bad])], { atomic: true });
    expect(spoilt).toMatchObject({ recorded: 0, refused: [{ line: 3 }] });
    expect(await shell.store.head()).toBe(0n);
    expect(await shell.import([ndjson([opened(), confirms('r1')])], { atomic: true })).toMatchObject({ recorded: 2 });
    expect(await shell.store.head()).toBe(2n);
  });

  test('with dryRun says how the status of each negotiation would change, as recording it then does', async () => {
    await shell.import(text(opened(), confirms('r1')));
    const lines = text(denies('r2'), change('EntryVoided', 'v1', { entry: 'r1' }), confirms('r3'));
    const { changes = [] } = await shell.import(lines, { dryRun: true });
    expect(changes.map(({ negotiation }) => negotiation)).toEqual(['n']);
    expect(changes[0]?.changes).toContainEqual(expect.objectContaining({ field: 'contested' }));
    expect(await shell.stored()).toHaveLength(2);
    // A line that changes nothing: the report is recorded already.
    expect(await shell.import(text(confirms('r1')), { dryRun: true })).toMatchObject({ duplicates: 1, changes: [] });
    const refused = text(denies('r2'), says('r9', 9, 'nobody', 'refusal'));
    expect(await shell.import(refused, { dryRun: true, atomic: true })).toMatchObject({ recorded: 0, changes: [] });
  });

  test('with dryRun stores nothing and says what would be recorded', async () => {
    const lines = ndjson([opened(), confirms('r1', { claim: 'talk' }), says('r3', 9, 'nobody', 'refusal')]);
    const told = await shell.import([lines], { dryRun: true });
    expect(await shell.store.head()).toBe(0n);
    const { dryRun, changes, ...rehearsed } = told;
    expect(dryRun).toBe(true);
    expect(changes?.map(({ negotiation }) => negotiation)).toEqual(['n']);
    expect(await shell.import([lines])).toEqual(rehearsed);
    expect(await shell.import([lines], { dryRun: true })).toMatchObject({ recorded: 0, duplicates: 2 });
    expect(await shell.import([lines], { dryRun: true, atomic: true })).toMatchObject({ recorded: 0 });
  });

  test('warns by line', async () => {
    const { warnings } = await shell.import([
      ndjson([opened(), confirms('r1', { claim: 'talk', corroborates: 'r9' })]),
    ]);
    expect(warnings).toMatchObject([
      { line: 2, code: 'nearly-known', pointer: '/data/claim', nearest: 'talks' },
      { line: 2, code: 'not-recorded', pointer: '/data/corroborates' },
    ]);
  });

  test('lists a thousand refusals and counts the rest', async () => {
    const { refused, omitted } = await shell.import(['{}\n'.repeat(1200)]);
    expect(refused).toHaveLength(1000);
    expect(omitted).toEqual({ voided: 0, refused: 200, warnings: 0 });
  });

  test('of more lines than fit in memory is refused where all of them are needed', async () => {
    const lines = (): Chunks => Array.from({ length: 101 }, () => '{}\n'.repeat(1000));
    expect(await problemOf(shell.import(lines(), { atomic: true }))).toMatchObject({
      code: 'payload-too-large',
      status: 413,
    });
    expect(await shell.import(lines())).toMatchObject({ omitted: { refused: 100_000 } });
  });

  test('lets others have their turn, however long it takes', async () => {
    await shell.import([ndjson([opened(), ...Array.from({ length: 2000 }, (_, i) => confirms(`r${i}`))])]);
    let turns = 0;
    const other = setInterval(() => (turns += 1));
    const bad = change('EntryVoided', 'c1', { entry: 'r9x9x' });
    expect(await shell.import([ndjson(Array.from({ length: 2000 }, () => bad))])).toMatchObject({ recorded: 0 });
    clearInterval(other);
    expect(turns).toBeGreaterThan(5);
  });

  test('of nothing records nothing', async () => {
    expect(await shell.import([])).toEqual({
      recorded: 0,
      duplicates: 0,
      voided: [],
      refused: [],
      warnings: [],
      negotiations: [],
    });
  });

  test('goes on in batches, each known to the next', async () => {
    const reports = Array.from({ length: 1300 }, (_, i) => confirms(`r${i}`));
    const last = change('ReportRetracted', 'c1', { reportId: 'r3', reportedAt: '2023-10-20' });
    expect(await shell.import([ndjson([opened(), ...reports, last, confirms('r7')])])).toMatchObject({
      recorded: 1302,
      duplicates: 1,
      refused: [],
    });
  });
});

/** A store to which somebody else appends just before we do. */
const overtaken = (store: EventStore, by: () => Promise<unknown>): EventStore => {
  let done = false;
  const first = async () => {
    if (done) return;
    done = true;
    await by();
  };
  return new Proxy(store, {
    get(target, name) {
      if (name === 'appendTogether')
        return async (...args: Parameters<EventStore['appendTogether']>): Promise<TogetherOutcome> => {
          await first();
          return target.appendTogether(...args);
        };
      if (name === 'append')
        return async (...args: Parameters<EventStore['append']>): Promise<AppendOutcome> => {
          await first();
          return target.append(...args);
        };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: never[]) => unknown).bind(target) : value;
    },
  });
};

test('An import that is overtaken by another writer keeps what is still good', async () => {
  const store = SqliteEventStore.open(':memory:');
  const other = new Shell(store);
  const others = [opened(), confirms('r1'), denies('r2', { summary: 'Not so.' })];
  const shell = new Shell(overtaken(store, () => other.import([ndjson(others)])));
  const lines = [opened(), confirms('r1'), denies('r2'), denies('r3')];
  expect(await shell.import([ndjson(lines)])).toMatchObject({
    recorded: 1,
    duplicates: 2,
    refused: [{ line: 3, problem: { code: 'id-taken' } }],
  });
  await other.stop();
});
