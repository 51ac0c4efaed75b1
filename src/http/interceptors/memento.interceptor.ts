/** Mementos (RFC 7089): `Accept-Datetime` asks for what had been published by then, as the lens's `reportedBy` does. */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { edtf, isoOf, latestInstant, type Instant } from '../../../events/dates.js';
import { Clock } from '../../platform/clock.js';
import { invalidDate } from '../problems/refusals.js';

const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** What answers depend on besides the address. */
export const VARY = 'accept-datetime, authorization';

type Query = Record<string, unknown>;

function instantOf(header: string): Instant {
  const at = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(at) || new Date(at).toUTCString() !== header) throw invalidDate(header);
  return at;
}

@Injectable()
export class MementoInterceptor implements NestInterceptor {
  constructor(private readonly clock: Clock) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    reply.header('vary', VARY);
    this.#negotiate(request, reply);
    return next.handle().pipe(tap(() => addMementoHeaders(request, reply)));
  }

  /** Before the parameters are checked: what is asked for by a header is as if the address had it. */
  #negotiate({ headers, query, url }: FastifyRequest, reply: FastifyReply): void {
    const asked = headers['accept-datetime'];
    const parameters = query as Query;
    if (typeof asked !== 'string' || parameters['reportedBy'] !== undefined) return;
    // Of what is to come nothing is known: the last that there is is the present one.
    const at = isoOf(Math.min(instantOf(asked), Math.floor(this.clock.now() / 1000) * 1000));
    parameters['reportedBy'] = at;
    const address = new URL(url, 'http://localhost');
    address.searchParams.set('reportedBy', at);
    reply.header('content-location', `${address.pathname}${address.search}`);
  }
}

/** What had been published by a time is a memento of the resource without it. */
export function addMementoHeaders({ query, url }: FastifyRequest, reply: FastifyReply): void {
  const original = `<${url.split('?', 1)[0]}>; rel="original timegate"`;
  const links = [reply.getHeader('link'), original].filter((link) => link !== undefined);
  reply.header('link', links.join(', '));
  const asked = (query as Query)['reportedBy'];
  if (asked === undefined) return;
  const by = edtf.safeParse(asked);
  if (by.success) reply.header('memento-datetime', new Date(latestInstant(by.data)).toUTCString());
}
