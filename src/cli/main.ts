#!/usr/bin/env node
/** `parley`, the command line. */
import { run } from './run.js';

// The reader has closed the pipe, as `head` does: no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), process);
