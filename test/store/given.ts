/** Events and names for tests of stores. */
import { v4 } from 'uuid';
import type { JsonObject, NewEvent } from '../../events/envelope.js';
import { eventId } from '../../events/identity.js';

/** Names of streams that no other test uses: a server keeps what earlier runs have stored. */
export interface Names {
  readonly of: (short: string) => string;
  /** A regular expression that all of them match, and no others. */
  readonly pattern: string;
  /** How the names of the streams of keys begin. */
  readonly keys: string;
}

export function newNames(): Names {
  const run = v4();
  return { of: (short) => `${short}-${run}`, pattern: `^[a-z]+-${run}$`, keys: `keys-${run}-` };
}

export const event = (stream: string, ownId: string, data: JsonObject = { ownId }): NewEvent => ({
  id: eventId(stream, 'T', ownId),
  type: 'T',
  data,
  recorder: 'test',
  schemaVersion: 1,
  correlationId: 'c',
  causationId: 'd',
});

export const eventsOf = (stream: string, ...ids: string[]): NewEvent[] => ids.map((id) => event(stream, id));

/** An event of a type, whose own id other types may share. */
export const eventOf = (
  stream: string,
  type: string,
  ownId: string,
  data: JsonObject,
  schemaVersion = 1,
): NewEvent => ({
  ...event(stream, ownId, data),
  id: eventId(stream, type, ownId),
  type,
  schemaVersion,
});

export const report = (stream: string, type: string, reportId: string): NewEvent =>
  eventOf(stream, type, reportId, { reportId });

export const ownIdsOf = (stored: readonly { data: JsonObject }[]): unknown[] => stored.map((e) => e.data['ownId']);

export const positionsOf = (stored: readonly { position: bigint }[]): bigint[] =>
  stored.map(({ position }) => position);
