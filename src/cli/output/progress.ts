/** How far something long has come, on standard error and only where that is a terminal. */
import type { ProcessIo } from '../process-io.js';

export interface Progress {
  readonly update: (value: number) => void;
  readonly end: () => void;
}

export const NO_PROGRESS: Progress = { update: () => undefined, end: () => undefined };

export interface ProgressScale {
  /** What is counted, such as kB. */
  readonly unit: string;
  /** Unknown: only what has been done is shown. */
  readonly total?: number | undefined;
}

const formatOf = (label: string, { unit, total }: ProgressScale): string =>
  total === undefined
    ? `${label} {value} ${unit} · {duration_formatted}`
    : `${label} {bar} {percentage}% · {value}/{total} ${unit}`;

export async function startProgress({ stderr }: ProcessIo, label: string, length: ProgressScale): Promise<Progress> {
  if (stderr.isTTY !== true) return NO_PROGRESS;
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    format: formatOf(label, length),
    stream: stderr,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(length.total ?? 0, 0);
  return { update: (value) => bar.update(value), end: () => bar.stop() };
}
