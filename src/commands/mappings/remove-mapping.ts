/** Removes a saved mapping. What was imported by it stays. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { MappingAnswer } from '../../../answers/coded/mappings.js';
import type { MappingName } from '../../../events/coded/mapping.js';
import { mappingAnswerOf, Mappings } from './mappings.js';

export class RemoveMapping extends Command<MappingAnswer> {
  constructor(
    readonly name: MappingName,
    readonly recorder: string,
  ) {
    super();
  }
}

@CommandHandler(RemoveMapping)
export class RemoveMappingHandler implements ICommandHandler<RemoveMapping> {
  constructor(private readonly mappings: Mappings) {}

  async execute({ name, recorder }: RemoveMapping): Promise<MappingAnswer> {
    return mappingAnswerOf(await this.mappings.remove(name, recorder));
  }
}
