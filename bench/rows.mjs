/** The table: what each row measures, beside what, and the bar. Figures are events or requests a second, or ms. */
import { appendsBesideEmmett, checkpointedBesideEmmett, rebuildBesideEmmett } from './rows/emmett.mjs';
import { reading, recording, served, slowest } from './rows/http.mjs';
import { intake } from './rows/intake.mjs';
import { appends, rebuild, sealedAppends, sealedBesideUnsealed } from './rows/log.mjs';
import { live, memory, starts } from './rows/process.mjs';
import { lens } from './rows/reading.mjs';
import { importing, intoLongStory } from './rows/story.mjs';
import { PLANTED } from './planted/rows.mjs';

/** `least`: Parley's figure is to be at least so many times the other; `most`: at most. */
export const ROWS = [
  {
    name: 'append-one',
    work: 'append one at a time, durable',
    beside: 'raw SQLite',
    unit: '/s',
    least: 0.8,
    run: (o) => appends(o, 1, 1_500),
  },
  {
    name: 'append-batch',
    work: 'append in batches of 500',
    beside: 'raw SQLite',
    unit: '/s',
    least: 0.45,
    run: (o) => appends(o, 500, 20),
  },
  {
    name: 'append-one-sealed',
    work: 'append one, its texts sealed',
    beside: 'not sealed',
    unit: '/s',
    least: 0.9,
    run: (o) => sealedBesideUnsealed(o, 1, 1_500),
  },
  {
    name: 'append-batch-sealed',
    work: 'append in batches of 500, texts sealed',
    beside: 'raw SQLite',
    unit: '/s',
    least: 0.25,
    run: (o) => sealedAppends(o, 500, 20),
  },
  {
    name: 'rebuild',
    work: 'rebuild the memory image from the log',
    beside: 'read and JSON.parse',
    unit: '/s',
    least: 0.35,
    run: rebuild,
  },
  {
    name: 'post',
    work: 'POST /reports, 64 connections',
    beside: 'bare Fastify',
    unit: '/s',
    least: 0.25,
    run: (o) => served(o, recording),
  },
  {
    name: 'post-slowest',
    work: 'the same: slowest of a hundred',
    beside: 'the median',
    unit: ' ms',
    most: 10,
    run: slowest,
  },
  {
    name: 'post-long',
    work: 'POST into a story of 100,000 reports',
    beside: 'into one of 100',
    unit: ' ms',
    most: 3,
    run: intoLongStory,
  },
  {
    name: 'import',
    work: 'import of 100,000 lines over HTTP',
    beside: 'appended in batches',
    unit: '/s',
    least: 0.5,
    run: importing,
  },
  {
    name: 'get',
    work: 'GET /status, 64 connections',
    beside: 'bare Fastify',
    unit: '/s',
    least: 0.65,
    run: (o) => served(o, reading),
  },
  {
    name: 'lens',
    work: 'status under a random reportedBy, long story',
    beside: '1,000 reports',
    unit: ' ms',
    most: 3,
    run: lens,
  },
  { name: 'start', work: 'start with a snapshot', beside: 'full rebuild', unit: ' ms', most: 0.1, run: starts },
  { name: 'live', work: 'one report to 1,000 readers', beside: 'bare Node.js', unit: ' ms', most: 1.5, run: live },
  {
    name: 'memory',
    work: 'memory of the memory image',
    beside: 'JSON of the events',
    unit: ' MiB',
    most: 1.6,
    run: memory,
  },
  {
    name: 'emmett-one',
    work: 'append one at a time',
    beside: 'Emmett',
    unit: '/s',
    least: 1.5,
    run: (o) => appendsBesideEmmett(o, 1, 200),
  },
  {
    name: 'emmett-batch',
    work: 'append in batches of 500',
    beside: 'Emmett',
    unit: '/s',
    least: 1.3,
    run: (o) => appendsBesideEmmett(o, 500, 4),
  },
  {
    name: 'emmett-rebuild',
    work: 'rebuild from the log',
    beside: 'Emmett',
    unit: '/s',
    least: 1,
    run: rebuildBesideEmmett,
  },
  {
    name: 'emmett-checkpointed',
    work: 'checkpointed projection',
    beside: 'Emmett',
    unit: '/s',
    least: 10,
    run: checkpointedBesideEmmett,
  },
  {
    name: 'intake',
    work: 'read an article of 10,000 words',
    beside: 'the bar of 300 ms',
    unit: ' ms',
    most: 1,
    run: intake,
  },
  ...PLANTED,
];
