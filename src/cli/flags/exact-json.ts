/** JSON and numbers as flags give them: refused where they would be kept as others, as the server refuses them. */
import { InvalidArgumentError } from 'commander';
import { inexactNumber } from '../../../decisions/exact-number.js';
import type { JsonValue } from '../../../events/envelope.js';
import { parseStrictly } from '../../json/strict-json.js';
import { Refused } from '../../problems/refused.js';

/** @throws InvalidArgumentError where it is not JSON that Parley reads */
export function jsonOf(text: string): JsonValue {
  try {
    return parseStrictly(text);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new InvalidArgumentError(`It is not JSON that Parley reads: ${error.problem.detail}.`);
  }
}

/** @throws InvalidArgumentError where it would be kept as another number */
export function numberOf(text: string): number {
  const detail = inexactNumber(text);
  if (detail === undefined) return Number(text);
  throw new InvalidArgumentError(`${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`);
}
