/** Sends a piece of a file to the interface, and tells how much of it is on its way. */
import type { ImportAnswer } from '../../answers/import.js';
import type { ProblemShown } from '../api.js';
import type { Sent } from '../forms/acts.js';
import type { Format } from './records.js';

const TYPES: Readonly<Record<Format, string>> = { csv: 'text/csv', ndjson: 'application/x-ndjson' };

const LOST: ProblemShown = {
  status: 0,
  title: 'The connection was lost',
  detail: 'What was recorded stays recorded. Go on from here: what is sent twice is recorded once.',
};

function answerIn({ status, statusText, responseText }: XMLHttpRequest): Sent<ImportAnswer> {
  try {
    const answer: unknown = JSON.parse(responseText);
    return status === 200
      ? { ok: true, answer: answer as ImportAnswer }
      : { ok: false, problem: answer as ProblemShown };
  } catch {
    return { ok: false, problem: { status, title: statusText || 'The server gave no readable answer' } };
  }
}

/** What is sent, as what, and to which query of the import. */
interface Posted {
  readonly body: string | Blob;
  readonly type: string;
  readonly query: string;
  readonly sent: (share: number) => void;
}

/**
 * Never rejects. The server reads no faster than it works, so the share that is sent is the share that is done. `fetch`
 * tells nothing of that.
 */
const post = ({ body, type, query, sent }: Posted): Promise<Sent<ImportAnswer>> =>
  new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/v1/import${query === '' ? '' : `?${query}`}`);
    request.setRequestHeader('content-type', type);
    request.upload.addEventListener('progress', ({ loaded, total }) => sent(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => done(answerIn(request)));
    for (const end of ['error', 'abort']) request.addEventListener(end, () => done({ ok: false, problem: LOST }));
    request.send(body);
  });

export const postImport = (
  text: string,
  format: Format,
  { dryRun, sent }: { readonly dryRun: boolean; readonly sent: (share: number) => void },
): Promise<Sent<ImportAnswer>> => post({ body: text, type: TYPES[format], query: dryRun ? 'dryRun=true' : '', sent });

/** A file of coded events, which the browser reads from the disk while it is sent: it may be long. */
export const postCoded = (
  file: File,
  query: URLSearchParams,
  sent: (share: number) => void,
): Promise<Sent<ImportAnswer>> => post({ body: file, type: TYPES.csv, query: query.toString(), sent });
