/** Answers every error with a problem document, and logs those of status 500 and above. */
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, problemDocument, type Problem } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';
import { AllowedMethods } from '../allowed-methods.js';
import { problemOfError } from './problem-of-error.js';
import { sendProblem } from './send-problem.js';

const described = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** The path of the request; undefined where it is longer than that of any route. */
const instanceOf = (url: string): string | undefined => (url.length <= 500 ? url.split('?', 1)[0] : undefined);

@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('Http');

  constructor(private readonly methods: AllowedMethods) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { id, method, url } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const found = this.#orWrongMethod(problemOfError(error), url, reply);
    if (found.status >= 500) this.#logFailure({ request: id, call: `${method} ${url.split('?', 1)[0]}` }, found, error);
    if (error instanceof Refused && error.retryAfter !== undefined)
      reply.header('retry-after', String(error.retryAfter));
    sendProblem(reply, problemDocument(found, instanceOf(url)));
  }

  /** Whoever asks too early after a start is told to wait: no fault, and its stack tells nothing. */
  #logFailure(of: { readonly request: string; readonly call: string }, found: Problem, error: unknown): void {
    const { status, code, detail } = found;
    if (code === 'catching-up') this.#log.warn({ ...of, status, error: detail });
    else this.#log.error({ ...of, status, error: described(error) });
  }

  /** 405 in place of 404 where the path exists with other methods. */
  #orWrongMethod(of: Problem, url: string, reply: FastifyReply): Problem {
    const allowed = of.code === 'not-found' ? this.methods.methodsAt(url) : [];
    if (allowed.length === 0) return of;
    reply.header('allow', allowed.join(', '));
    return problem('method-not-allowed', `this address takes ${allowed.join(', ')}`);
  }
}
