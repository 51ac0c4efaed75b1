/** Lines of a story as somebody might send them: right, nearly right, cut off, or no text at all. As latin1. */
import fc from 'fast-check';
import { storyText } from '../app/started-app.js';
import { spoilt } from './from-schema.js';
import { hostileBytes, hostileText } from './hostile.js';

const RIGHT = storyText('qatar-mediation').trimEnd().split('\n');

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
const oneLine = (text: string): string => text.replaceAll(/[\r\n]/g, ' ');

const right = fc.constantFrom(...RIGHT);
const wrong = spoilt(right.map((line) => JSON.parse(line) as unknown)).map((value) => JSON.stringify(value) ?? 'null');
const cutOff = fc.tuple(right, fc.nat(400)).map(([line, at]) => line.slice(0, at));

/** No line is longer than what a test can send often. */
const bytes = hostileBytes.map((of) => of.subarray(0, 5000).toString('latin1'));

export const storyLines: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: right.map(latin1) },
  { weight: 5, arbitrary: wrong.map(latin1) },
  { weight: 1, arbitrary: cutOff.map(latin1) },
  { weight: 1, arbitrary: hostileText.map((text) => latin1(oneLine(text))) },
  { weight: 1, arbitrary: bytes.map(oneLine) },
);
