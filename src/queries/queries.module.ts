/** The queries: everything that can be read of the negotiations. */
import { Module } from '@nestjs/common';
import { CountLaterEntriesHandler } from './story/count-later-entries.js';
import { DescribeNegotiationHandler } from './describe-negotiation.js';
import { ReadRegistryActsHandler } from './registry/read-registry-acts.js';
import { ListNegotiationsHandler } from './desk/list-negotiations.js';
import { EventHashes } from './hashes.js';
import { ReadCitationsHandler } from './read-citations.js';
import { ReadChangesHandler } from './read-changes.js';
import { ReadFragilityHandler } from './read-fragility.js';
import { ReadHistoryHandler } from './read-history.js';
import { ReadAdjacentChangeHandler } from './read-adjacent-change.js';
import { ReadOverviewHandler } from './read-overview.js';
import { ReadPartHandler, ReadPositionsOfHandler } from './read-part.js';
import { ReadPictureHandler } from './story/read-picture.js';
import { ReadReplayHandler } from './read-replay.js';
import { ReadReportHandler } from './read-report.js';
import { ReadStatusHandler } from './read-status.js';
import { ReadTimelineHandler } from './story/read-timeline.js';
import { ReadVocabularyHandler } from './read-vocabulary.js';
import { ListStoriesHandler, ReadStoryHandler, ShippedStories } from './desk/shipped-stories.js';
import { Drawings } from '../pictures/drawings.js';
import { ProjectionCache } from './projection-cache.js';
import { WarmUp } from './warm-up.js';
import { AllSources } from './sources/all-sources.js';
import { ListAllSourcesHandler } from './sources/list-all-sources.js';
import { ReadSourceHandler } from './sources/read-source.js';
import { SourceTallyCache } from './sources/source-tally-cache.js';

@Module({
  providers: [
    ProjectionCache,
    WarmUp,
    EventHashes,
    SourceTallyCache,
    AllSources,
    ListAllSourcesHandler,
    ReadSourceHandler,
    CountLaterEntriesHandler,
    DescribeNegotiationHandler,
    ReadRegistryActsHandler,
    ListNegotiationsHandler,
    ReadHistoryHandler,
    ReadPartHandler,
    ReadPositionsOfHandler,
    ReadReportHandler,
    ReadCitationsHandler,
    ReadStatusHandler,
    ReadChangesHandler,
    ReadAdjacentChangeHandler,
    ReadReplayHandler,
    ReadFragilityHandler,
    ReadOverviewHandler,
    ReadTimelineHandler,
    ReadPictureHandler,
    ReadVocabularyHandler,
    ShippedStories,
    ListStoriesHandler,
    ReadStoryHandler,
    Drawings,
  ],
  exports: [ProjectionCache, EventHashes],
})
export class QueriesModule {}
