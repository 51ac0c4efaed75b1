/** Recording: one report, or whole stories. */
import { Body, HttpCode, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Recorder } from '../../access/caller.js';
import { negotiationId, type NegotiationId } from '../../../events/ids.js';
import { ImportStory } from '../../commands/import-story.js';
import { recordedAnswer, RecordReport, type RecordedAnswer } from '../../commands/record-report.js';
import { importAnswer, type ImportAnswer } from '../../commands/import-tally.js';
import type { Chunks } from '../../json/text-lines.js';
import { answered } from '../answered.js';
import { LINES_TYPES } from '../body-parsers.js';
import { ReportBody } from '../openapi/request-bodies.js';
import { IfMatch } from '../decorators/write.decorator.js';
import { importParameters, recordParameters, type ImportParameters, type RecordParameters } from '../parameters.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';
import { CreateRoute } from '../decorators/write-routes.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

@V1Controller('', 'record')
export class RecordController {
  constructor(private readonly commands: CommandBus) {}

  @CreateRoute('negotiations/:negotiation/reports', 'Record a report: one source saying one thing', recordedAnswer)
  @ReportBody()
  async record(
    @Param('negotiation', { schema: negotiationId }) id: NegotiationId,
    @Body() body: unknown,
    @Query({ schema: recordParameters }) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Recorder() recorder: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedAnswer> {
    const answer = await this.commands.execute(new RecordReport(id, body, { recorder, ifMatch, dryRun }));
    return answered(reply, answer, ({ reportId }) => `/v1/negotiations/${id}/reports/${reportId}`);
  }

  @Post('import')
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard(LINES_TYPES))
  @ApiOperation({ summary: 'Import a story: a line of JSON for each event; bad lines are named, the others recorded' })
  @ApiConsumes(...LINES_TYPES)
  @ApiBody({ schema: { type: 'string', description: 'Lines of {"type": …, "data": …}.' } })
  @ApiOkResponse({ standardSchema: importAnswer })
  import(
    @Body() chunks: Chunks,
    @Query({ schema: importParameters }) options: ImportParameters,
    @Recorder() recorder: string,
  ): Promise<ImportAnswer> {
    return this.commands.execute(new ImportStory(chunks, { ...options, recorder }));
  }
}
