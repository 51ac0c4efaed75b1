/**
 * Read-your-writes consistency, on any server: a read with `?position=` is answered once this server has read the log
 * up to that position. `Prefer: wait=5` says how many seconds it may wait for that. A position beyond the end of the log
 * is refused at once: no write has answered it.
 */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MemoryImage } from '../../projector/memory-image.js';
import { problem, problemOfFields } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';
import { EventStore } from '../../store/event-store.js';
import { StoreFailure } from '../../store/store-failure.js';

const POSITION = /^\d{1,19}$/;
const WAIT = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,5})"?\s*(?:[,;]|$)/i;

/** The longest wait that a caller may ask for, and the wait without `Prefer`, in seconds. */
const LONGEST_WAIT = 30;
const DEFAULT_WAIT = 10;

const badPosition = (detail: string): Refused =>
  new Refused(problemOfFields('invalid-parameter', [{ parameter: 'position', detail }]));

function positionIn(query: Record<string, unknown>): bigint | undefined {
  const { position } = query;
  if (position === undefined) return undefined;
  // The schemas of the routes do not know it, and would refuse it.
  delete query['position'];
  if (typeof position === 'string' && POSITION.test(position)) return BigInt(position);
  throw badPosition('must be the position that a write has answered');
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
    await this.#waitFor(position, wait ?? DEFAULT_WAIT);
    return true;
  }

  async #waitFor(position: bigint, seconds: number): Promise<void> {
    if (this.image.position >= position) return;
    const head = await this.store.head();
    if (head < position) throw badPosition(`the log ends at ${head}: no write has answered ${position}`);
    try {
      await this.image.waitForPosition(position, seconds * 1_000);
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      throw new Refused(problem('catching-up', `this server has not read position ${position} yet`), { cause: error });
    }
  }
}
