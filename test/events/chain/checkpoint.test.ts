import fc from 'fast-check';
import { checkpointText, readCheckpoint, type Checkpoint } from '../../../events/chain/checkpoint.js';
import { sha256 } from '../../../events/sha256.js';

const HASH = sha256('x');
const checkpoint: Checkpoint = {
  at: '2026-03-02T09:00:00Z',
  head: 42n,
  streams: new Map([
    ['negotiation-b', { revision: 17, hash: HASH }],
    ['negotiation-a', { revision: 2, hash: HASH }],
    ['two words\nand % a line', { revision: 0, hash: HASH }],
  ]),
};
const text = checkpointText(checkpoint);

/** The text with a last line that fits. */
const summed = (covered: string): string => `${covered}sha256 ${sha256(covered)}\n`;

test('A checkpoint is a line on itself, a line for each stream in order, and their hash', () => {
  expect(text.split('\n')).toEqual([
    'parley-checkpoint 1 2026-03-02T09:00:00Z 42',
    `negotiation-a 2 ${HASH}`,
    `negotiation-b 17 ${HASH}`,
    `two%20words%0Aand%20%25%20a%20line 0 ${HASH}`,
    expect.stringMatching(/^sha256 [\da-f]{64}$/),
    '',
  ]);
});

test('That of a whole log has the root of its tree as well', () => {
  const whole = { ...checkpoint, tree: { size: 23, root: Uint8Array.from(Buffer.from(HASH, 'hex')) } };
  const written = checkpointText(whole);
  expect(written.split('\n').slice(0, 2)).toEqual(['parley-checkpoint 2 2026-03-02T09:00:00Z 42', `root 23 ${HASH}`]);
  expect(readCheckpoint(written)).toEqual({ checkpoint: whole });
  expect(readCheckpoint(summed('parley-checkpoint 2 2026-03-02T09:00:00Z 42\nroot x\n'))).toHaveProperty('unreadable');
});

test('A checkpoint is read as it was written, also where mail has changed its line ends', () => {
  for (const sent of [text, text.replaceAll('\n', '\r\n'), text.trimEnd(), `\uFEFF${text}`])
    expect(readCheckpoint(sent)).toEqual({ checkpoint });
});

test('A checkpoint with any other byte changed is known to be damaged', () => {
  fc.assert(
    fc.property(fc.nat({ max: text.trimEnd().length - 1 }), fc.integer({ min: 0, max: 6 }), (i, bit) => {
      const changed = String.fromCharCode(text.charCodeAt(i) ^ (1 << bit));
      expect(readCheckpoint(text.slice(0, i) + changed + text.slice(i + 1))).toHaveProperty('unreadable');
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['', /first line/],
  ['nonsense\n', /first line/],
  [text.split('\n').slice(0, -2).join('\n'), /end is missing/],
  [summed('parley-checkpoint 3 2026-03-02T09:00:00Z 42\n'), /version 3/],
  [summed(`parley-checkpoint 1 2026-03-02T09:00:00Z 42\nb 1 ${HASH}\na 1 ${HASH}\n`), /line 3 is out of order/],
  [summed(`parley-checkpoint 1 2026-03-02T09:00:00Z 42\na one ${HASH}\n`), /line 2/],
])('What is no checkpoint is refused, with what is wrong: %j', (given, why) => {
  expect(readCheckpoint(given)).toEqual({ unreadable: expect.stringMatching(why) });
});
