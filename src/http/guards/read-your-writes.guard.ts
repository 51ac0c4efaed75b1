/**
 * Reading what one has written, on whichever server: a read that names a position is answered when this server has read
 * the log that far. `Prefer: wait=5` says for how many seconds that may be waited for. One that the log itself has not
 * come to is none that a write has answered: it is refused at once.
 */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MemoryImage } from '../../projector/memory-image.js';
import { problem, problemOfFields } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';
import { EventStore } from '../../store/event-store.js';
import { StoreFailure } from '../../store/store-failure.js';

const FORM = /^\d{1,19}$/;
const WAIT = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,5})"?\s*(?:[,;]|$)/i;

/** The longest wait that anybody may ask for, and what is waited where nobody says, in seconds. */
const LONGEST_WAIT = 30;
const USUAL_WAIT = 10;

const noPosition = (detail: string): Refused =>
  new Refused(problemOfFields('invalid-parameter', [{ parameter: 'position', detail }]));

function positionIn(query: Record<string, unknown>): bigint | undefined {
  const { position } = query;
  if (position === undefined) return undefined;
  // What reads takes no other parameters than those that it names.
  delete query['position'];
  if (typeof position === 'string' && FORM.test(position)) return BigInt(position);
  throw noPosition('must be the position that a write has answered');
}

function waitIn({ headers: { prefer } }: FastifyRequest): number | undefined {
  const seconds = WAIT.exec([prefer ?? ''].flat().join(','))?.[1];
  return seconds === undefined ? undefined : Math.min(Number(seconds), LONGEST_WAIT);
}

@Injectable()
export class ReadYourWritesGuard implements CanActivate {
  constructor(
    private readonly image: MemoryImage,
    private readonly store: EventStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const position = positionIn(request.query as Record<string, unknown>);
    if (position === undefined) return true;
    const wait = waitIn(request);
    if (wait !== undefined) http.getResponse<FastifyReply>().header('preference-applied', `wait=${wait}`);
    await this.#reached(position, wait ?? USUAL_WAIT);
    return true;
  }

  async #reached(position: bigint, seconds: number): Promise<void> {
    if (this.image.position >= position) return;
    const head = await this.store.head();
    if (head < position) throw noPosition(`the log ends at ${head}: no write has answered ${position}`);
    try {
      await this.image.waitForPosition(position, seconds * 1_000);
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      throw new Refused(problem('catching-up', `this server has not read position ${position} yet`), { cause: error });
    }
  }
}
