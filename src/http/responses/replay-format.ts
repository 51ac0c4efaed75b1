/** The formats of a replay: a line of JSON for each step, or server-sent events. */
import type { ReplayEnd, ReplayStep } from '../../../projections/compare/replay.js';

/** How the steps of a replay are written. */
export interface ReplayFormat {
  readonly contentType: string;
  readonly serialize: (step: ReplayStep | ReplayEnd) => string;
}

const NDJSON: ReplayFormat = {
  contentType: 'application/x-ndjson; charset=utf-8',
  serialize: (step) => `${JSON.stringify(step)}\n`,
};

const SERVER_SENT_EVENTS: ReplayFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  serialize: (step) =>
    'end' in step
      ? `event: end\ndata: ${JSON.stringify(step)}\n\n`
      : `event: step\nid: ${step.step}\ndata: ${JSON.stringify(step)}\n\n`,
};

/** Server-sent events where `Accept` names them, else lines. @param accept the header */
export const replayFormatFor = (accept: string | undefined): ReplayFormat =>
  accept?.includes('text/event-stream') ? SERVER_SENT_EVENTS : NDJSON;
