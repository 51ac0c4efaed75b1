/**
 * Reads under a lens, as HTTP has it: `Accept-Datetime` (RFC 7089) asks for what had been published by then, and an
 * answer that can never be another says so.
 */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { isoOf, latestInstant, type Instant } from '../../events/dates.js';
import { negotiationId } from '../../events/ids.js';
import { lensSchema, type Lens } from '../../projections/lens.js';
import { Clock } from '../clock.js';
import { Readings } from '../readings/readings.js';
import { lensOf } from './parameters.js';
import { noSuchDate } from './refusals.js';

/** A year, which RFC 9111 has as the longest that anybody should promise. */
const FOR_EVER = 'max-age=31536000, immutable';

const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

type Query = Record<string, unknown>;

function instantOf(header: string): Instant {
  const at = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(at) || new Date(at).toUTCString() !== header) throw noSuchDate(header);
  return at;
}

@Injectable()
export class Lensed implements NestInterceptor {
  constructor(
    private readonly readings: Readings,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    this.#negotiate(request, reply);
    return next.handle().pipe(tap(() => this.#mark(request, reply)));
  }

  /** Before the parameters are checked: what is asked for by a header is as if the address had it. */
  #negotiate({ headers, query, url }: FastifyRequest, reply: FastifyReply): void {
    reply.header('vary', 'accept-datetime');
    const asked = headers['accept-datetime'];
    const parameters = query as Query;
    if (typeof asked !== 'string' || parameters['reportedBy'] !== undefined) return;
    // Of what is to come nothing is known: the last that there is is the present one.
    const at = Math.min(instantOf(asked), Math.floor(this.clock.now() / 1000) * 1000);
    parameters['reportedBy'] = isoOf(at);
    const address = new URL(url, 'http://localhost');
    address.searchParams.set('reportedBy', isoOf(at));
    reply.header('content-location', `${address.pathname}${address.search}`);
  }

  #mark({ params, query, url }: FastifyRequest, reply: FastifyReply): void {
    const lens = lensSchema.safeParse(lensOf(query as Query));
    const id = negotiationId.safeParse((params as Query)['negotiation']);
    if (!lens.success || !id.success) return;
    this.#remember(url, lens.data, reply);
    if (this.readings.isPinned(id.data, lens.data)) reply.header('cache-control', FOR_EVER);
  }

  /** What had been published by a time is a memento of the resource. */
  #remember(url: string, { reportedBy }: Lens, reply: FastifyReply): void {
    const original = `<${url.split('?', 1)[0]}>; rel="original timegate"`;
    const links = [reply.getHeader('link'), original].filter((link) => link !== undefined);
    reply.header('link', links.join(', '));
    if (reportedBy !== undefined) reply.header('memento-datetime', new Date(latestInstant(reportedBy)).toUTCString());
  }
}
