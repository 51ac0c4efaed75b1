/** Liveness, readiness and metrics. */
import { Controller, Get, Header, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '../http/openapi/described.js';
import type { FastifyReply } from 'fastify';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';
import { livenessAnswer, readinessAnswer, type LivenessAnswer, type ReadinessAnswer } from '../../answers/health.js';

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('healthz')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getLiveness', summary: 'Whether the server lives' })
  @ApiOkResponse({ standardSchema: livenessAnswer })
  getLiveness(): LivenessAnswer {
    return { status: 'ok', uptime: process.uptime() };
  }

  @Get('readyz')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Whether answers are up to date: the lag against what is stored',
  })
  @ApiOkResponse({ standardSchema: readinessAnswer })
  @ApiServiceUnavailableResponse({ standardSchema: readinessAnswer })
  async getReadiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessAnswer> {
    const answer = await this.readiness.answer();
    reply.status(answer.status === 'ready' ? 200 : 503);
    return answer;
  }

  @Get('metrics')
  @ApiOperation({ operationId: 'getMetrics', summary: 'Figures for Prometheus' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async getMetrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.header('content-type', this.metrics.contentType).header('cache-control', 'no-store');
    return this.metrics.text();
  }
}
