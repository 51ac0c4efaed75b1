/** The saved mappings of coded files, by name. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { MappingsAnswer } from '../../../answers/coded/mappings.js';
import { mappingAnswerOf, Mappings } from './mappings.js';

export class ListMappings extends Query<MappingsAnswer> {}

@QueryHandler(ListMappings)
export class ListMappingsHandler implements IQueryHandler<ListMappings> {
  constructor(private readonly mappings: Mappings) {}

  async execute(): Promise<MappingsAnswer> {
    return { mappings: (await this.mappings.all()).map(mappingAnswerOf) };
  }
}
