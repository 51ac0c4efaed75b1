/** Telemetry as a collector receives it: what was done, and nothing that anybody said or is called. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { signalsAsked } from '../../src/telemetry/asked.js';
import { program, Program } from '../app/program.js';
import { newFolder, remove } from '../app/started-app.js';
import { root, trackedFiles } from '../docs/repository.js';

const TOKEN = 'the-first-token-of-this-test-server';
const TRACE = '0af7651916cd43dd8448eb211c80319c';

interface Attribute {
  readonly key: string;
  readonly value: object;
}
interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly Attribute[];
}
interface Metric {
  readonly name: string;
}

/** A collector: everything that it was sent, by path. */
class Collector {
  readonly bodies: { readonly path: string; readonly body: string; readonly key: unknown }[] = [];
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Collector> {
    const server = createServer((request, response) => {
      void collector.take(request, response);
    });
    const collector = new Collector(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return collector;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    this.bodies.push({ path: request.url ?? '', body, key: request.headers['x-key'] });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  #at<T>(path: string): T[] {
    return this.bodies.filter((sent) => sent.path === path).map(({ body }) => JSON.parse(body) as T);
  }

  get spans(): Span[] {
    type Sent = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
    const sent = this.#at<Sent>('/v1/traces').flatMap(({ resourceSpans }) => resourceSpans);
    return sent.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  }

  get metrics(): Metric[] {
    type Sent = { resourceMetrics: { scopeMetrics: { metrics: Metric[] }[] }[] };
    const sent = this.#at<Sent>('/v1/metrics').flatMap(({ resourceMetrics }) => resourceMetrics);
    return sent.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

describe('A server that was asked for telemetry', () => {
  let collector: Collector;
  let issued = '';
  beforeAll(async () => {
    collector = await Collector.start();
    const folder = newFolder();
    const server = new Program(program, {
      PARLEY_DATA: folder,
      PARLEY_BOOTSTRAP_TOKEN: TOKEN,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=of-the-collector',
      OTEL_SERVICE_NAME: 'the-desk',
    });
    const base = await server.ready();
    const editor = await fetch(`${base}/v1/tokens`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ subject: 'Secret Ana', roles: ['editor'] }),
    });
    ({ secret: issued } = (await editor.json()) as { secret: string });
    const own = { ...headers, authorization: `Bearer ${issued}` };
    await fetch(`${base}/v1/negotiations`, {
      method: 'POST',
      headers: { ...own, traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
      body: JSON.stringify({ negotiation: 'secret-talks', title: 'Secret title' }),
    });
    await fetch(`${base}/v1/negotiations/secret-talks/status`, { headers: own });
    await fetch(`${base}/v1/negotiations/secret-talks/status?withoutSource=Secret%20Source`, { headers: own });
    await fetch(`${base}/v1/negotiations/secret-none/status`, { headers: own });
    await fetch(`${base}/secret-nowhere`, { headers: own });
    await fetch(`${base}/sign-in/callback?code=secret-code&state=secret-state`);
    server.signal('SIGTERM');
    await server.ended();
    remove(folder);
  }, 240_000);
  afterAll(() => collector.stop());

  const named = (name: string): Span[] => collector.spans.filter((span) => span.name === name);
  const attributesOf = ({ attributes }: Span) => Object.fromEntries(attributes.map(({ key, value }) => [key, value]));

  test('tells of requests by their routes, of what they have done, and of the store, one within the other', () => {
    const [opening] = named('POST /v1/negotiations');
    const [command] = named('command OpenNegotiation');
    expect(command).toMatchObject({ parentSpanId: opening?.spanId, traceId: opening?.traceId });
    const appends = named('store append').filter(({ traceId }) => traceId === opening?.traceId);
    expect(appends.map(attributesOf)).toContainEqual({
      'parley.stream': { stringValue: 'negotiation' },
      'parley.events': { intValue: 1 },
    });
    const statuses = named('GET /v1/negotiations/:negotiation/status').map(attributesOf);
    expect(statuses.map((of) => [of['http.response.status_code'], of['error.type']])).toEqual([
      [{ intValue: 200 }, undefined],
      [{ intValue: 400 }, { stringValue: 'invalid-parameter' }],
      [{ intValue: 404 }, { stringValue: 'unknown-negotiation' }],
    ]);
    expect(named('store read stream').length).toBeGreaterThan(0);
  });

  test('goes on from the trace of its caller', () => {
    expect(named('POST /v1/negotiations')).toMatchObject([{ traceId: TRACE, parentSpanId: 'b7ad6b7169203331' }]);
  });

  test('sends figures, under the name that it was given, to where and as it was told', () => {
    const names = new Set(collector.metrics.map(({ name }) => name));
    expect([...names].toSorted((a, b) => a.localeCompare(b))).toEqual([
      'http.server.request.duration',
      'parley.append.duration',
      'parley.book.lag',
      'parley.book.position',
      'parley.events.stored',
    ]);
    for (const { body, key } of collector.bodies) {
      expect(body).toContain('"service.name","value":{"stringValue":"the-desk"}');
      expect(key).toBe('of-the-collector');
    }
  });

  test('sends no text, name, slug, address or token', () => {
    const sent = collector.bodies.map(({ body }) => body).join('\n');
    expect(sent.length).toBeGreaterThan(1_000);
    for (const secret of [TOKEN, issued, 'parley_', '127.0.0.1']) expect(sent).not.toContain(secret);
    expect(sent.toLowerCase()).not.toContain('secret');
  });
});

test('A collector that is not there delays and breaks nothing', async () => {
  const folder = newFolder();
  const server = new Program(program, { PARLEY_DATA: folder, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  const base = await server.ready();
  expect((await fetch(`${base}/v1/negotiations`)).status).toBe(200);
  const before = Date.now();
  server.signal('SIGTERM');
  expect(await server.ended()).toMatchObject({ code: 0 });
  expect(Date.now() - before).toBeLessThan(8_000);
  remove(folder);
}, 240_000);

test.each([
  [{}, []],
  [{ OTEL_SERVICE_NAME: 'x' }, []],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, []],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }, ['traces', 'metrics']],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_METRICS_EXPORTER: 'none' }, ['traces']],
  [{ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://c:4318/v1/metrics' }, ['metrics']],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, ['traces']],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'TRUE' }, []],
])('By %j is sent: %j', (env, signals) => expect(signalsAsked(env)).toEqual(signals));

test('Nothing of it is loaded where nobody asks for it', () => {
  const sources = trackedFiles().filter((file) => /^src\/.*\.ts$/.test(file));
  const loading = sources.filter((file) =>
    /from '(?:@opentelemetry\/|.*telemetry\/(?!asked))/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(loading.filter((file) => !/^src\/telemetry\/(?!asked)/.test(file))).toEqual([]);
  expect(loading.length).toBeGreaterThan(1);
});
