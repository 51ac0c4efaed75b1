/** The time, which the core never asks for itself: injected, so that a test can set it. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';

export abstract class Clock {
  /** The present, in milliseconds since the epoch. */
  abstract now(): Instant;
}

@Injectable()
export class SystemClock extends Clock {
  now(): Instant {
    return Date.now();
  }
}
