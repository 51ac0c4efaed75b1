/** What telemetry tells of the server: each request, what it has commands, queries and the store do, and some figures. */
import { SpanKind, SpanStatusCode, type Attributes, type Span } from '@opentelemetry/api';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readiness } from '../health/readiness.js';
import { commits } from '../platform/instrumentation.js';
import { MemoryImage } from '../projector/memory-image.js';
import { EventStore } from '../store/event-store.js';
import type { Telemetry } from './telemetry.js';

type Method = (...given: unknown[]) => Promise<unknown>;
interface Described {
  readonly name: string;
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
}

/** Has each call of a method told as a span. Only this object is changed, and only where telemetry is asked for. */
function traceCalls<T extends object>(
  telemetry: Telemetry,
  of: T,
  method: keyof T & string,
  described: (given: readonly unknown[]) => Described,
): void {
  const called = (Reflect.get(of, method) as Method).bind(of);
  const traced: Method = (...given) => {
    const { name, kind = SpanKind.INTERNAL, attributes = {} } = described(given);
    return telemetry.within(name, kind, attributes, () => called(...given));
  };
  Object.defineProperty(of, method, { value: traced, configurable: true, writable: true });
}

/** The name of the class of a command or a query: one of ours. */
const className = (of: unknown): string => (of as object).constructor.name;

/** What a stream is of, without the slug of talks, which may say who they are between. */
const sortOfStream = (stream: unknown): string => String(stream).split('-', 1)[0] ?? '';

function traceWork(telemetry: Telemetry, app: NestFastifyApplication): void {
  traceCalls(telemetry, app.get(CommandBus), 'execute', ([command]) => ({ name: `command ${className(command)}` }));
  traceCalls(telemetry, app.get(QueryBus), 'execute', ([query]) => ({ name: `query ${className(query)}` }));
  const store = app.get(EventStore);
  const kind = SpanKind.CLIENT;
  traceCalls(telemetry, store, 'append', ([stream, events]) => ({
    name: 'store append',
    kind,
    attributes: { 'parley.stream': sortOfStream(stream), 'parley.events': (events as readonly unknown[]).length },
  }));
  traceCalls(telemetry, store, 'appendTogether', ([writes]) => ({
    name: 'store append together',
    kind,
    attributes: { 'parley.writes': (writes as readonly unknown[]).length },
  }));
  traceCalls(telemetry, store, 'readStream', ([stream]) => ({
    name: 'store read stream',
    kind,
    attributes: { 'parley.stream': sortOfStream(stream) },
  }));
  traceCalls(telemetry, store, 'readAll', () => ({ name: 'store read all', kind }));
}

/** Methods that stand for themselves; whoever sends another may write into it what they like. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A request by the pattern of its route: its address may hold names, and is without number. */
function requestAttributes({ method, routeOptions: { url } }: FastifyRequest): Attributes {
  const known = METHODS.has(method) ? method : '_OTHER';
  return { 'http.request.method': known, ...(url === undefined ? {} : { 'http.route': url }) };
}

function traceRequests(telemetry: Telemetry, fastify: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  const durations = telemetry.meter.createHistogram('http.server.request.duration', {
    unit: 's',
    description: 'Time to answer a request, by route and status.',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] },
  });
  fastify.addHook('onRequest', (request, _, done) => {
    const attributes = requestAttributes(request);
    const name = [attributes['http.request.method'], attributes['http.route']].filter(Boolean).join(' ');
    spans.set(request, telemetry.begin(name, SpanKind.SERVER, attributes, request.headers));
    done();
  });
  // Reading a body leaves what was entered before it.
  fastify.addHook('preHandler', (request, _, done) => {
    const span = spans.get(request);
    if (span) telemetry.inside(span, done);
    else done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply;
    const outcome = { 'http.response.status_code': statusCode };
    // The code of a refusal is one of a fixed list.
    const refused = request.refusedWith === undefined ? {} : { 'error.type': request.refusedWith };
    durations.record(reply.elapsedTime / 1000, { ...requestAttributes(request), ...outcome });
    const span = spans.get(request);
    span?.setAttributes({ ...outcome, ...refused });
    if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}

/** @returns a function that ends the subscription */
function measure({ meter }: Telemetry, app: NestFastifyApplication): () => void {
  const stored = meter.createCounter('parley.events.stored', { description: 'Events that this server has stored.' });
  const appends = meter.createHistogram('parley.append.duration', {
    unit: 's',
    description: 'From when an append was asked of the store until it was durable.',
    advice: { explicitBucketBoundaries: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] },
  });
  const [image, readiness] = [app.get(MemoryImage), app.get(Readiness)];
  meter
    .createObservableGauge('parley.book.position', { description: 'The position up to which the log has been read.' })
    .addCallback((result) => result.observe(Number(image.position)));
  meter
    .createObservableGauge('parley.book.lag', { description: 'Positions stored and not yet read; -1: not known.' })
    .addCallback(async (result) => result.observe(await readiness.lag().catch(() => -1)));
  return commits.subscribe(({ events, seconds }) => {
    stored.add(events);
    for (const waited of seconds) appends.record(waited);
  });
}

/** Call it before any other hook is added: what comes before is not measured. */
export function followApp(telemetry: Telemetry, app: NestFastifyApplication, fastify: FastifyInstance): void {
  traceWork(telemetry, app);
  traceRequests(telemetry, fastify);
  const unsubscribe = measure(telemetry, app);
  fastify.addHook('onClose', async () => {
    unsubscribe();
    await telemetry.stop();
  });
}
