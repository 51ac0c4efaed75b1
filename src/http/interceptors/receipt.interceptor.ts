/** Answers a write with 201 and the address of what was recorded; with 200 where nothing new was recorded. */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import type { Receipt } from '../../../answers/receipts.js';

/** The parts of an answer by which its status is chosen: true where nothing new was recorded. */
export type Outcome = Pick<Receipt, 'duplicate' | 'dryRun'>;

/** The parameters of a path, by their names. They have been validated when an answer is there. */
export type PathParameters = Readonly<Record<string, string>>;

/** The path at which what was recorded can be read; undefined where there is none. */
export type Locate<A> = (answer: A, path: PathParameters) => string | undefined;

@Injectable()
export class ReceiptInterceptor<A extends Outcome> implements NestInterceptor<A, A> {
  constructor(private readonly locate: Locate<A>) {}

  intercept(context: ExecutionContext, next: CallHandler<A>): Observable<A> {
    const http = context.switchToHttp();
    const path = http.getRequest<FastifyRequest>().params as PathParameters;
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(tap((answer) => this.#describe(answer, path, reply)));
  }

  // A duplicate has an address, a dry run has none.
  #describe(answer: A, path: PathParameters, reply: FastifyReply): void {
    const location = answer.dryRun ? undefined : this.locate(answer, path);
    if (location !== undefined) reply.header('location', location);
    reply.status(answer.duplicate || answer.dryRun ? 200 : 201);
  }
}
