/** The whole log: exporting it from this store, and importing it from another. */
import { Body, Get, Header, HttpCode, Post, StreamableFile, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation } from '../../openapi/described.js';
import { ImportLog } from '../../../log-transfer/import-log.js';
import { movedAnswer, type MovedAnswer } from '../../../../answers/import.js';
import { ExportLog } from '../../../log-transfer/export-log.js';
import type { Chunks } from '../../../json/text-lines.js';
import { LINES_TYPES } from '../../body-parsers.js';
import { NoParametersGuard } from '../../guards/no-parameters.guard.js';
import { ContentTypeGuard } from '../../guards/content-type.guard.js';
import { V1Controller } from '../../decorators/v1-controller.decorator.js';

@V1Controller('/log', 'moving')
export class LogController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'exportLog',
    summary: 'The whole log, to be moved into another store: a line for each event, and one for the end',
  })
  @ApiOkResponse({
    description: 'Lines of JSON.',
    content: { 'application/x-ndjson': { schema: { type: 'string' } } },
  })
  async exportLog(): Promise<StreamableFile> {
    const { name, type, content } = await this.queries.execute(new ExportLog());
    return new StreamableFile(content, { type, disposition: `attachment; filename="${name}"` });
  }

  @Post()
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(LINES_TYPES))
  @ApiOperation({
    operationId: 'importLog',
    summary: 'Take in a whole log as it is, ids, order, times and hashes; where it broke off, send it again',
  })
  @ApiConsumes(...LINES_TYPES)
  @ApiBody({ schema: { type: 'string', description: 'What GET /v1/log gave.' } })
  @ApiOkResponse({ standardSchema: movedAnswer })
  importLog(@Body() chunks: Chunks): Promise<MovedAnswer> {
    return this.commands.execute(new ImportLog(chunks));
  }
}
