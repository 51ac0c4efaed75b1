/** What holds of an import, whatever is imported and however it arrives. */
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { Chunks } from '../../src/json/text-lines.js';
import { history } from '../generators/history.js';
import { ndjson, Shell } from './shell.js';

Logger.overrideLogger(false);

async function importedFrom(chunks: Chunks): Promise<{ answer: unknown; stored: unknown }> {
  const shell = new Shell();
  try {
    return { answer: await shell.import(chunks), stored: await shell.stored() };
  } finally {
    await shell.stop();
  }
}

/** The bytes cut at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((p) => p % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [...at, bytes.length].map((end, i) => bytes.subarray(i === 0 ? 0 : at[i - 1], end));
}

/** In milliseconds: each history is recorded in a store of its own. */
const PATIENCE = process.env['SOAK'] ? 7_200_000 : 240_000;

test(
  'Any history is imported whole, and the same however its bytes are cut',
  async () => {
    const places = fc.array(fc.nat(), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(history({ changes: true, tables: true }), places, places, async (told, first, second) => {
        const bytes = Buffer.from(ndjson([told.opened, ...told.lines]));
        const [one, other] = [await importedFrom(cut(bytes, first)), await importedFrom(cut(bytes, second))];
        expect(one.answer).toMatchObject({ recorded: told.lines.length + 1, duplicates: 0, refused: [] });
        expect(one).toEqual(other);
      }),
      { numRuns: Number(process.env['NUM_RUNS'] ?? 50) },
    );
  },
  PATIENCE,
);
