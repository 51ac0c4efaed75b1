/** The stories that come with the program. */
import { Get, Param, UseGuards, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation } from '../openapi/described.js';
import { storiesAnswer, type StoriesAnswer, storyName, type StoryName } from '../../../answers/import.js';
import { SerializedResponse } from '../../queries/serialized-response.js';
import { ListStories, ReadStory } from '../../queries/desk/shipped-stories.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';

const LINES = 'application/x-ndjson';

@V1Controller('/stories', 'record')
@UseGuards(NoParametersGuard)
@UseInterceptors(EtagInterceptor)
export class StoriesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ operationId: 'listStories', summary: 'The stories that come with the program, ready to be imported' })
  @ApiOkResponse({ standardSchema: storiesAnswer })
  listStories(): Promise<StoriesAnswer> {
    return this.queries.execute(new ListStories());
  }

  @Get(':story')
  @ApiOperation({ operationId: 'getStory', summary: 'The lines of such a story: the body of an import' })
  @ApiOkResponse({ content: { [LINES]: { schema: { type: 'string' } } } })
  async getStory(@Param('story', { schema: storyName }) story: StoryName): Promise<SerializedResponse> {
    return SerializedResponse.text(await this.queries.execute(new ReadStory(story)), `${LINES}; charset=utf-8`);
  }
}
