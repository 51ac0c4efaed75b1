/** Mementos (RFC 7089): `Accept-Datetime` asks for the state by a date, as the lens's `reportedBy` does. */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { isoOf, latestInstant, type Instant } from '../../../events/dates.js';
import { edtf } from '../../../events/edtf.js';
import { Clock } from '../../platform/clock.js';
import { invalidDate } from '../problems/refusals.js';

const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The headers on which these answers depend. */
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

  /** Turns the header into the parameter `reportedBy`, before the pipe validates the parameters. */
  #negotiate({ headers, query, url }: FastifyRequest, reply: FastifyReply): void {
    const date = headers['accept-datetime'];
    const parameters = query as Query;
    if (typeof date !== 'string' || parameters['reportedBy'] !== undefined) return;
    // Nothing is known of the future: the latest memento is the present one.
    const at = isoOf(Math.min(instantOf(date), Math.floor(this.clock.now() / 1000) * 1000));
    parameters['reportedBy'] = at;
    const address = new URL(url, 'http://localhost');
    address.searchParams.set('reportedBy', at);
    reply.header('content-location', `${address.pathname}${address.search}`);
  }
}

/** `Link` to the original resource, and `Memento-Datetime` where the request had `reportedBy` in any way. */
export function addMementoHeaders({ query, url }: FastifyRequest, reply: FastifyReply): void {
  const original = `<${url.split('?', 1)[0]}>; rel="original timegate"`;
  const links = [reply.getHeader('link'), original].filter((link) => link !== undefined);
  reply.header('link', links.join(', '));
  const reportedBy = (query as Query)['reportedBy'];
  if (reportedBy === undefined) return;
  const by = edtf.safeParse(reportedBy);
  if (by.success) reply.header('memento-datetime', new Date(latestInstant(by.data)).toUTCString());
}
