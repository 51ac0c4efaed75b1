/** Draws the numbers of voices, and remembers those drawn last: reports that come at once may be of one voice. */
import { createHash, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { WeightedLru } from '../../projections/support/weighted-lru.js';

/** How many are remembered: as many as may be decided on before the first of them is recorded. */
const REMEMBERED = 10_000;

/** They are drawn below this, 2^47: no two of a negotiation are the same. */
const BELOW = 2 ** 47;

@Injectable()
export class VoiceNumbers {
  /** By a digest of what a voice is known by, so that no name stays in memory. */
  readonly #drawn = new WeightedLru<string, number>(REMEMBERED);

  readonly draw = (of: string): number => {
    const key = createHash('sha256').update(of).digest('base64');
    const drawn = this.#drawn.get(key) ?? randomInt(BELOW);
    this.#drawn.set(key, drawn, 1);
    return drawn;
  };
}
