/** The clock of the shell, injected so that a test can set it. The core takes the time as an argument. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';

/** The port, and its injection token. */
export abstract class Clock {
  /** The present, in milliseconds since the epoch. */
  abstract now(): Instant;
}

/** The clock of the machine. */
@Injectable()
export class SystemClock extends Clock {
  now(): Instant {
    return Date.now();
  }
}
