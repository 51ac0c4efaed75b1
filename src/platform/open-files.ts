/**
 * How many files the process may have open. Node.js opens some hundreds at once while it loads the server; where it may
 * not, it says that a package cannot be found. This file imports nothing of the kind, so that it can be asked before.
 */
import { readFileSync } from 'node:fs';

/** The least with which the server starts, and then has as many connections as a small desk needs. */
export const LEAST_OPEN_FILES = 1_024;

/** The limit in the words of Linux (`/proc/self/limits`); undefined where there is none, or where it is not said. */
export function openFilesLimit(limits: string): number | undefined {
  // Node.js has raised the soft limit to the hard one when it began.
  const found = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Ends the process where it may open too few files to start; other systems than Linux do not say how many. */
export function requireOpenFiles(): void {
  let limits = '';
  try {
    limits = readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return;
  }
  const limit = openFilesLimit(limits);
  if (limit === undefined || limit >= LEAST_OPEN_FILES) return;
  process.stderr.write(
    `parley: this process may have ${limit} files open at a time, and needs ${LEAST_OPEN_FILES}: ` +
      `run \`ulimit -n ${LEAST_OPEN_FILES}\` before, or raise the limit of the service (docs/operations.md)\n`,
  );
  process.exit(1);
}
