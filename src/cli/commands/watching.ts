/** What has changed in a negotiation since one last looked; a server that is away is waited for. */
import type { StatusAnswer } from '../../../projections/status/status-answer.js';
import { Refusal } from '../server/refusal.js';
import { NoAnswer, path, type Server } from '../server/server.js';
import { bodyOf } from '../server/send.js';
import { refusalOf } from '../server/refusal.js';
import { say, type Shell } from '../shell.js';
import type { ChangesAnswer, ExplainedChange } from '../show/sheets/story.js';
import { turnedBetween } from './turned.js';

export interface Seen {
  readonly at: string;
  readonly revision: number;
  readonly change: ExplainedChange;
}

/** A server that restarts, or a proxy before one that does. */
const isAway = (error: unknown): boolean =>
  error instanceof NoAnswer || (error instanceof Refusal && [502, 503, 504].includes(error.status));

export class Watch {
  #etag: string | undefined;
  #status: StatusAnswer | undefined;
  #away = false;

  constructor(
    private readonly server: Server,
    private readonly negotiation: string,
    private readonly shell: Shell,
    private readonly signal: AbortSignal,
  ) {}

  /** Where it stands now. Rejects where there is nothing to watch. */
  async begin(): Promise<void> {
    const status = await this.#newStatus();
    if (!status) return;
    this.#status = status;
    const { title, phase, contested, revision } = status;
    const stands = `${phase.value}${contested.value ? ', contested' : ''}`;
    say(this.shell, `watching ${title}: ${stands} (revision ${revision}); Ctrl-C ends it`);
  }

  /** What has changed since the last look; nothing while the server is away. */
  async look(): Promise<readonly Seen[]> {
    try {
      const seen = await this.#since();
      if (this.#away) say(this.shell, 'the server answers again');
      this.#away = false;
      return seen;
    } catch (error) {
      if (this.signal.aborted) return [];
      if (!isAway(error)) throw error;
      if (!this.#away) say(this.shell, `the server is away (${(error as Error).message.split('\n')[0]}): trying again`);
      this.#away = true;
      return [];
    }
  }

  async #since(): Promise<readonly Seen[]> {
    const [before, etag] = [this.#status, this.#etag];
    const after = await this.#newStatus();
    if (!before || !after) return [];
    try {
      const changes = await this.#changes(before, after);
      this.#status = after;
      return changes.map((change) => ({ at: after.at, revision: after.revision, change }));
    } catch (error) {
      // Not told yet: the next look asks again.
      this.#etag = etag;
      throw error;
    }
  }

  /** Undefined where it is the one that is known. */
  async #newStatus(): Promise<StatusAnswer | undefined> {
    const at = `/v1${path('negotiations', this.negotiation, 'status')}`;
    const headers = this.#etag === undefined ? {} : { 'if-none-match': this.#etag };
    const response = await this.server.ask(at, undefined, { headers, signal: this.signal });
    if (response.statusCode === 304) {
      response.resume();
      return undefined;
    }
    if (response.statusCode !== 200) throw await refusalOf(response, new URL(this.server.base));
    this.#etag = response.headers.etag;
    return JSON.parse(await bodyOf(response)) as StatusAnswer;
  }

  async #changes(before: StatusAnswer, after: StatusAnswer): Promise<readonly ExplainedChange[]> {
    if (after.revision < before.revision) {
      say(this.shell, `the record is another one now, at revision ${after.revision}: watching that`);
      return [];
    }
    if (after.revision === before.revision) return turnedBetween(before, after);
    const query = new URLSearchParams({
      'from.revision': String(before.revision),
      'to.revision': String(after.revision),
    });
    const at = `/v1${path('negotiations', this.negotiation, 'changes')}`;
    return (await this.server.get<ChangesAnswer>(at, query, { signal: this.signal })).changes;
  }
}
