/** Answers nothing until what was stored before the start has been read: half of the log would be a wrong answer. */
import { Injectable, type CanActivate } from '@nestjs/common';
import { Projector } from '../../projector/projector.js';
import { stillCatchingUp } from '../problems/refusals.js';

@Injectable()
export class CaughtUpGuard implements CanActivate {
  constructor(private readonly projector: Projector) {}

  canActivate(): boolean {
    if (!this.projector.hasCaughtUp) throw stillCatchingUp();
    return true;
  }
}
