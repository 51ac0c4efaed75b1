/** Logs as a server records them, in files of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOURCES_STREAM, type JsonObject, type NewEvent } from '../../events/envelope.js';
import { ownIdOf } from '../../events/event-types.js';
import { eventId } from '../../events/identity.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';

export interface Entry {
  readonly stream: string;
  readonly type: string;
  readonly data: JsonObject;
}

export const event = ({ stream, type, data }: Entry): NewEvent => ({
  id: eventId(stream, type, ownIdOf(type, data) ?? ''),
  type,
  data,
  recorder: 'me',
  schemaVersion: 1,
  correlationId: 'c1',
  causationId: 'd1',
});

const opened = (negotiation: string): Entry => ({
  stream: `negotiation-${negotiation}`,
  type: 'NegotiationOpened',
  data: { negotiation, title: 'T' },
});
const denied = (negotiation: string, reportId: string): Entry => ({
  stream: `negotiation-${negotiation}`,
  type: 'DenialReported',
  data: { negotiation, reportId, summary: 'No – “never”.', n: 1.5 },
});
const regraded = (changeId: string): Entry => ({
  stream: SOURCES_STREAM,
  type: 'SourceRegraded',
  data: { changeId, publisher: 'P', reliability: 'E', '٣': null },
});

/** A dozen events: two negotiations and the sources, taking turns. */
export const DOZEN: readonly Entry[] = [
  opened('a'),
  denied('a', 'r1'),
  opened('b'),
  denied('a', 'r2'),
  regraded('c1'),
  denied('b', 'r3'),
  denied('a', 'r4'),
  denied('b', 'r5'),
  denied('a', 'r6'),
  regraded('c2'),
  denied('b', 'r7'),
  denied('a', 'r8'),
];

/** As many as there are, in three negotiations. */
export const many = (count: number): Entry[] => [
  ...['a', 'b', 'c'].map(opened),
  ...Array.from({ length: count - 3 }, (_, i) => denied(['a', 'b', 'c'][i % 3] ?? 'a', `r${i}`)),
];

const folder = mkdtempSync(join(tmpdir(), 'parley-audit-'));
let files = 0;
export const removeFiles = (): void => rmSync(folder, { recursive: true });
export const newFile = (): string => join(folder, `${(files += 1)}.sqlite`);

const BATCH = 500;

/** Records the entries in their order, each a second after the one before it. */
export async function recorded(entries: readonly Entry[], file = newFile()) {
  const store = SqliteEventStore.open(file);
  const timed = entries.map((entry, i) => ({
    stream: entry.stream,
    events: [{ ...event(entry), recordedAt: new Date(Date.UTC(2024, 0, 1) + i * 1000).toISOString() }],
    expected: 'any' as const,
  }));
  for (let i = 0; i < timed.length; i += BATCH) await store.appendTogether(timed.slice(i, i + BATCH));
  return { store, file };
}
