/** Starts the server: the Nest application behind Fastify, with its hooks in their order. */
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, onResponseHookHandler } from 'fastify';
import { lazyAsync } from '../projections/support/lazy-async.js';
import { lazy } from '../projections/support/lazy.js';
import { AccessService } from './access/access.service.js';
import { AuditLog } from './access/audit-log.js';
import { AccessControl } from './access/access-control.js';
import { IdentityProvider } from './access/provider/identity-provider.js';
import { addMailRoutes } from './alerts/answering/mail-routes.js';
import { AlertMails } from './alerts/managing/alert-mails.js';
import { AppModule } from './app.module.js';
import { finishExchange } from './backup/rewriting/exchange.js';
import { asyncApiDocument } from './http/asyncapi/asyncapi-document.js';
import type { Config } from './platform/config.js';
import { REQUEST_TIMEOUT } from './platform/settings.js';
import { Metrics } from './health/metrics.js';
import { OpenRequests } from './http/connections/open-requests.js';
import { limitTimes } from './http/connections/time-limits.js';
import { AllowedMethods } from './http/allowed-methods.js';
import { addCompression, COMPRESSED } from './http/compression.js';
import { addCurrentCall } from './http/current-call.js';
import { createFastifyAdapter } from './http/fastify-adapter.js';
import { docsPage, DOCS_POLICY } from './http/openapi/docs-page.js';
import { ServerLogger } from './platform/server-logger.js';
import { PresentStatus } from './http/present-status.hook.js';
import { openApiDocument } from './http/openapi/openapi-document.js';
import { addRobotsRoute } from './http/robots.js';
import { addMcpRoute } from './mcp/mcp-route.js';
import { signalsAsked } from './telemetry/asked.js';
import { addPageRoutes } from './web/page-routes.js';

/**
 * Counts and times every response by the pattern of its route, never by its address: addresses are without number, and
 * may hold a secret.
 *
 * @param logsAll whether each response is a line of the log as well
 */
function measureResponses(fastify: FastifyInstance, metrics: Metrics, logsAll: boolean): void {
  const log = new Logger('Http');
  const measureResponse: onResponseHookHandler = (request, reply, done) => {
    const { id, method, refusedWith } = request;
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(method, route, reply.statusCode, reply.elapsedTime / 1000);
    if (refusedWith !== undefined) metrics.refused(refusedWith);
    if (logsAll)
      log.debug({
        request: id,
        call: `${method} ${route}`,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      });
    done();
  };
  fastify.addHook('onResponse', measureResponse);
}

function addOpenApiRoutes(fastify: FastifyInstance, app: NestFastifyApplication): void {
  // Made on the first request, so that it does not slow down the start.
  const document = lazyAsync(() => openApiDocument(app));
  const json = lazyAsync(async () => JSON.stringify(await document()));
  const page = lazyAsync(async () => docsPage(await document()));
  const messages = lazy(() => JSON.stringify(asyncApiDocument()));
  fastify.get('/openapi.json', COMPRESSED, async (_, reply) =>
    reply.type('application/json; charset=utf-8').send(await json()),
  );
  fastify.get('/v1/asyncapi.json', COMPRESSED, (_, reply) =>
    reply.type('application/json; charset=utf-8').send(messages()),
  );
  fastify.get('/docs', COMPRESSED, async (_, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', DOCS_POLICY)
      .send(await page()),
  );
}

/** Loads telemetry where the environment asks for it: before any other hook, so that all of a request is measured. */
async function addTelemetry(app: NestFastifyApplication, fastify: FastifyInstance): Promise<void> {
  const signals = signalsAsked(process.env);
  if (signals.length === 0) return;
  const [{ Telemetry }, { followApp }] = await Promise.all([
    import('./telemetry/telemetry.js'),
    import('./telemetry/follow-app.js'),
  ]);
  followApp(new Telemetry(signals, process.env), app, fastify);
}

/**
 * Starts the server. The order in which hooks are added is the order in which they run.
 *
 * Rejects with `ExposedError` where it must not listen on `config.host` without a token, and otherwise with what was
 * thrown where the store cannot be opened or the address cannot be listened on.
 */
export async function startApp(config: Config): Promise<NestFastifyApplication> {
  if (!config.store) await finishExchange(config.dataFolder);
  const adapter = createFastifyAdapter(config.access);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: new ServerLogger(config.logLevel),
  });
  try {
    const fastify = adapter.getInstance<FastifyInstance>();
    const requests = app.get(OpenRequests);
    requests.follow(fastify.server);
    limitTimes(fastify.server, requests, (config.access.requestTimeout ?? REQUEST_TIMEOUT) * 1000);
    app.get(AllowedMethods).collectFrom(fastify);
    await addTelemetry(app, fastify);
    await app.get(AccessService).start();
    await app.get(AccessControl).addHooks(fastify);
    measureResponses(fastify, app.get(Metrics), config.logLevel === 'debug');
    await addCompression(fastify);
    app.get(PresentStatus).addHook(fastify);
    addCurrentCall(fastify, (config.access.rateLimit ?? 0) > 0, config.access.showSpeakers);
    addOpenApiRoutes(fastify, app);
    addRobotsRoute(fastify);
    addMcpRoute(fastify);
    addMailRoutes(fastify, app.get(AlertMails));
    const signIns = { access: app.get(AccessService), audit: app.get(AuditLog), provider: app.get(IdentityProvider) };
    await addPageRoutes(fastify, signIns, config.publishing.publicUrl);
    await app.listen(config.port, config.host);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}
