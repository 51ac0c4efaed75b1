/** What holds of the receipts of a recording, whatever is recorded. */
import fc from 'fast-check';
import type { NegotiationId } from '../../events/ids.js';
import { changesAt } from '../../projections/status/lens-projections.js';
import { history } from '../generators/history.js';
import { NOW } from '../decisions/given.js';
import { Shell } from './shell.js';

const DAY = 86_400_000;

/** In milliseconds: each history is recorded in a store of its own. */
const PATIENCE = process.env['SOAK'] ? 7_200_000 : 240_000;

test(
  'A receipt tells what its event changed, as reading the record before it and after it anew does',
  async () => {
    const days = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(history({ changes: true, tables: true, maxReports: 12 }), days, async (told, waits) => {
        const shell = new Shell();
        try {
          let now = NOW;
          for (const [i, line] of [told.opened, ...told.lines].entries()) {
            // Days pass between some of the events: the clock alone changes values too.
            if (i % 3 === 2) now += (waits[i % waits.length] ?? 0) * DAY;
            shell.clock.at = now;
            const { receipt } = await shell.eventRecorder.record(line, { recorder: 'http' });
            const { log } = shell.image.negotiation(told.negotiation as NegotiationId);
            // What is recorded of sources is in a stream of its own, and belongs to no negotiation.
            const ofTalks = 'negotiation' in line.data;
            const changes = receipt.changes.map(({ words: _words, ...change }) => change);
            expect(changes).toEqual(ofTalks ? changesAt(log, receipt.revision ?? -1) : []);
          }
        } finally {
          await shell.stop();
        }
      }),
      { numRuns: Number(process.env['NUM_RUNS'] ?? 60) },
    );
  },
  PATIENCE,
);
