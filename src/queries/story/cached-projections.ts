/** What is cached of a negotiation: for how long it holds, under which key, and what it weighs. */
import type { DeskRow } from '../../../answers/desk.js';
import type { Instant } from '../../../events/dates.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { Lens } from '../../../projections/record/lens.js';
import type { LensProjections } from '../../../projections/status/lens-projections.js';
import type { MemoryImage } from '../../projector/memory-image.js';
import type { PresentSnapshot } from '../../projector/snapshot.js';
import type { Sight } from '../pacing/call.js';
import type { SerializedResponse } from '../serialized-response.js';

/** How long a cached value holds: until something is recorded, or the clock alone changes a value. */
export interface Validity {
  /** As `MemoryImage.versionOf` has it. */
  readonly version: string;
  readonly turnsAt: Instant;
}

export interface CachedProjections extends Validity {
  readonly projections: LensProjections;
}

/** The present of one negotiation: the row of the desk, and the status once it has been asked for. */
export interface PresentStatusEntry extends Validity {
  readonly row: DeskRow;
  status: SerializedResponse | undefined;
}

/** From what a snapshot keeps, where JSON has no infinity. */
export const entryOf = ({ version, turnsAt, row }: PresentSnapshot): PresentStatusEntry => ({
  version,
  turnsAt: turnsAt ?? Infinity,
  row,
  status: undefined,
});

/** An append in progress may have been given its time up to so long ago, in milliseconds. */
const UNDER_WAY = 60_000;

/** Whether nothing can be recorded any more at an instant or before. */
export const isOver = (
  at: Instant,
  { recordedAt, oneClock }: Pick<MemoryImage, 'recordedAt' | 'oneClock'>,
  now: Instant,
): boolean => at < (oneClock ? recordedAt : recordedAt - UNDER_WAY) || at < now - UNDER_WAY;

/** The key of a lens laid over a negotiation, as far as it is seen. */
export const keyOf = (id: NegotiationId, sight: Sight, lens: Lens): string => `${sight} ${id} ${JSON.stringify(lens)}`;

/** The most bytes of the LRU cache, as far as they can be told: callers choose the lenses, and how many. */
export const ROOM = 64 * 1024 * 1024;
/** What the projections of one lens take besides their reports, and for each of these: measured with all of them computed. */
const OWN_BYTES = 24 * 1024;
const BYTES_OF_A_REPORT = 800;
/** What the index takes, which a lens that cuts the record has for itself. */
const BYTES_IN_INDEX = 1_700;

/** The bytes of an entry. @param key it is kept as well, and what it says of the lens once more with the projections */
export function bytesOf(key: string, { counted: { all, selection } }: LensProjections): number {
  const { recordedBy, revision } = selection.lens;
  const ofIndex = recordedBy === undefined && revision === undefined ? 0 : BYTES_IN_INDEX * selection.entries.length;
  return OWN_BYTES + 4 * key.length + BYTES_OF_A_REPORT * all.length + ofIndex;
}
