/** Saves a mapping of coded files under its name, in place of one of that name. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { MappingAnswer } from '../../../answers/coded/mappings.js';
import type { Mapping } from '../../../events/coded/mapping.js';
import { mappingAnswerOf, Mappings } from './mappings.js';

export class SaveMapping extends Command<MappingAnswer> {
  constructor(
    readonly mapping: Mapping,
    readonly recorder: string,
  ) {
    super();
  }
}

@CommandHandler(SaveMapping)
export class SaveMappingHandler implements ICommandHandler<SaveMapping> {
  constructor(private readonly mappings: Mappings) {}

  async execute({ mapping, recorder }: SaveMapping): Promise<MappingAnswer> {
    return mappingAnswerOf(await this.mappings.save(mapping, recorder));
  }
}
