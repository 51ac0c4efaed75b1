/** A progress bar on standard error, where that is a terminal. */
import type { Writable } from 'node:stream';

/** A running progress bar. */
export interface Progress {
  readonly update: (value: number) => void;
  readonly end: () => void;
}

/** A bar that shows nothing. */
export const NO_PROGRESS: Progress = { update: () => undefined, end: () => undefined };

/** What a bar counts. */
export interface ProgressScale {
  /** The unit, such as kB. */
  readonly unit: string;
  /** Where not known, there is no bar but only the number done. */
  readonly total?: number | undefined;
}

const formatOf = (label: string, { unit, total }: ProgressScale): string =>
  total === undefined
    ? `${label} {value} ${unit} · {duration_formatted}`
    : `${label} {bar} {percentage}% · {value}/{total} ${unit}`;

/** Where it is shown. */
export interface ProgressOutput {
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** Starts a bar; `NO_PROGRESS` where standard error is no terminal. */
export async function startProgress(
  { stderr }: ProgressOutput,
  label: string,
  length: ProgressScale,
): Promise<Progress> {
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
