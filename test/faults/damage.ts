/** Damages a copy of a log, as a failing disk or a torn write would. The log itself is left as it is. */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const WITH = ['', '-wal'] as const;

/** The files of a log as a machine that loses its power leaves them; shared memory is not among them. */
export function copyOf(file: string, to: string): string {
  // What an earlier copy of this name has left would be taken for a part of this one.
  for (const ending of ['', '-wal', '-shm']) rmSync(`${to}${ending}`, { force: true });
  for (const ending of WITH) if (existsSync(`${file}${ending}`)) copyFileSync(`${file}${ending}`, `${to}${ending}`);
  return to;
}

/** What is done to a file's bytes; the place is a number from 0 to 1. */
export type Damage = (bytes: Buffer, place: number) => Buffer;

const indexIn = (bytes: Buffer, place: number): number => Math.min(bytes.length - 1, Math.floor(place * bytes.length));

export const flipBit: Damage = (bytes, place) => {
  const at = indexIn(bytes, place);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
  return bytes;
};

export const cutOff: Damage = (bytes, place) => bytes.subarray(0, indexIn(bytes, place));

/** A part that was never written: the file has its length, and zeros from there on. */
export const leaveZeros: Damage = (bytes, place) => bytes.fill(0, indexIn(bytes, place));

/** A sector that holds something else. */
export const scramble: Damage = (bytes, place) => {
  const at = indexIn(bytes, place) & ~511;
  return bytes.fill('something else', at, Math.min(bytes.length, at + 512));
};

export function damage(file: string, how: Damage, place: number): void {
  writeFileSync(file, how(readFileSync(file), place));
}
