/** A shipped story as the core reads it: every line through its schema, recorded in the order of the file. */
import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../events/envelope.js';
import { readEvent, type Logged } from '../../events/event.js';
import type { Log } from '../../projections/report-index/selection.js';

const line = (text: string, revision: number): Logged => {
  const { type, data } = JSON.parse(text) as { type: string; data: JsonObject };
  // Story lines may leave out a change's own id, which the store's writer derives from the content.
  const read = readEvent({
    stream: 'story',
    revision,
    position: BigInt(revision + 1),
    id: `event-${revision}`,
    type,
    data: {
      ...(type.startsWith('Entry') || /Retracted|Corrected|Regraded/.test(type) ? { changeId: `c${revision}` } : {}),
      ...data,
    },
    recordedAt: new Date(Date.UTC(2024, 0, 1) + revision).toISOString(),
    recorder: 'test',
    schemaVersion: 1,
    correlationId: '',
    causationId: '',
    hash: '',
  });
  if ('unreadable' in read) throw new Error(`line ${revision + 1}: ${read.unreadable}`);
  return read;
};

const lines = (name: string): string[] =>
  readFileSync(new URL(`../../stories/${name}.ndjson`, import.meta.url), 'utf8')
    .split('\n')
    .filter((l) => l.trim());

export const story = (name: string): Log => ({ negotiation: lines(name).map(line), sources: [] });

export interface Checkpoint {
  readonly lens: JsonObject;
  readonly expect: {
    readonly phase: string;
    readonly rule?: string;
    readonly agreement?: string;
    readonly agreementId?: string;
  };
  readonly why: string;
}

export const checkpoints = (name: string): readonly Checkpoint[] =>
  (
    JSON.parse(readFileSync(new URL(`../../stories/${name}.expected.json`, import.meta.url), 'utf8')) as {
      checkpoints: Checkpoint[];
    }
  ).checkpoints;
