/** The audit: verifying the hash chain, and what can be taken away to verify it elsewhere. */
import { Body, Get, Header, HttpCode, Param, Post, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation } from '../openapi/described.js';
import { type NegotiationId } from '../../../events/ids.js';
import type { Download } from '../../audit/download.js';
import { ExportNegotiation, FORMATS } from '../../audit/export-negotiation.js';
import {
  auditParameters,
  exportParameters,
  verifyAnswer,
  type AuditParameters,
  type ExportParameters,
  type VerifyAnswer,
} from '../../../answers/audit.js';
import { MakeCheckpoint } from '../../audit/make-checkpoint.js';
import { ProveNegotiation } from '../../audit/prove-negotiation.js';
import { VerifyRecord } from '../../audit/verify-record.js';
import type { Chunks } from '../../json/text-lines.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { NEGOTIATION } from './path-parameters.js';

const CHECKPOINT_TYPE = 'text/plain';

/** A download that is sent while it is read: it may be long. */
const streamed = ({ name, type, content }: Download): StreamableFile =>
  new StreamableFile(content, { type, disposition: `attachment; filename="${name}"` });

const text = { schema: { type: 'string' } } as const;
const binary = { schema: { type: 'string', format: 'binary' } } as const;

// It reads what is stored, also what cannot be loaded into memory.
@V1Controller('', 'audit')
export class AuditController {
  constructor(private readonly queries: QueryBus) {}

  @Get('audit/verify')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'verifyRecord',
    summary: 'Check the hash chain of what is stored, and name the first bad event',
  })
  @ApiOkResponse({ standardSchema: verifyAnswer, description: 'Whether it holds; also where it does not.' })
  verifyRecord(@Query({ schema: auditParameters }) { negotiation }: AuditParameters): Promise<VerifyAnswer> {
    return this.queries.execute(new VerifyRecord(negotiation));
  }

  @Post('audit/verify')
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard([CHECKPOINT_TYPE]))
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'verifyCheckpoint',
    summary: 'The same, and compare with a checkpoint that was kept elsewhere',
  })
  @ApiConsumes(CHECKPOINT_TYPE)
  @ApiBody({ schema: { type: 'string', description: 'What GET /v1/audit/checkpoint gave.' } })
  @ApiOkResponse({ standardSchema: verifyAnswer, description: 'Whether it holds; also where it does not.' })
  verifyCheckpoint(
    @Query({ schema: auditParameters }) { negotiation }: AuditParameters,
    @Body() checkpoint: Chunks,
  ): Promise<VerifyAnswer> {
    return this.queries.execute(new VerifyRecord(negotiation, checkpoint));
  }

  @Get('audit/checkpoint')
  @Header('cache-control', 'no-store')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiOperation({
    operationId: 'getCheckpoint',
    summary: 'Where every stream stands and its hash there: a small text to keep elsewhere',
  })
  @ApiOkResponse({ description: 'The checkpoint.', content: { 'text/plain': text } })
  getCheckpoint(@Query({ schema: auditParameters }) { negotiation }: AuditParameters): Promise<string> {
    return this.queries.execute(new MakeCheckpoint(negotiation));
  }

  @Get('negotiations/:negotiation/proof')
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'getProof',
    summary: 'A bundle of all events that anyone can check offline, with nothing but Node.js',
  })
  @ApiOkResponse({
    description: 'A .tar.gz with README.md, events.ndjson, sources.ndjson, checkpoint.txt and verify.mjs.',
    content: { 'application/gzip': binary },
  })
  async getProof(@Param('negotiation', NEGOTIATION) id: NegotiationId): Promise<StreamableFile> {
    return streamed(await this.queries.execute(new ProveNegotiation(id)));
  }

  @Get('negotiations/:negotiation/export')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'exportNegotiation',
    summary:
      'All that is recorded, or all that a lens sees, in the order of recording: as NDJSON, CSV or CloudEvents, or for other systems as PROV-O, nanopublications or STIX 2.1',
  })
  @ApiOkResponse({
    description: 'One line or row for each event.',
    content: Object.fromEntries(Object.values(FORMATS).map(({ type }) => [type.split(';', 1)[0], text])),
  })
  async exportNegotiation(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: exportParameters }) { format, ...lens }: ExportParameters,
  ): Promise<StreamableFile> {
    return streamed(await this.queries.execute(new ExportNegotiation(id, format, lens)));
  }
}
