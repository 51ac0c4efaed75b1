/** Articles and their candidates. */
import type { ArticleAnswer, ArticleRow, CandidateAnswer, ReceivedAnswer } from '../../../../answers/intake/article.js';
import type {
  AcceptedAnswer,
  ArticleErasedAnswer,
  DecidedAnswer,
  UndoneAnswer,
} from '../../../../answers/intake/decisions.js';
import type { QueueAnswer } from '../../../../answers/intake/queue.js';
import { gridOrLine, section, type Cell, type Layout } from '../layout.js';
import { backupsHoldingLayout, unscavengedLayout } from './receipt.js';
import { CHANGE_HEAD, changeRows } from './record.js';

/** What became of several articles. */
export interface Reception {
  readonly received: ReceivedAnswer[];
  readonly failed: { readonly name: string; readonly detail: string }[];
}

const HEAD = ['ARTICLE', 'TALKS', 'WAITING', 'ACCEPTED', 'REJECTED', 'PUBLISHER', 'TITLE'] as const;

const rowOf = ({ article, negotiation, candidates, source }: ArticleRow): Cell[] => [
  article,
  negotiation?.negotiation ?? '(none)',
  candidates.waiting,
  candidates.accepted,
  candidates.rejected,
  source.publisher,
  source.title,
];

export const receivedLayout = ({ received }: Reception): Layout =>
  gridOrLine(
    'no article was received',
    [...HEAD, ''],
    received.map((answer) => [...rowOf(answer), answer.duplicate ? 'received before' : '']),
  );

export const queueLayout = ({ articles, waiting }: QueueAnswer): Layout => [
  ...gridOrLine('nothing waits', HEAD, articles.map(rowOf)),
  ...(articles.length === 0 ? [] : [`${waiting.candidates} candidates wait in ${waiting.articles} articles`]),
];

/** The kinds, the likeliest first; an asserted one stands alone. */
const kindsOf = ({ kinds, asserted }: CandidateAnswer): string =>
  asserted ? `${kinds[0] ?? ''} !` : kinds.length > 0 ? `${kinds.join(' / ')}?` : '(read it)';

const standsAs = ({ standing, decision, recorded }: CandidateAnswer): string => {
  if (decision?.reportId !== undefined)
    return `${standing} as ${decision.reportId}${decision.voided ? ', voided' : ''}`;
  return standing === 'waiting' && recorded ? `recorded as ${recorded.reportId}` : standing;
};

export function articleLayout(answer: ArticleAnswer): Layout {
  const { source, negotiation, notes, proposed, talks } = answer;
  const from = [source.publisher, source.origin, source.published, source.url].filter((one) => one !== undefined);
  return [
    source.title ?? answer.article,
    ...(from.length > 0 ? [from.join(', ')] : []),
    negotiation ? `about ${negotiation.title} (${negotiation.negotiation})` : 'about no talks that are followed',
    ...notes,
    ...section(
      'Candidates',
      ['CANDIDATE', 'KIND', 'PARTY', 'WHAT', 'STANDING'],
      proposed.map((one) => [
        one.candidate,
        kindsOf(one),
        one.party,
        one.summary ?? '(its words are gone)',
        standsAs(one),
      ]),
    ),
    ...(talks
      ? section(
          `Talks that could be opened: ${talks.title}`,
          ['PARTY', 'ROLE', 'NAME'],
          talks.parties.map(({ party, role, name }) => [party, role, name]),
        )
      : []),
  ];
}

export const acceptedLayout = (answer: AcceptedAnswer): Layout => [
  answer.dryRun
    ? `${answer.candidate} would be recorded as ${answer.reportId}`
    : `${answer.candidate} ${answer.duplicate ? 'was accepted before' : 'accepted'} as ${answer.reportId}${answer.restored ? ', which counts again' : ''}`,
  ...(answer.changed.length > 0 ? [`other than proposed: ${answer.changed.join(', ')}`] : []),
  ...section('It changes', CHANGE_HEAD, changeRows(answer.changes)),
];

export const decidedLayout = ({ candidate, standing, duplicate }: DecidedAnswer): Layout => [
  `${candidate} ${duplicate ? 'was' : 'is'} ${standing}`,
];

export const undoneLayout = ({ candidate, reportId, duplicate, changes }: UndoneAnswer): Layout => [
  duplicate
    ? `${candidate} waits already`
    : `${candidate} waits again${reportId === null ? '' : `; ${reportId} is voided`}`,
  ...section('It changes', CHANGE_HEAD, changeRows(changes)),
];

export const articleErasedLayout = ({ article, erased, backups, unscavenged, dryRun }: ArticleErasedAnswer): Layout => [
  dryRun
    ? `the text of ${article} and the words of its candidates would go; ${erased} texts in the log would be erased`
    : `the text of ${article} and the words of its candidates are gone; ${erased} texts in the log are erased`,
  ...backupsHoldingLayout(backups),
  ...unscavengedLayout(unscavenged),
];
