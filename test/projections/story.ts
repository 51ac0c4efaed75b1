/** A shipped story as the core reads it: every line through its schema, recorded in the order of the file. */
import { readdirSync, readFileSync } from 'node:fs';
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

const FOLDER = new URL('../../stories/', import.meta.url);

const read = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');

/** Every shipped story by its name, which is also the id of its negotiation. */
export const STORY_NAMES: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ndjson'))
  .map((file) => file.replace('.ndjson', ''))
  .toSorted();

/** The lines of a story as the file holds them. */
export const storyLines = (name: string): string[] =>
  read(`${name}.ndjson`)
    .split('\n')
    .filter((l) => l.trim());

export const story = (name: string): Log => ({ negotiation: storyLines(name).map(line), sources: [] });

interface ExpectedStatus {
  readonly phase: string;
  /** Left out where no rule has fired. */
  readonly rule?: string;
  readonly agreement?: string;
  readonly agreementId?: string;
}

/** What the rules say of a story under a lens, and why. Fields as in `stories/README.md`. */
export interface Checkpoint {
  readonly lens: JsonObject;
  readonly expect: JsonObject & ExpectedStatus;
  readonly why: string;
}

export const checkpoints = (name: string): readonly Checkpoint[] =>
  (JSON.parse(read(`${name}.expected.json`)) as { checkpoints: Checkpoint[] }).checkpoints;
