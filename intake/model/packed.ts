/** Networks as text: numbers of eight bits each in base64, names in a line. */
import type { Network, Size } from './network.js';

/** Numbers as eight bits each: how much one step is worth, and the steps. */
interface PackedNumbers {
  readonly step: number;
  readonly bytes: string;
}

export interface PackedNetwork {
  readonly size: Size;
  readonly words: string;
  readonly features: string;
  readonly numbers: Readonly<Record<NumbersOf, PackedNumbers>>;
}

const NUMBERS = [
  'wordRows',
  'markRows',
  'filterRows',
  'filterBias',
  'featureRows',
  'hiddenBias',
  'answerRows',
  'answerBias',
] as const;
type NumbersOf = (typeof NUMBERS)[number];

/** Between names, which may have spaces. */
const BETWEEN = '\t';

function packedNumbers(numbers: Float32Array): PackedNumbers {
  const most = numbers.reduce((highest, one) => Math.max(highest, Math.abs(one)), 0);
  const step = most === 0 ? 1 : most / 127;
  let bytes = '';
  for (const one of numbers) bytes += String.fromCharCode((Math.round(one / step) + 256) % 256);
  return { step, bytes: btoa(bytes) };
}

function unpackedNumbers({ step, bytes }: PackedNumbers): Float32Array {
  const steps = atob(bytes);
  const numbers = new Float32Array(steps.length);
  for (let i = 0; i < steps.length; i += 1) {
    const code = steps.charCodeAt(i);
    numbers[i] = step * (code < 128 ? code : code - 256);
  }
  return numbers;
}

const rowsOf = (names: string): ReadonlyMap<string, number> =>
  new Map(names.split(BETWEEN).map((name, row) => [name, row]));

export const packed = (network: Network): PackedNetwork => ({
  size: network.size,
  words: [...network.words.keys()].join(BETWEEN),
  features: [...network.features.keys()].join(BETWEEN),
  numbers: Object.fromEntries(NUMBERS.map((name) => [name, packedNumbers(network[name])])) as PackedNetwork['numbers'],
});

export const unpacked = ({ size, words, features, numbers }: PackedNetwork): Network => ({
  size,
  words: rowsOf(words),
  features: rowsOf(features),
  ...(Object.fromEntries(NUMBERS.map((name) => [name, unpackedNumbers(numbers[name])])) as Record<
    NumbersOf,
    Float32Array
  >),
});
