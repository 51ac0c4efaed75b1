/** The clock that dates what is recorded, where it cannot be right. */
import { RecordingClock } from '../../src/store/recording-clock.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { event } from './given.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.parse('2026-11-30T12:00:00Z');
const LAST = '2026-11-30T11:00:00.000Z';

/** A machine that was started an hour ago, whose clock and whose uptime can be set by themselves. */
function machine(confirmed?: string) {
  const at = { now: START, uptime: 3_600 };
  const clock = new RecordingClock({ now: () => at.now, uptime: () => at.uptime, confirmed });
  const pass = (milliseconds: number) => {
    at.now += milliseconds;
    at.uptime += milliseconds / 1000;
  };
  return { at, clock, pass };
}

describe('A clock that runs', () => {
  test('is taken, however long it runs or the machine sleeps: uptime counts sleep', () => {
    const { clock, pass } = machine();
    clock.startAfter(LAST);
    for (const passed of [0, 1, MINUTE, 10 * DAY, 400 * DAY]) {
      pass(passed);
      expect(clock.wrong()).toBeUndefined();
    }
  });

  test.each([5 * MINUTE, -5 * MINUTE])('is taken when it is set by %d ms: clocks are set by as much', (step) => {
    const { at, clock } = machine();
    at.now += step;
    expect(clock.now()).toBe(START + step);
  });

  test.each([
    [5 * MINUTE + 1000, /set ahead by 301 seconds/],
    [365 * DAY, /set ahead/],
    [-5 * MINUTE - 1000, /set back by 301 seconds/],
    [-400 * DAY, /set back/],
  ])('is refused when it is set by %d ms, and taken again when it is set right', (step, says) => {
    const { at, clock } = machine();
    at.now += step;
    expect(clock.wrong()).toMatch(says);
    expect(() => clock.now()).toThrow(expect.objectContaining({ code: 'clock' }) as Error);
    at.now -= step;
    expect(clock.now()).toBe(START);
  });

  test('is refused after a jump also where an operator has said what day it is', () => {
    const { at, clock } = machine('2026-11-30');
    at.now += DAY / 4;
    expect(clock.wrong()).toMatch(/set ahead/);
  });
});

describe('A clock at a start', () => {
  test.each([
    ['behind the last event', '2026-11-30T12:00:01.000Z', /later than that.*PARLEY_CLOCK_CONFIRMED/],
    ['years behind it', '2036-01-01T00:00:00.000Z', /later than that/],
    ['more than 366 days ahead of it', '2025-11-29T11:59:59.000Z', /more than 366 days before that/],
  ])('%s is refused, unless an operator says that the day is right', (_, last, says) => {
    const { clock } = machine();
    clock.startAfter(last);
    expect(clock.wrong()).toMatch(says);
    for (const day of ['2026-11-30', '2026-11-29', '2026-12-01']) {
      const { clock: told } = machine(day);
      told.startAfter(last);
      expect(told.now()).toBe(START);
    }
    for (const day of ['2026-11-27', '2026-12-03', '2025-11-30', undefined]) {
      const { clock: told } = machine(day);
      told.startAfter(last);
      expect(told.wrong()).toMatch(says);
    }
  });

  test.each([LAST, '2026-11-30T12:00:00.000Z', '2025-11-29T12:00:00.000Z', ''])('is taken after %s', (last) => {
    const { clock } = machine();
    clock.startAfter(last);
    expect(clock.now()).toBe(START);
  });

  test('that is a moment behind is taken as soon as it has caught up, and looked at no more', () => {
    const { at, clock, pass } = machine();
    clock.startAfter('2026-11-30T12:00:05.000Z');
    expect(clock.wrong()).toMatch(/later/);
    pass(5_000);
    expect(clock.wrong()).toBeUndefined();
    at.now -= MINUTE;
    expect(clock.wrong()).toBeUndefined();
  });
});

describe('A store whose clock jumps ahead', () => {
  test('records nothing meanwhile, so that what follows is dated as it should be', async () => {
    const { at, clock, pass } = machine();
    const store = SqliteEventStore.open(':memory:', { clock });
    await store.append('a', [event('a', '1')], 'any');
    at.now += 365 * DAY;
    await expect(store.append('a', [event('a', '2')], 'any')).rejects.toMatchObject({ code: 'clock' });
    const many = ['3', '4', '5'].map((id) => store.append('b', [event('b', id)], 'any'));
    for (const refused of await Promise.allSettled(many)) expect(refused).toMatchObject({ status: 'rejected' });
    expect(store.impediment()).toMatchObject({ code: 'clock', message: expect.stringMatching(/set ahead/) as string });
    at.now -= 365 * DAY;
    pass(1000);
    expect(store.impediment()).toBeUndefined();
    await store.append('a', [event('a', '2')], 'any');
    expect((await store.readAll()).map(({ recordedAt }) => recordedAt)).toEqual([
      '2026-11-30T12:00:00.000Z',
      '2026-11-30T12:00:01.000Z',
    ]);
    await store.close();
  });
});
