/** Those who wait for a position are told once it is reached, in whatever order they came, or that it takes too long. */
import { WaitingReaders } from '../../src/projector/waiting-readers.js';

const late = () => new Error('late');

test('each is told at its own position, and at none before', async () => {
  const waiting = new WaitingReaders();
  const told: string[] = [];
  const wait = (name: string, position: bigint) => waiting.until(position, 5_000, late).then(() => told.push(name));
  const all = [wait('third', 3n), wait('first', 1n), wait('fifth', 5n), wait('first too', 1n), wait('fourth', 4n)];
  const tick = () => new Promise((resolve) => setImmediate(resolve));
  waiting.reached(0n);
  await tick();
  expect(told).toEqual([]);
  waiting.reached(1n);
  await tick();
  expect(told).toEqual(['first', 'first too']);
  // Positions need not be contiguous.
  waiting.reached(4n);
  await tick();
  expect(told.slice(2)).toEqual(['third', 'fourth']);
  waiting.reached(9n);
  await Promise.all(all);
  expect(told).toHaveLength(5);
});

test('who has waited too long is told so, and holds up nobody', async () => {
  const waiting = new WaitingReaders();
  const patient = waiting.until(2n, 5_000, late);
  await expect(waiting.until(1n, 1, late)).rejects.toThrow('late');
  waiting.reached(2n);
  await patient;
});
