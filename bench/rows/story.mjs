/** One long story over HTTP: imported whole, and one report more recorded into it. */
import { SCHEMA_VERSION } from '../../dist/events/upcast.js';
import { SqliteEventStore } from '../../dist/src/store/sqlite/sqlite-event-store.js';
import { longLines } from '../long-story.mjs';
import { fill, ownServer, UNTIL } from '../long-server.mjs';
import { byTurns, timed } from '../measure.mjs';
import { eventOf } from '../workload.mjs';
import { fresh } from './given.mjs';
import { reportAt } from './reports.mjs';

const HOUR = 36e5;

/** A server with such a story, and how one more report is recorded into it: after all others. */
async function serverWith(reports) {
  const { base, stop } = await ownServer({ PARLEY_RATE_LIMIT: '0' });
  const { id } = await fill(base, reports);
  let next = 0;
  const record = async () => {
    next += 1;
    const reportedAt = new Date(UNTIL + next * HOUR).toISOString();
    const body = JSON.stringify({ ...reportAt(next), party: 'israel', reportedAt });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${base}/v1/negotiations/${id}/reports`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (answer.status !== 201) throw new Error(text);
  };
  return { record, stop };
}

/** Milliseconds until a report is recorded, and what it changed is told. */
export async function intoLongStory({ quick }) {
  const [long, short] = [await serverWith(quick ? 10_000 : 100_000), await serverWith(100)];
  try {
    for (let i = 0; i < 30; i += 1) for (const { record } of [long, short]) await record();
    const once =
      ({ record }) =>
      () =>
        timed(record);
    return await byTurns(quick ? 30 : 150, once(long), once(short));
  } finally {
    await Promise.all([long.stop(), short.stop()]);
  }
}

async function imported(reports) {
  const { base, stop } = await ownServer();
  try {
    const { recorded, ms } = await fill(base, reports);
    return (recorded * 1000) / ms;
  } finally {
    await stop();
  }
}

/** Lines a second; beside them the same events appended in batches of 500, their texts sealed. */
export async function importing({ quick }) {
  const reports = quick ? 5_000 : 100_000;
  const events = longLines(reports, 'days').lines.map((line, i) => ({
    ...eventOf(line, i),
    schemaVersion: SCHEMA_VERSION,
  }));
  return byTurns(
    // Once: of a hundred thousand lines it takes minutes on a busy machine.
    1,
    (run) => imported(run < 0 ? 1_000 : reports),
    async () => {
      const store = SqliteEventStore.open(fresh('imported.sqlite'));
      const ms = await timed(async () => {
        for (let i = 0; i < events.length; i += 500)
          await store.append('negotiation-long', events.slice(i, i + 500), 'any');
      });
      await store.close();
      return (events.length * 1000) / ms;
    },
  );
}
