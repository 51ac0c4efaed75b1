/** The forms in which a replay goes over the wire: a line of JSON for each step, or server-sent events. */
import type { ReplayEnd, ReplayStep } from '../../../projections/compare/replay.js';

export interface ReplayForm {
  readonly contentType: string;
  readonly of: (step: ReplayStep | ReplayEnd) => string;
}

const LINES: ReplayForm = {
  contentType: 'application/x-ndjson; charset=utf-8',
  of: (step) => `${JSON.stringify(step)}\n`,
};

const EVENTS: ReplayForm = {
  contentType: 'text/event-stream; charset=utf-8',
  of: (step) =>
    'end' in step
      ? `event: end\ndata: ${JSON.stringify(step)}\n\n`
      : `event: step\nid: ${step.step}\ndata: ${JSON.stringify(step)}\n\n`,
};

/** @param accept the header of that name */
export const replayFormFor = (accept: string | undefined): ReplayForm =>
  accept?.includes('text/event-stream') ? EVENTS : LINES;
