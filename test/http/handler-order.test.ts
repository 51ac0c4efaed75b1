/** The order of hooks, guards, interceptors and pipes, as the server has them. What follows from it: error-order.test.ts. */
import type { Type } from '@nestjs/common';
import { GUARDS_METADATA, INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import { ApplicationConfig } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startApp } from '../app/start-app.js';
import { HealthController } from '../../src/health/health.controller.js';
import { AuditController } from '../../src/http/controllers/audit.controller.js';
import { ChangesController } from '../../src/http/controllers/changes.controller.js';
import { FeedsController } from '../../src/http/controllers/feeds.controller.js';
import { FragilityController } from '../../src/http/controllers/fragility.controller.js';
import { ImportController } from '../../src/http/controllers/import.controller.js';
import { LiveController } from '../../src/http/controllers/live.controller.js';
import { LogController } from '../../src/http/controllers/log/log.controller.js';
import { NegotiationsController } from '../../src/http/controllers/negotiations.controller.js';
import { RecordChangesController } from '../../src/http/controllers/record-changes.controller.js';
import { ReplayController } from '../../src/http/controllers/replay.controller.js';
import { ReportsController } from '../../src/http/controllers/reports.controller.js';
import { StatusController } from '../../src/http/controllers/status.controller.js';
import { TokensController } from '../../src/http/controllers/tokens.controller.js';
import { PAGE_ROUTES } from '../../src/access/route-roles.js';
import { Config } from '../../src/platform/config.js';
import { newFolder, remove } from '../app/started-app.js';

let app: NestFastifyApplication;
const folder = newFolder();
beforeAll(async () => {
  const access = { operatorToken: 'the-operator-token-of-this-test-server', rateLimit: 100 };
  app = await startApp(new Config(0, '127.0.0.1', folder, 'error', undefined, access));
});
afterAll(async () => {
  await app.close();
  remove(folder);
});

/** The hooks of every route, as Fastify lists them: those that are Nest's own and have no name are left out. */
function hooks(): { readonly route: string; readonly hook: string; readonly names: string[] }[] {
  const fastify = app.getHttpAdapter().getInstance();
  const listing = fastify.printRoutes({ includeHooks: true, commonPrefix: false });
  let pattern = '';
  return listing.split('\n').flatMap((line) => {
    const [, hook, names] = /• \((\w+)\) (\[.*\])/.exec(line) ?? [];
    if (hook === undefined || names === undefined) {
      pattern = line.replace(/^[│├└─\s]*/, '');
      return [];
    }
    const named = (JSON.parse(names) as string[]).filter((name) => !['anonymous()', 'runMiddie()'].includes(name));
    return [{ route: pattern, hook, names: named.map((name) => name.replace('()', '')) }];
  });
}

/** The hook of `@fastify/compress`, which has no better name. */
const COMPRESSING = 'onRequest';
const isCompressed = ({ names }: { readonly names: readonly string[] }): boolean => names.includes(COMPRESSING);

describe('Fastify runs', () => {
  test.each([
    ['onRequest', ['setCommonHeaders', 'refuseEncodedBody', 'identifyCaller', 'limitRate', 'authorize']],
    ['onResponse', ['logOutcome', 'measureResponse']],
  ])('the hooks %s of every route, pages and documents too, in one order', (hook, expected) => {
    const found = hooks().filter((one) => one.hook === hook);
    expect(found.length).toBeGreaterThan(60);
    const [compressed, others] = [true, false].map((is) => found.filter((one) => isCompressed(one) === is));
    expect(others?.filter(({ names }) => names.join() !== expected.join())).toEqual([]);
    // The calls that are let in come to it, and no others.
    expect(compressed?.filter(({ names }) => names.join() !== [...expected, COMPRESSING].join())).toEqual([]);
  });

  test('what compresses of the documents and the pages alone', () => {
    const documents = ['openapi.json', 'v1/asyncapi.json', 'docs'].flatMap((path) =>
      ['GET', 'HEAD'].map((method) => `${path} (${method})`),
    );
    const found = hooks()
      .filter(isCompressed)
      .map(({ route }) => route);
    expect(found).toEqual(expect.arrayContaining(documents));
    expect(found.length - documents.length).toBe(2 * PAGE_ROUTES.length);
  });

  test('the call of every route after parsing, and before it the fast path of the present status alone', () => {
    const later = hooks().filter(({ hook }) => ['preParsing', 'preValidation', 'preHandler'].includes(hook));
    expect(later.length).toBeGreaterThan(60);
    const others = later.filter(({ hook, names }) => hook !== 'preHandler' || names.join() !== 'enterCall');
    expect(others).toEqual(
      ['GET', 'HEAD'].map((method) => ({
        route: `/status (${method})`,
        hook: 'preHandler',
        names: ['sendPresentStatus', 'enterCall'],
      })),
    );
  });
});

