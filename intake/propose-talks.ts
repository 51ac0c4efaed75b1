/** For an article about no talks that are followed: what a negotiation could be opened with. */
import type { Reason } from '../events/intake/candidate.js';
import type { IssueId, PartyId } from '../events/ids.js';
import type { Role } from '../events/vocabulary.js';
import type { Article } from './article.js';
import { issuesIn } from './talks/issues.js';
import { partiesIn } from './talks/parties.js';
import { titleOf } from './talks/title.js';
import { readTo } from './text/limits.js';
import { sentencesOf } from './text/sentences.js';

export interface ProposedTalks {
  readonly title: string;
  readonly parties: readonly {
    readonly party: PartyId;
    readonly name: string;
    readonly role: Role;
    readonly reasons: readonly Reason[];
  }[];
  readonly issues: readonly { readonly issue: IssueId; readonly title: string; readonly reasons: readonly Reason[] }[];
}

/** Proposes title, parties with roles and issues from the text alone. Each part is accepted singly. */
export function proposeTalks(article: Article): ProposedTalks {
  const spans = sentencesOf(article.text, readTo(article.text));
  const parties = partiesIn(article.text, spans, article.publisher);
  const issues = issuesIn(article.text, spans);
  return { title: titleOf(article, parties, issues), parties, issues };
}
