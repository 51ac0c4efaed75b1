/** Intake: from an article to reports in the record. */
import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { AcceptCandidateHandler } from './deciding/accept-candidate.js';
import { Acceptances } from './finishing/acceptances.js';
import { AddCandidateHandler } from './deciding/add-candidate.js';
import { DropTextHandler } from './deciding/drop-text.js';
import { DropTextOfHandler } from './erasing/drop-text-of.js';
import { MoveArticleHandler } from './deciding/move-article.js';
import { OpenTalksHandler } from './deciding/open-talks.js';
import { RejectCandidateHandler } from './deciding/reject-candidate.js';
import { UndoDecisionHandler } from './deciding/undo-decision.js';
import { EraseArticleHandler } from './erasing/erase-article.js';
import { DraftCandidateHandler } from './drafting/draft-candidate.js';
import { AskEndpointHandler, Askings, Endpoint, ShowAskingHandler } from './endpoint/endpoint-proposals.js';
import { OwnExamples } from './endpoint/own-examples.js';
import { FeedPolls } from './feeds/feed-polls.js';
import { AddFeedHandler, ListFeedsHandler, PollFeedHandler, RemoveFeedHandler } from './feeds/manage-feeds.js';
import { PageFetcher } from './fetching/page-fetcher.js';
import { FeedMemory } from './kept/feed-memory.js';
import { KeptArticles } from './kept/kept-articles.js';
import { PendingAcceptances } from './kept/pending-acceptances.js';
import { StoreSecret } from './kept/store-secret.js';
import { IntakeLog } from './log/intake-log.service.js';
import { ArticleProposals } from './proposing/article-proposals.js';
import { KnownRecord } from './proposing/known-record.js';
import { ArticleAnswers } from './reading/article-answers.js';
import { ListQueueHandler } from './reading/list-queue.js';
import { ProposedCandidates } from './reading/proposed-candidates.js';
import { ReadArticleHandler } from './reading/read-article.js';
import { ReadEvidenceHandler } from './reading/read-evidence.js';
import { SimilarArticles } from './reading/similar-articles.js';
import { ReceiveArticleHandler } from './receiving/receive-article.js';
import { Receptions } from './receiving/receptions.js';
import { Submissions } from './receiving/submission.js';
import { IntakeWorkers } from './workers/intake-workers.js';

@Module({
  imports: [QueriesModule],
  providers: [
    IntakeLog,
    StoreSecret,
    KeptArticles,
    PendingAcceptances,
    IntakeWorkers,
    PageFetcher,
    KnownRecord,
    ArticleProposals,
    ProposedCandidates,
    SimilarArticles,
    ArticleAnswers,
    Submissions,
    Receptions,
    Acceptances,
    ReceiveArticleHandler,
    ListQueueHandler,
    ReadArticleHandler,
    ReadEvidenceHandler,
    AcceptCandidateHandler,
    RejectCandidateHandler,
    UndoDecisionHandler,
    AddCandidateHandler,
    DraftCandidateHandler,
    MoveArticleHandler,
    OpenTalksHandler,
    DropTextHandler,
    DropTextOfHandler,
    EraseArticleHandler,
    Endpoint,
    OwnExamples,
    Askings,
    ShowAskingHandler,
    AskEndpointHandler,
    FeedMemory,
    FeedPolls,
    ListFeedsHandler,
    AddFeedHandler,
    RemoveFeedHandler,
    PollFeedHandler,
  ],
})
export class IntakeModule {}
