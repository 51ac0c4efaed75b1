/** An untouched log never alarms, whatever has been recorded. */
import fc from 'fast-check';
import { checkpointText, readCheckpoint } from '../../events/chain/checkpoint.js';
import { streamOf } from '../../events/envelope.js';
import { coverageOf } from '../../src/audit/coverage-of.js';
import { checkpointOf } from '../../src/audit/make-checkpoint.js';
import { verifyLog, verifyStreams } from '../../src/audit/verification.js';
import type { Evidence } from '../../src/store/evidence.js';
import { history } from '../generators/history.js';
import { ndjson, Shell } from '../commands/shell.js';

/** In milliseconds: each history is stored and read several times. */
const PATIENCE = process.env['SOAK'] ? 7_200_000 : 240_000;

const numRuns = Number(process.env['NUM_RUNS'] ?? 25);

/** A checkpoint of what is stored, as an auditor has it back from where it was kept. */
async function kept(evidence: Evidence) {
  const text = checkpointText(await checkpointOf(evidence, await evidence.end(), '2024-01-15T12:00:00Z'));
  const read = readCheckpoint(text);
  if ('unreadable' in read) throw new Error(read.unreadable);
  return read.checkpoint;
}

test(
  'a recorded history holds, as a log and as streams, and still holds what checkpoints of it say when it has grown',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        history({ changes: true, tables: true }),
        fc.nat(),
        async ({ opened, lines, negotiation }, at) => {
          const shell = new Shell();
          const { evidence } = shell.store;
          try {
            const cut = at % (lines.length + 1);
            await shell.import([ndjson([opened, ...lines.slice(0, cut)])]);
            const checkpoint = await kept(evidence);
            await shell.import([ndjson(lines.slice(cut))]);
            const end = await evidence.end();
            const coverage = await coverageOf(evidence, checkpoint);
            const whole = await verifyLog(evidence, end, checkpoint.streams, coverage);
            expect(whole).toMatchObject({ events: Number(end), firstBad: null });
            const streams = [streamOf(negotiation as Parameters<typeof streamOf>[0]), 'sources'];
            expect(await verifyStreams(evidence, streams, checkpoint.streams, coverage)).toMatchObject({
              events: Number(end),
              firstBad: null,
            });
          } finally {
            await shell.stop();
          }
        },
      ),
      { numRuns },
    );
  },
  PATIENCE,
);
