#!/usr/bin/env node
/** `parley`, the command line. */
import { run } from './run.js';

// Whoever reads has seen enough, as `head` has: no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), process);
