/** Importing whole stories, and exports of negotiations. */
import { Body, Headers, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation } from '../openapi/described.js';
import { Recorder } from '../../access/caller.js';
import { codedOptions } from '../../commands/import/coded-options.js';
import { ImportStory } from '../../commands/import/import-story.js';
import { importAnswer, type ImportAnswer, importParameters, type ImportParameters } from '../../../answers/import.js';
import type { Chunks } from '../../json/text-lines.js';
import { LINES_TYPES, TABLE_TYPES } from '../body-parsers.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { ContentTypeGuard, essenceOf } from '../guards/content-type.guard.js';

const TYPES = [...LINES_TYPES, ...TABLE_TYPES];

@V1Controller('/import', 'record')
export class ImportController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard(TYPES))
  @ApiOperation({
    operationId: 'importStory',
    summary:
      'Import a story, the export of a negotiation, or coded events: a line of JSON, or a row, for each event; bad lines are named, the others recorded',
  })
  @ApiConsumes(...TYPES)
  @ApiBody({
    schema: {
      type: 'string',
      description:
        'Lines of {"type": …, "data": …}; or a table with a column `type`, and one for each field by its dotted path; or, with `format`, the rows of a coded file.',
    },
  })
  @ApiOkResponse({ standardSchema: importAnswer })
  importStory(
    @Body() chunks: Chunks,
    @Query({ schema: importParameters }) options: ImportParameters,
    @Recorder() recorder: string,
    @Headers('content-type') contentType: string,
  ): Promise<ImportAnswer> {
    const format = TABLE_TYPES.includes(essenceOf(contentType)) ? 'csv' : 'ndjson';
    const { atomic, dryRun } = options;
    const coded = codedOptions(options);
    return this.commands.execute(new ImportStory(chunks, { atomic, dryRun, recorder, format, coded }));
  }
}
