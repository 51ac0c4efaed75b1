/** While the log is still being read at the start, nothing is answered from half of it. */
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
