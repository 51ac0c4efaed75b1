/** Watches the status of a negotiation. While the server is away, it waits. */
import type { StatusAnswer } from '../../../projections/status/status-answer.js';
import { ApiRefusal } from '../client/api-refusal.js';
import { ServerUnreachable, pathOf, type ApiClient } from '../client/api-client.js';
import { bodyOf } from '../client/http-request.js';
import { refusalOf } from '../client/api-refusal.js';
import { writeMessage, type ProcessIo } from '../process-io.js';
import type { ChangesAnswer } from '../../../answers/story/changes.js';
import type { ExplainedChange } from '../../../projections/compare/explained-changes.js';
import { clockChangesBetween } from './clock-changes.js';

/** A change of the status, and when and at which revision it was seen. */
export interface SeenChange {
  readonly at: string;
  readonly revision: number;
  readonly change: ExplainedChange;
}

/** No answer, or a proxy's answer that the server is down. */
const isAway = (error: unknown): boolean =>
  error instanceof ServerUnreachable || (error instanceof ApiRefusal && [502, 503, 504].includes(error.status));

/** Call `begin` once, then `look` as often as wanted. */
export class StatusWatch {
  #etag: string | undefined;
  #status: StatusAnswer | undefined;
  #away = false;

  constructor(
    private readonly client: ApiClient,
    private readonly negotiation: string,
    private readonly io: ProcessIo,
    private readonly signal: AbortSignal,
  ) {}

  /** Reads the status and prints it to standard error; rejects where there is nothing to watch. */
  async begin(): Promise<void> {
    const status = await this.#newStatus();
    if (!status) return;
    this.#status = status;
    const { title, phase, contested, revision } = status;
    const stands = `${phase.value}${contested.value ? ', contested' : ''}`;
    writeMessage(this.io, `watching ${title}: ${stands} (revision ${revision}); Ctrl-C ends it`);
  }

  /** The changes since the last look; none while the server is away. */
  async look(): Promise<readonly SeenChange[]> {
    try {
      const seen = await this.#since();
      if (this.#away) writeMessage(this.io, 'the server answers again');
      this.#away = false;
      return seen;
    } catch (error) {
      if (this.signal.aborted) return [];
      if (!isAway(error)) throw error;
      if (!this.#away)
        writeMessage(this.io, `the server is away (${(error as Error).message.split('\n')[0]}): trying again`);
      this.#away = true;
      return [];
    }
  }

  async #since(): Promise<readonly SeenChange[]> {
    const [before, etag] = [this.#status, this.#etag];
    const after = await this.#newStatus();
    if (!before || !after) return [];
    try {
      const changes = await this.#changes(before, after);
      this.#status = after;
      return changes.map((change) => ({ at: after.at, revision: after.revision, change }));
    } catch (error) {
      // The changes have not been returned yet, so the next look must read the status again.
      this.#etag = etag;
      throw error;
    }
  }

  /** The status; undefined where it has not changed. */
  async #newStatus(): Promise<StatusAnswer | undefined> {
    const at = `/v1${pathOf('negotiations', this.negotiation, 'status')}`;
    const headers = this.#etag === undefined ? {} : { 'if-none-match': this.#etag };
    const response = await this.client.request(at, undefined, { headers, signal: this.signal });
    if (response.statusCode === 304) {
      response.resume();
      return undefined;
    }
    if (response.statusCode !== 200) throw await refusalOf(response, new URL(this.client.base));
    this.#etag = response.headers.etag;
    return JSON.parse(await bodyOf(response)) as StatusAnswer;
  }

  async #changes(before: StatusAnswer, after: StatusAnswer): Promise<readonly ExplainedChange[]> {
    if (after.revision < before.revision) {
      writeMessage(this.io, `the record is another one now, at revision ${after.revision}: watching that`);
      return [];
    }
    if (after.revision === before.revision) return clockChangesBetween(before, after);
    const query = new URLSearchParams({
      'from.revision': String(before.revision),
      'to.revision': String(after.revision),
    });
    const at = `/v1${pathOf('negotiations', this.negotiation, 'changes')}`;
    return (await this.client.get<ChangesAnswer>(at, query, { signal: this.signal })).changes;
  }
}
