/** Pictures: that of the talks as data, and that and the timeline as drawings and tables. */
import { Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { lensOf } from '../../../answers/parameters.js';
import { pictureAnswer, pictureParameters, type PictureParameters } from '../../../answers/story/picture.js';
import { timelineParameters, type TimelineParameters } from '../../../answers/story/timeline.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { FileFormat } from '../../pictures/drawings.js';
import { ReadPicture } from '../../queries/story/read-picture.js';
import { ReadTimeline } from '../../queries/story/read-timeline.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { FileRoute } from '../decorators/file-route.decorator.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { NEGOTIATION } from './path-parameters.js';

@V1Controller('/negotiations/:negotiation', 'story')
@UseInterceptors(EtagInterceptor)
export class PicturesController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('picture', {
    operationId: 'getPicture',
    summary: 'One picture of the talks: positions, offers, phases, reports and terms over time, for drawing',
    answer: pictureAnswer,
  })
  getPicture(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: pictureParameters }) parameters: PictureParameters,
  ): Promise<SerializedResponse> {
    return this.picture(id, parameters, 'json');
  }

  @FileRoute('picture', 'svg', {
    operationId: 'drawPicture',
    summary: 'The picture of the talks, drawn: it stands alone, with title, lens, sources and date',
  })
  drawPicture(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: pictureParameters }) parameters: PictureParameters,
  ): Promise<SerializedResponse> {
    return this.picture(id, parameters, 'svg');
  }

  @FileRoute('picture', 'png', { operationId: 'drawPictureAsPng', summary: 'The same drawing in pixels' })
  drawPictureAsPng(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: pictureParameters }) parameters: PictureParameters,
  ): Promise<SerializedResponse> {
    return this.picture(id, parameters, 'png');
  }

  @FileRoute('picture', 'csv', { operationId: 'tabulatePicture', summary: 'What the picture shows, as a table' })
  tabulatePicture(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: pictureParameters }) parameters: PictureParameters,
  ): Promise<SerializedResponse> {
    return this.picture(id, parameters, 'csv');
  }

  @FileRoute('timeline', 'svg', {
    operationId: 'drawTimeline',
    summary: 'The timeline, drawn: it stands alone, with title, lens, source and date',
  })
  drawTimeline(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: timelineParameters }) parameters: TimelineParameters,
  ): Promise<SerializedResponse> {
    return this.timeline(id, parameters, 'svg');
  }

  @FileRoute('timeline', 'png', { operationId: 'drawTimelineAsPng', summary: 'The same drawing in pixels' })
  drawTimelineAsPng(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: timelineParameters }) parameters: TimelineParameters,
  ): Promise<SerializedResponse> {
    return this.timeline(id, parameters, 'png');
  }

  @FileRoute('timeline', 'csv', { operationId: 'tabulateTimeline', summary: 'What the timeline shows, as a table' })
  tabulateTimeline(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: timelineParameters }) parameters: TimelineParameters,
  ): Promise<SerializedResponse> {
    return this.timeline(id, parameters, 'csv');
  }

  private timeline(id: NegotiationId, parameters: TimelineParameters, format: FileFormat): Promise<SerializedResponse> {
    return this.queries.execute(new ReadTimeline(id, lensOf(parameters), parameters.clock ?? 'reported', format));
  }

  private picture(
    id: NegotiationId,
    parameters: PictureParameters,
    format: 'json' | FileFormat,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadPicture(id, lensOf(parameters), parameters.clock ?? 'reported', format));
  }
}
