/** Saved mappings of coded files. */
import { Body, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation } from '../openapi/described.js';
import { mapping, mappingName, type Mapping, type MappingName } from '../../../events/coded/mapping.js';
import {
  mappingAnswer,
  mappingsAnswer,
  type MappingAnswer,
  type MappingsAnswer,
} from '../../../answers/coded/mappings.js';
import { Recorder } from '../../access/caller.js';
import { ListMappings } from '../../commands/mappings/list-mappings.js';
import { RemoveMapping } from '../../commands/mappings/remove-mapping.js';
import { SaveMapping } from '../../commands/mappings/save-mapping.js';
import { JSON_TYPES } from '../body-parsers.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';

@V1Controller('/mappings', 'record')
export class MappingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'listMappings', summary: 'The saved mappings of coded files, by name' })
  @ApiOkResponse({ standardSchema: mappingsAnswer })
  listMappings(): Promise<MappingsAnswer> {
    return this.queries.execute(new ListMappings());
  }

  @Post()
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'saveMapping',
    summary: 'Save how the rows of a coded file become reports, in place of the mapping of that name',
  })
  @ApiOkResponse({ standardSchema: mappingAnswer })
  saveMapping(@Body({ schema: mapping }) body: Mapping, @Recorder() recorder: string): Promise<MappingAnswer> {
    return this.commands.execute(new SaveMapping(body, recorder));
  }

  @Post(':mapping/removal')
  @HttpCode(200)
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'removeMapping',
    summary: 'Remove a saved mapping: what was imported by it stays',
  })
  @ApiOkResponse({ standardSchema: mappingAnswer })
  removeMapping(
    @Param('mapping', { schema: mappingName }) name: MappingName,
    @Recorder() recorder: string,
  ): Promise<MappingAnswer> {
    return this.commands.execute(new RemoveMapping(name, recorder));
  }
}
