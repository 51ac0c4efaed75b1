/** Importing whole stories, and exports of negotiations. */
import { Body, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Recorder } from '../../access/caller.js';
import { ImportStory } from '../../commands/import-story.js';
import { importAnswer, type ImportAnswer, importParameters, type ImportParameters } from '../../../answers/import.js';
import type { Chunks } from '../../json/text-lines.js';
import { LINES_TYPES } from '../body-parsers.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';

@V1Controller('/import', 'record')
export class ImportController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard(LINES_TYPES))
  @ApiOperation({
    operationId: 'importStory',
    summary:
      'Import a story, or the export of a negotiation: a line of JSON for each event; bad lines are named, the others recorded',
  })
  @ApiConsumes(...LINES_TYPES)
  @ApiBody({ schema: { type: 'string', description: 'Lines of {"type": …, "data": …}.' } })
  @ApiOkResponse({ standardSchema: importAnswer })
  importStory(
    @Body() chunks: Chunks,
    @Query({ schema: importParameters }) options: ImportParameters,
    @Recorder() recorder: string,
  ): Promise<ImportAnswer> {
    return this.commands.execute(new ImportStory(chunks, { ...options, recorder }));
  }
}
