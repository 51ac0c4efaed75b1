/** The server as a whole: the modules behind Fastify, listening. */
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { lazy } from '../projections/support/lazy.js';
import { AccessService } from './access/access.service.js';
import { AccessControl } from './access/access-control.js';
import { AppModule } from './app.module.js';
import type { Config } from './platform/config.js';
import { Metrics } from './health/metrics.js';
import { AllowedMethods } from './http/allowed-methods.js';
import { createFastifyAdapter } from './http/fastify-adapter.js';
import { docsPage, DOCS_POLICY } from './http/openapi/docs-page.js';
import { ServerLogger } from './platform/server-logger.js';
import { PresentStatus } from './http/responses/present-status.js';
import { openApiDocument } from './http/openapi/openapi-document.js';
import { addPageRoutes } from './web/page-routes.js';

/** By the name of the route, never by the address: what varies in it would fill the memory, or tell a secret. */
function measure(fastify: FastifyInstance, metrics: Metrics, logsAll: boolean): void {
  const log = new Logger('Http');
  fastify.addHook('onResponse', (request, reply, done) => {
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
  });
}

function serveDocuments(fastify: FastifyInstance, app: NestFastifyApplication): void {
  // Made when first asked for: that takes longer than much of a start.
  const document = lazy(() => openApiDocument(app));
  const json = lazy(() => JSON.stringify(document()));
  const page = lazy(() => docsPage(document()));
  fastify.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(json()));
  fastify.get('/docs', (_, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', DOCS_POLICY).send(page()),
  );
}

/** Starts the server. Rejects where the store cannot be opened or the address cannot be listened on. */
export async function startApp(config: Config): Promise<NestFastifyApplication> {
  const adapter = createFastifyAdapter(config.access);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: new ServerLogger(config.logLevel),
  });
  try {
    const fastify = adapter.getInstance<FastifyInstance>();
    app.get(AllowedMethods).collectFrom(fastify);
    await app.get(AccessService).start();
    await app.get(AccessControl).addHooks(fastify);
    measure(fastify, app.get(Metrics), config.logLevel === 'debug');
    app.get(PresentStatus).addHook(fastify);
    serveDocuments(fastify, app);
    await addPageRoutes(fastify);
    await app.listen(config.port, config.host);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}
