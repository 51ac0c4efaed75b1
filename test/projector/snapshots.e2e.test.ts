/** Starting from a snapshot, which is never better than the log: what does not fit it is thrown away. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import type { NewEvent } from '../../events/envelope.js';
import { eventId } from '../../events/identity.js';
import { negotiationId } from '../../events/ids.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import type { DeskRow } from '../../answers/desk.js';
import { deskRowOf } from '../../src/queries/status-answers.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import type { PresentSnapshot } from '../../src/projector/snapshot.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { draftsOf } from '../faults/story-drafts.js';
import { storyText } from '../app/started-app.js';

Logger.overrideLogger(false);

const TALKS = negotiationId.parse('gaza-hostages-2023');
const STREAM = `negotiation-${TALKS}`;
const NOW = Date.UTC(2025, 0);

const damagedSoon = (event: NewEvent): NewEvent => ({ ...event, type: 'SomethingElse' });

interface Started {
  readonly image: MemoryImage;
  readonly loader: StreamLoader;
  readonly snapshots: Snapshots;
  readonly stop: () => Promise<void>;
  /** How many events it read when it began. */
  readonly read: number;
}

describe('A snapshot', () => {
  let folder: string;
  let store: SqliteEventStore;
  const file = () => join(folder, 'deep', 'parley.snapshot');
  const events = draftsOf(storyText('gaza-hostages-2023'));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-snapshots-'));
    store = SqliteEventStore.open(join(folder, 'log.sqlite'));
    await store.append(STREAM, [...events.slice(0, 30), damagedSoon(events[30] as NewEvent)], 'none');
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  async function started(of = store, every = 10): Promise<Started> {
    const image = new MemoryImage();
    const loader = new StreamLoader(of, image);
    const snapshots = new Snapshots(of, image, loader, { file: file(), every });
    const projector = new Projector(of, image, snapshots);
    projector.onApplicationBootstrap();
    await image.waitForPosition(await of.head());
    const stop = async () => {
      projector.onApplicationShutdown();
      await snapshots.onApplicationShutdown();
    };
    return { image, loader, snapshots, stop, read: image.applied };
  }

  /** Starts and stops, which leaves a snapshot. */
  const once = async () => (await started()).stop();

  async function folded(): Promise<MemoryImage> {
    const fresh = new MemoryImage();
    for (const event of await store.readAll()) fresh.apply(event);
    return fresh;
  }

  /** What is written by itself, while the process goes on, in place of what was there. */
  async function writtenAfter(before: string): Promise<string> {
    for (;;) {
      const now = existsSync(file()) ? readFileSync(file(), 'utf8') : '';
      if (now !== before) return now;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  const statusIn = (image: MemoryImage): unknown => {
    return LensProjections.of(image.negotiation(TALKS).log, {}, NOW)?.status();
  };

  async function expectAsFolded({ image, loader }: Started): Promise<void> {
    await loader.load(TALKS);
    const fresh = await folded();
    expect([image.position, image.ids(), image.revisionOfStream(STREAM)]).toEqual([
      fresh.position,
      fresh.ids(),
      fresh.revisionOfStream(STREAM),
    ]);
    expect(statusIn(image)).toEqual(statusIn(fresh));
    expect(statusIn(image)).toBeDefined();
    expect(image.unreadable.answer()).toEqual(fresh.unreadable.answer());
    expect(image.unreadableOf(TALKS)).toEqual([{ reason: 'unknown-type', events: 1 }]);
    expect(image.versionOf(TALKS)).toBe(fresh.versionOf(TALKS));
  }

  test('spares the next start all that came before it, and changes nothing of what is answered', async () => {
    await once();
    await store.append(STREAM, events.slice(31, 34), 'any');
    const next = await started();
    expect(next.read).toBe(3);
    expect(next.image.isLoaded(STREAM)).toBe(false);
    await expectAsFolded(next);
    await next.stop();
  });

  test('is whole at any time: nothing is left beside it, and only its owner may read it', async () => {
    await once();
    expect(readdirSync(join(folder, 'deep'))).toEqual(['parley.snapshot']);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  test('is written again as the log grows', async () => {
    const first = await started();
    const before = await writtenAfter('');
    for (const event of events.slice(31, 45)) await store.append(STREAM, [event], 'any');
    await first.image.waitForPosition(await store.head());
    await writtenAfter(before);
    await first.stop();
    const next = await started();
    expect(next.read).toBe(0);
    await expectAsFolded(next);
    await next.stop();
  });

  test('loads what was recorded while it was being loaded, once', async () => {
    await once();
    const next = await started();
    const coming = [next.loader.load(TALKS), next.loader.load(TALKS)];
    await store.append(STREAM, events.slice(31, 36), 'any');
    await Promise.all(coming);
    await next.image.waitForPosition(await store.head());
    await expectAsFolded(next);
    await next.stop();
  });

  test('answers nothing from a stream that has not been loaded', async () => {
    await once();
    const next = await started();
    expect(() => next.image.negotiation(TALKS).log).toThrow('must be loaded');
    expect(() => next.image.negotiation(TALKS).state).toThrow('must be loaded');
    await next.stop();
  });

  test('does not hide that something has happened to what was stored', async () => {
    await once();
    const db = new Database(join(folder, 'log.sqlite'));
    db.exec('DROP TRIGGER events_are_not_changed');
    db.exec(`UPDATE events SET data = replace(data, '"', ' "') WHERE revision = 7`);
    db.close();
    const next = await started();
    const version = next.image.versionOf(TALKS);
    await next.loader.load(TALKS);
    // What had been worked out of it does not hold any more.
    expect(next.image.versionOf(TALKS)).not.toBe(version);
    const expected = [
      { reason: 'damaged', events: 1 },
      { reason: 'unknown-type', events: 1 },
    ];
    expect(next.image.unreadableOf(TALKS)).toEqual(expected);
    expect(next.image.unreadable.answer()).toEqual(expected);
    expect(statusIn(next.image)).toEqual(statusIn(await folded()));
    await next.stop();
  });

  test('does not hide that something has happened to what was stored of sources', async () => {
    const grade = (publisher: string): NewEvent => ({
      ...(events[0] as NewEvent),
      id: eventId('sources', 'SourceRegraded', publisher),
      type: 'SourceRegraded',
      data: { changeId: publisher, publisher, reliability: 'A', from: '2023', reason: 'It is known to us.' },
    });
    await store.append('sources', [grade('P'), grade('Q')], 'none');
    await once();
    const db = new Database(join(folder, 'log.sqlite'));
    db.exec('DROP TRIGGER events_are_not_changed');
    db.exec(
      `UPDATE events SET data = replace(data, '"A"', '"F"') WHERE stream = (SELECT number FROM streams WHERE name = 'sources') AND revision = 0`,
    );
    db.close();
    const next = await started();
    await next.loader.load(TALKS);
    expect(next.image.unreadable.answer()).toEqual((await folded()).unreadable.answer());
    expect(next.image.unreadable.count('damaged')).toBe(1);
    expect(next.image.negotiation(TALKS).log.sources.map(({ id }) => id)).toEqual(['Q']);
    await next.stop();
  });

  test('does not answer from what is left where the log has lost what it has seen', async () => {
    await store.append('negotiation-other', [{ ...(events[0] as NewEvent), correlationId: 'o' }], 'none');
    await once();
    const db = new Database(join(folder, 'log.sqlite'));
    db.exec('DROP TRIGGER events_are_not_removed');
    db.exec(
      `DELETE FROM events WHERE stream = (SELECT number FROM streams WHERE name = '${STREAM}') AND revision > 20`,
    );
    db.close();
    const next = await started();
    await expect(next.loader.load(TALKS)).rejects.toMatchObject({ code: 'damaged' });
    expect(() => next.image.negotiation(TALKS).log).toThrow('must be loaded');
    await next.stop();
  });

  /** Leaves a snapshot with the row of the desk, or with what stands in its place. */
  async function withRow(change: (row: DeskRow) => object): Promise<PresentSnapshot> {
    const first = await started();
    const projections = LensProjections.of(first.image.negotiation(TALKS).log, {}, NOW, new ReportIndexCache());
    const row = change(deskRowOf(projections as LensProjections)) as DeskRow;
    const present = { version: first.image.versionOf(TALKS), turnsAt: null, row };
    first.image.keepPresent(TALKS, present);
    await first.stop();
    return present;
  }

  test('keeps the row of the desk, until something is recorded of the negotiation', async () => {
    const present = await withRow((row) => row);
    const next = await started();
    expect([next.read, next.image.presentOf(TALKS)]).toEqual([0, present]);
    await store.append(STREAM, events.slice(31, 32), 'any');
    await next.image.waitForPosition(await store.head());
    expect(next.image.versionOf(TALKS)).not.toBe(present.version);
    await next.stop();
  });

  test.each([
    ['lacks a field', (row: DeskRow) => ({ ...row, title: undefined })],
    ['has a field under another name', ({ phase, ...row }: DeskRow) => ({ ...row, stage: phase })],
    ['has a value that is none', (row: DeskRow) => ({ ...row, freshness: { ...row.freshness, value: 'old' } })],
  ])('with a row of the desk that %s is thrown away, and all is read', async (_, change) => {
    await withRow(change);
    const next = await started(store, 1_000);
    expect([next.read, next.image.presentOf(TALKS)]).toEqual([31, undefined]);
    await next.stop();
  });

  const ruined: readonly (readonly [string, (text: string) => string])[] = [
    ['empty', () => ''],
    ['cut off', (text) => text.slice(0, -20)],
    ['longer than it was', (text) => `${text}x`],
    ['of an older form', (text) => text.replace('"form":3', '"form":1')],
    ['of another version of the program', (text) => text.replace(/"program":"[^"]+"/, '"program":"0.0.0"')],
    ['altered', (text) => text.replace('"revision":30', '"revision":29')],
    ['no JSON', () => 'not a snapshot\nat all\n'],
  ];
  test.each(ruined)('that is %s is thrown away, and all is read', async (_, ruin) => {
    await once();
    const text = readFileSync(file(), 'utf8');
    expect(ruin(text)).not.toBe(text);
    writeFileSync(file(), ruin(text));
    const next = await started(store, 1_000);
    expect(next.read).toBe(31);
    expect(readdirSync(join(folder, 'deep'))).toEqual([]);
    await expectAsFolded(next);
    await next.stop();
  });

  test('that has any one byte flipped is never taken for good', async () => {
    await once();
    const good = readFileSync(file());
    for (let at = 0; at < good.length; at += Math.ceil(good.length / 60)) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 0x01;
      writeFileSync(file(), bad);
      const next = await started(store, 1_000);
      expect([at, next.read]).toEqual([at, 31]);
      await next.stop();
    }
  });

  test('of a log that has been put back to an earlier state, or of another one, is thrown away', async () => {
    await store.append(STREAM, events.slice(31, 34), 'any');
    await once();
    const other = SqliteEventStore.open(':memory:');
    await other.append(STREAM, events.slice(0, 32), 'none');
    const shorter = await started(other, 1_000);
    expect(shorter.read).toBe(32);
    await shorter.stop();
    await once();
    await other.append(STREAM, events.slice(32, 40), 'any');
    const longer = await started(other, 1_000);
    expect(longer.read).toBe(40);
    await longer.stop();
    await other.close();
  });

  test('that cannot be written is done without', async () => {
    writeFileSync(join(folder, 'deep'), 'a file where the folder should be');
    const next = await started();
    await next.stop();
    expect((await started()).read).toBe(31);
  });
});