const namesOf = (metadata: unknown): string[] =>
  ((metadata ?? []) as (Type | object)[]).map((one) => (typeof one === 'function' ? one.name : one.constructor.name));

/** Those of the controller run before those of the handler. */
function orderOf(key: string, controller: Type, method: string): string {
  const handler: unknown = Object.getOwnPropertyDescriptor(controller.prototype, method)?.value;
  if (typeof handler !== 'function') throw new Error(`${controller.name} has no ${method}`);
  return [...namesOf(Reflect.getMetadata(key, controller)), ...namesOf(Reflect.getMetadata(key, handler))].join(', ');
}

interface Route {
  readonly controller: Type;
  readonly method: string;
  readonly guards: string;
  readonly interceptors: string;
}
const route = (controller: Type, method: string, guards: string, interceptors: string): [string, Route] => [
  `${controller.name}.${method}`,
  { controller, method, guards, interceptors },
];

describe('Nest runs', () => {
  test.each([
    route(StatusController, 'getStatus', 'CaughtUpGuard, ReadYourWritesGuard', 'MementoInterceptor, EtagInterceptor'),
    route(
      FragilityController,
      'getFragility',
      'CaughtUpGuard, ReadYourWritesGuard',
      'MementoInterceptor, EtagInterceptor',
    ),
    route(ReportsController, 'getReport', 'CaughtUpGuard, ReadYourWritesGuard', 'MementoInterceptor, EtagInterceptor'),
    route(ReportsController, 'getHistory', 'CaughtUpGuard, ReadYourWritesGuard', 'MementoInterceptor, EtagInterceptor'),
    route(ChangesController, 'getChanges', 'CaughtUpGuard, ReadYourWritesGuard', 'EtagInterceptor'),
    route(ReplayController, 'getTimeline', 'CaughtUpGuard, ReadYourWritesGuard', 'EtagInterceptor'),
    route(NegotiationsController, 'listNegotiations', 'CaughtUpGuard, ReadYourWritesGuard', 'EtagInterceptor'),
    route(
      NegotiationsController,
      'getNegotiation',
      'CaughtUpGuard, ReadYourWritesGuard',
      'MementoInterceptor, EtagInterceptor',
    ),
    route(ReplayController, 'getReplay', 'CaughtUpGuard', ''),
    route(LiveController, 'streamNegotiation', 'CaughtUpGuard', ''),
    route(FeedsController, 'getAtomFeed', 'CaughtUpGuard, NoParametersGuard', 'EtagInterceptor'),
    route(FeedsController, 'getNegotiationAtomFeed', 'CaughtUpGuard', 'EtagInterceptor'),

    route(NegotiationsController, 'openNegotiation', 'CaughtUpGuard, ContentTypeGuard', 'ReceiptInterceptor'),
    route(NegotiationsController, 'reviseParty', 'CaughtUpGuard, ContentTypeGuard', ''),
    route(ReportsController, 'recordReport', 'CaughtUpGuard, ContentTypeGuard', 'ReceiptInterceptor'),
    route(RecordChangesController, 'voidEntry', 'CaughtUpGuard, ContentTypeGuard', 'ReceiptInterceptor'),
    route(ImportController, 'importStory', 'CaughtUpGuard, ContentTypeGuard', ''),
    route(LogController, 'importLog', 'CaughtUpGuard, NoParametersGuard, ContentTypeGuard', ''),
    route(TokensController, 'issueToken', 'CaughtUpGuard, DryRunGuard, ContentTypeGuard', ''),

    route(AuditController, 'verifyRecord', 'CaughtUpGuard', ''),
    route(AuditController, 'verifyCheckpoint', 'CaughtUpGuard, ContentTypeGuard', ''),
    route(AuditController, 'getProof', 'CaughtUpGuard, NoParametersGuard', ''),
    route(HealthController, 'getReadiness', '', ''),
  ])('for %s its guards, then its interceptors', (_, { controller, method, guards, interceptors }) => {
    expect(orderOf(GUARDS_METADATA, controller, method)).toBe(guards);
    expect(orderOf(INTERCEPTORS_METADATA, controller, method)).toBe(interceptors);
  });

  test('one pipe and one filter for every route, and neither guard nor interceptor for all', () => {
    const config = app.get(ApplicationConfig);
    const every = [
      config.getGlobalGuards(),
      config.getGlobalInterceptors(),
      config.getGlobalPipes(),
      config.getGlobalFilters(),
    ];
    expect(every.map(namesOf)).toEqual([[], [], ['ZodValidationPipe'], ['ProblemFilter']]);
  });
});
