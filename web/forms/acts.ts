/** Every write of the public interface, as the pages make it. */
import type {
  ChangedAnswer,
  ErasedAnswer,
  NegotiationRevisedAnswer,
  OpenedAnswer,
  PartyRecordedAnswer,
  PartyRevisedAnswer,
  RecordedAnswer,
} from '../../answers/receipts.js';
import type { AlertAddedAnswer, AlertRemovedAnswer, ReplayAnswer } from '../../answers/alerts/alerts.js';
import type { IssuedAnswer, RecorderErasedAnswer, TokenAnswer } from '../../answers/access/tokens.js';
import type { SessionsAnswer } from '../../answers/access/sessions.js';
import type { PublicationAnswer } from '../../answers/publishing/publications.js';
import { connection, Refusal, type ProblemShown } from '../api.js';

/** The body of a request; the interface validates it. */
export type Body = Readonly<Record<string, unknown>>;

/** One write. `A` is what the interface answers. */
export interface Act<A> {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: Body;
  /** Only there for its type. */
  readonly answer?: A;
}

const post = <A>(path: string, body: Body): Act<A> => ({ method: 'POST', path, body });
const patch = <A>(path: string, body: Body): Act<A> => ({ method: 'PATCH', path, body });

const talks = (id: string): string => `/v1/negotiations/${encodeURIComponent(id)}`;
const report = (id: string, one: string): string => `${talks(id)}/reports/${encodeURIComponent(one)}`;
const entry = (id: string, one: string): string => `${talks(id)}/entries/${encodeURIComponent(one)}`;
const source = (name: string): string => `/v1/sources/${encodeURIComponent(name)}`;
const sourceEntry = (one: string): string => `/v1/sources/entries/${encodeURIComponent(one)}`;

export const acts = {
  openTalks: (body: Body) => post<OpenedAnswer>('/v1/negotiations', body),
  reviseTalks: (id: string, body: Body) => patch<NegotiationRevisedAnswer>(talks(id), body),
  archiveTalks: (id: string, body: Body) => post<ChangedAnswer>(`${talks(id)}/archive`, body),
  retitleSubject: (id: string, body: Body) => post<ChangedAnswer>(`${talks(id)}/titles`, body),
  addParty: (id: string, body: Body) => post<PartyRecordedAnswer>(`${talks(id)}/parties`, body),
  reviseParty: (id: string, party: string, body: Body) =>
    patch<PartyRevisedAnswer>(`${talks(id)}/parties/${encodeURIComponent(party)}`, body),
  recordReport: (id: string, body: Body) => post<RecordedAnswer>(`${talks(id)}/reports`, body),
  retractReport: (id: string, one: string, body: Body) => post<ChangedAnswer>(`${report(id, one)}/retraction`, body),
  reinstateReport: (id: string, one: string, body: Body) =>
    post<ChangedAnswer>(`${report(id, one)}/reinstatement`, body),
  correctReport: (id: string, one: string, body: Body) => post<ChangedAnswer>(`${report(id, one)}/correction`, body),
  voidEntry: (id: string, one: string, body: Body) => post<ChangedAnswer>(`${entry(id, one)}/void`, body),
  amendEntry: (id: string, one: string, body: Body) => post<ChangedAnswer>(`${entry(id, one)}/amendment`, body),
  eraseEntry: (id: string, one: string, body: Body) => post<ErasedAnswer>(`${entry(id, one)}/erasure`, body),
  mergeSubjects: (id: string, body: Body) => post<ChangedAnswer>(`${talks(id)}/merges`, body),
  gradeSource: (publisher: string, body: Body) => post<ChangedAnswer>(`${source(publisher)}/grade`, body),
  aliasSource: (name: string, body: Body) => post<ChangedAnswer>(`${source(name)}/alias`, body),
  voidSourceEntry: (one: string, body: Body) => post<ChangedAnswer>(`${sourceEntry(one)}/void`, body),
  amendSourceEntry: (one: string, body: Body) => post<ChangedAnswer>(`${sourceEntry(one)}/amendment`, body),
  issueToken: (body: Body) => post<IssuedAnswer>('/v1/tokens', body),
  revokeToken: (id: string, body: Body) => post<TokenAnswer>(`/v1/tokens/${encodeURIComponent(id)}/revocation`, body),
  eraseRecorder: (id: string, body: Body) =>
    post<RecorderErasedAnswer>(`/v1/tokens/${encodeURIComponent(id)}/erasure`, body),
  addAlert: (body: Body) => post<AlertAddedAnswer>('/v1/alerts', body),
  removeAlert: (id: string, body: Body) =>
    post<AlertRemovedAnswer>(`/v1/alerts/${encodeURIComponent(id)}/removal`, body),
  replayAlert: (id: string, body: Body) => post<ReplayAnswer>(`/v1/alerts/${encodeURIComponent(id)}/replay`, body),
  endSessions: (body: Body) => post<SessionsAnswer>('/v1/me/sessions/end', body),
  publishCard: (body: Body) => post<PublicationAnswer>('/v1/publications', body),
  revokePublication: (id: string, body: Body) =>
    post<PublicationAnswer>(`/v1/publications/${encodeURIComponent(id)}/revocation`, body),
};

/** What came of a write. */
export type Sent<A> =
  { readonly ok: true; readonly answer: A } | { readonly ok: false; readonly problem: ProblemShown };

/** Sends a write; a dry run tells what it would change and records nothing. Never rejects. */
export async function send<A>({ method, path, body }: Act<A>, { dryRun = false } = {}): Promise<Sent<A>> {
  try {
    const asked = { method, body, query: { dryRun: dryRun || undefined } };
    return { ok: true, answer: await connection.json<A>(path, asked) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    return {
      ok: false,
      problem: {
        status: 0,
        title: 'The server did not answer',
        detail: 'What you entered is still here. Once the server is reached again, send it again.',
      },
    };
  }
}
