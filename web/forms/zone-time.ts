/** Wall clocks of time zones, by `Intl`: how far a zone is from UTC. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(tz: string): Intl.DateTimeFormat {
  const known = formats.get(tz);
  if (known) return known;
  const numeric = 'numeric';
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: tz,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  formats.set(tz, made);
  return made;
}

/** Milliseconds since the epoch of a UTC wall time. The years 1 to 99 are themselves, not 1901 to 1999. */
function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** How far a zone is from UTC at an instant, in minutes; east is positive. */
export function offsetAt(instant: number, tz: string): number {
  const at = Math.floor(instant / 1000) * 1000;
  const parts = formatIn(tz).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((p) => p.type === type)?.value);
  const wall = utc(part('year'), part('month'), part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((wall - at) / 60_000);
}

/** How far a zone is from UTC when its clocks show this time. Of a time that they show twice, or never: one of the two. */
export function offsetOfWallTime(
  [year, month, day]: readonly [number, number, number],
  [hour, minute]: readonly [number, number],
  tz: string,
): number {
  const wall = utc(year, month, day, hour, minute);
  return offsetAt(wall - offsetAt(wall, tz) * 60_000, tz);
}

/** `Z`, `+03:00`. */
export function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The day that it is in a zone, in ISO. */
export function todayIn(tz: string, now: Date): string {
  return new Date(now.getTime() + offsetAt(now.getTime(), tz) * 60_000).toISOString().slice(0, 10);
}
