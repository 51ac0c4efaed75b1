/** Every write of intake, as its pages make it. */
import type { ReceivedAnswer } from '../../answers/intake/article.js';
import type {
  AcceptedAnswer,
  ArticleErasedAnswer,
  DecidedAnswer,
  MovedArticleAnswer,
  OwnCandidateAnswer,
  TalksOpenedAnswer,
  UndoneAnswer,
} from '../../answers/intake/decisions.js';
import type { EndpointAskedAnswer } from '../../answers/intake/endpoint.js';
import type { Act, Body } from '../forms/acts.js';

const post = <A>(path: string, body: Body): Act<A> => ({ method: 'POST', path, body });
const of = (article: string): string => `/v1/intake/${encodeURIComponent(article)}`;
const candidateOf = (article: string, candidate: string): string =>
  `${of(article)}/candidates/${encodeURIComponent(candidate)}`;

export const intakeActs = {
  receive: (body: Body) => post<ReceivedAnswer>('/v1/intake', body),
  accept: (article: string, candidate: string, report: Body) =>
    post<AcceptedAnswer>(`${candidateOf(article, candidate)}/acceptance`, { kind: report['kind'], report }),
  reject: (article: string, candidate: string) =>
    post<DecidedAnswer>(`${candidateOf(article, candidate)}/rejection`, {}),
  undo: (article: string, candidate: string) => post<UndoneAnswer>(`${candidateOf(article, candidate)}/undo`, {}),
  addOwn: (article: string, span: { readonly start: number; readonly end: number }) =>
    post<OwnCandidateAnswer>(`${of(article)}/candidates`, { evidence: [span] }),
  openTalks: (article: string, body: Body) => post<TalksOpenedAnswer>(`${of(article)}/talks`, body),
  erase: (article: string, reason: string) => post<ArticleErasedAnswer>(`${of(article)}/erasure`, { reason }),
  ask: (article: string) => post<EndpointAskedAnswer>(`${of(article)}/endpoint`, {}),
  move: (article: string, negotiation: string) => post<MovedArticleAnswer>(`${of(article)}/move`, { negotiation }),
};
