/** Tells long work which request it is for: what it costs is the caller's, and it ends when they go. */
import { setMaxListeners } from 'node:events';
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerHookHandler } from 'fastify';
import type { TokenRole } from '../../events/access.js';
import { sightOf } from '../access/shown-speakers.js';
import { currentCall, type Call, type Sight } from '../queries/pacing/call.js';

class RequestCall implements Call {
  #gone: AbortController | undefined;

  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly limits: boolean,
    private readonly speakersFor: readonly TokenRole[] | undefined,
  ) {}

  get caller(): string {
    const { caller, ip } = this.request;
    return caller.kind === 'token' ? `token ${caller.token}` : `${caller.kind} ${ip}`;
  }

  get isLimited(): boolean {
    const { kind } = this.request.caller;
    return this.limits && kind !== 'open' && kind !== 'operator';
  }

  get sight(): Sight {
    return sightOf(this.request.caller, this.speakersFor);
  }

  // Most requests are answered without ever asking for it.
  get signal(): AbortSignal {
    return (this.#gone ??= this.#watched()).signal;
  }

  #watched(): AbortController {
    const gone = new AbortController();
    // The desk waits for the work of all talks at the same time.
    setMaxListeners(0, gone.signal);
    const { raw } = this.reply;
    if (raw.destroyed) gone.abort();
    else raw.once('close', () => gone.abort());
    return gone;
  }
}

/**
 * Adds the hook to every route, behind those that answer at once: call it before routes are added.
 * @param limits whether callers' time is limited
 * @param speakersFor the roles that see the names of those who speak; undefined: all
 */
export function addCurrentCall(
  fastify: FastifyInstance,
  limits: boolean,
  speakersFor: readonly TokenRole[] | undefined,
): void {
  const enterCall: preHandlerHookHandler = (request, reply, done) =>
    currentCall.run(new RequestCall(request, reply, limits, speakersFor), done);
  fastify.addHook('onRoute', (route) => {
    route.preHandler = [route.preHandler ?? [], enterCall].flat();
  });
}
