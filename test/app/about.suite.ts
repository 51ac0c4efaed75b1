/** What the server says of itself: its health, its figures, and how to call it. */
import { HARD_CASES } from '../../events/guide/hard-cases.js';
import { KIND_HELP } from '../../events/guide/kinds.js';
import { WORD_HELP } from '../../events/guide/words.js';
import { KINDS } from '../../events/vocabulary.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { CaughtUpGuard } from '../../src/http/guards/caught-up.guard.js';
import { readinessAnswer } from '../../answers/health.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { importLines, startedApp, storyText, type StartedApp } from './started-app.js';

export function about(): void {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startedApp();
    await importLines(app.base, storyText('qatar-mediation'));
  });
  afterAll(() => app.stop());

  const text = async (path: string): Promise<string> => (await fetch(`${app.base}${path}`)).text();

  interface Operation {
    readonly summary?: string;
    readonly parameters?: readonly { readonly name: string; readonly schema: object }[];
    readonly requestBody?: object;
    readonly responses: Readonly<Record<string, { readonly content?: object }>>;
  }
  interface Document {
    readonly openapi: string;
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  }
  const document = async (): Promise<Document> => JSON.parse(await text('/openapi.json')) as Document;

  const operations = ({ paths }: Document): [string, Operation][] =>
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );

  describe('The OpenAPI document', () => {
    test('describes every call, in version 3.1', async () => {
      const described = await document();
      expect(described.openapi).toBe('3.1.0');
      const of = '/v1/negotiations/{negotiation}';
      expect(operations(described).map(([call]) => call)).toEqual(
        expect.arrayContaining([
          ...['/healthz', '/readyz', '/metrics', '/v1/negotiations', of].map((path) => `GET ${path}`),
          ...['status', 'positions', 'positions/{party}', 'claims', 'proposals', 'agreements'].map(
            (p) => `GET ${of}/${p}`,
          ),
          ...['contradictions', 'terms', 'sources', 'history', 'reports/{report}'].map((p) => `GET ${of}/${p}`),
          ...['/v1/import', '/v1/negotiations', `${of}/parties`, `${of}/reports`].map((path) => `POST ${path}`),
          `PATCH ${of}/parties/{party}`,
        ]),
      );
    });

    test('says of every call what it is for and what it answers', async () => {
      for (const [call, { summary, responses }] of operations(await document())) {
        expect([call, summary]).toEqual([call, expect.stringMatching(/\w/)]);
        expect([call, (responses['200'] ?? responses['201'])?.content]).toEqual([call, expect.any(Object)]);
        const refused = Object.keys(responses['default']?.content ?? {});
        const isOfOperations = ['GET /healthz', 'GET /readyz', 'GET /metrics'].includes(call);
        expect([call, refused]).toEqual([call, isOfOperations ? [] : ['application/problem+json']]);
      }
    });

    test('says which role a call takes', async () => {
      const { paths } = await document();
      const of = '/v1/negotiations/{negotiation}';
      expect(paths[`${of}/status`]?.['get']).toMatchObject({
        description: expect.stringContaining('the role reader'),
        security: [{ token: [] }],
      });
      expect(paths[`${of}/entries/{entry}/void`]?.['post']).toMatchObject({
        description: expect.stringContaining('the role editor'),
      });
      expect(paths['/healthz']?.['get']).toMatchObject({ security: [] });
    });

    test('refers to nothing that it does not hold', async () => {
      const whole = await text('/openapi.json');
      const { components } = JSON.parse(whole) as { components: { schemas: object } };
      const named = [...whole.matchAll(/"\$ref":"([^"]+)"/g)].map(([, name]) => name);
      const held = Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`);
      expect(named).toContain('#/components/schemas/Problem');
      expect(named.filter((name) => !held.includes(name ?? ''))).toEqual([]);
    });

    test('gives parameters and bodies their shape', async () => {
      const all = new Map(operations(await document()));
      const status = all.get('GET /v1/negotiations/{negotiation}/status');
      const shapes = new Map(status?.parameters?.map(({ name, schema }) => [name, schema]));
      expect(shapes.get('revision')).toMatchObject({ type: 'integer' });
      expect(shapes.get('withoutSource')).toMatchObject({ type: 'array' });
      expect(shapes.get('minReliability')).toMatchObject({ enum: ['A', 'B', 'C', 'D', 'E', 'F'] });
      const body = JSON.stringify(all.get('POST /v1/negotiations/{negotiation}/reports')?.requestBody);
      expect(body).toContain('"const":"denial"');
      expect(body).toContain(`denial: ${KIND_HELP.denial.line}`);
      expect(body).toContain(`insider: ${WORD_HELP.capacity.insider.line}`);
    });

    test('names nothing that it does not hold', async () => {
      const described = await document();
      const names = [...JSON.stringify(described).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) {
        const found = name.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], described);
        expect([name, found]).toEqual([name, expect.any(Object)]);
      }
    });

    test('is there for people, without script and without help from elsewhere', async () => {
      const page = await fetch(`${app.base}/docs`);
      const html = await page.text();
      for (const path of Object.keys((await document()).paths)) expect(html).toContain(path);
      expect(html).not.toMatch(/<script|src=|https?:/);
      for (const kind of KINDS) expect(html).toContain(`<th scope="row"><code>${kind}</code></th>`);
      for (const { not } of HARD_CASES) expect(html.replaceAll(/<\/?code>/g, '')).toContain(not.replaceAll('`', ''));
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    });
  });

  describe('Health', () => {
    test('tells that it lives, and how far it has read against what is stored', async () => {
      expect(JSON.parse(await text('/healthz'))).toMatchObject({ status: 'ok', uptime: expect.any(Number) });
      const ready = readinessAnswer.parse(JSON.parse(await text('/readyz')));
      expect(ready).toEqual({
        status: 'ready',
        projections: [{ name: 'book', position: '18', head: '18', lag: 0 }],
        passedOver: [],
      });
    });

    test('has figures of events, lag and requests', async () => {
      await text('/v1/negotiations/qatar-mediation/status');
      const figures = await text('/metrics');
      expect(figures).toMatch(/^parley_events_applied 18$/m);
      expect(figures).toMatch(/^parley_book_lag 0$/m);
      expect(figures).toMatch(/^parley_events_passed_over\{reason="damaged"\} 0$/m);
      expect(figures).toMatch(/^nodejs_eventloop_lag_seconds /m);
      // The import; its eighteen events came in one batch.
      expect(figures).toMatch(/^parley_append_duration_seconds_count 1$/m);
      expect(figures).toMatch(/^parley_commit_appends_bucket\{le="1"\} 1$/m);
      expect(figures).toMatch(/^parley_events_stored_total 18$/m);
      expect(figures).toMatch(/^parley_streams_open 0$/m);
      expect(figures).toMatch(/^parley_backup_last_made_timestamp_seconds 0$/m);
      expect(figures).toContain('method="GET",route="/v1/negotiations/:negotiation/status",status="200"');
    });

    test('counts refusals by their code, and checks of the chain by whether it held', async () => {
      await text('/v1/negotiations/nobody/status');
      await text('/v1/negotiations?limit=0');
      await text('/v1/audit/verify');
      const figures = await text('/metrics');
      expect(figures).toMatch(/^parley_refusals_total\{code="unknown-negotiation"\} 1$/m);
      expect(figures).toMatch(/^parley_refusals_total\{code="invalid-parameter"\} 1$/m);
      expect(figures).toMatch(/^parley_chain_verification_duration_seconds_count\{ok="true"\} 1$/m);
    });

    test('answers nothing from half of the log', async () => {
      const store = SqliteEventStore.open(':memory:');
      const image = new MemoryImage();
      const guard = new CaughtUpGuard(
        new Projector(store, image, new Snapshots(store, image, new StreamLoader(store, image))),
      );
      expect(() => guard.canActivate()).toThrow('still being read');
      await store.close();
    });
  });
}
