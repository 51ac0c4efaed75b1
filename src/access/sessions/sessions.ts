/**
 * The sessions of the pages: who has signed in with a browser, by the hash of a secret that the browser holds. All servers
 * know of them by the stream `access`, and each remembers besides when it was itself last asked.
 */
import type { AccessFact, SessionId, TokenId } from '../../../events/access.js';
import type { Instant } from '../../../events/dates.js';

/** A session ends so long after it began, in milliseconds, whatever is done in it. */
export const LONGEST_SESSION = 12 * 3_600_000;

/** It ends so long after a person last asked for something, in milliseconds. */
export const LONGEST_IDLE = 30 * 60_000;

/** That a person asked for something is recorded again after so long, in milliseconds. */
const USE_INTERVAL = 5 * 60_000;

export interface Session {
  readonly id: SessionId;
  readonly token: TokenId;
  readonly hash: string;
  readonly begun: Instant;
  /** The session of the identity provider in which it was begun, as the event has it. */
  readonly providerSession?: string | undefined;
}

/** A session, and the secret that its browser holds. */
export interface BegunSession {
  readonly secret: string;
  readonly session: SessionId;
}

/** A session that goes on, as its owner sees it. */
export interface OpenSession extends Session {
  readonly lastAsked: Instant;
  /** When it ends, unless a person asks for something before. */
  readonly ends: Instant;
}

/** What is known of a session that has not ended. */
interface Known extends Session {
  /** When a person last asked for something, as far as this server knows. */
  lastAsked: Instant;
  /** When that was last recorded, or began to be. */
  lastRecorded: Instant;
}

const endOf = ({ begun, lastAsked }: Known): Instant => Math.min(begun + LONGEST_SESSION, lastAsked + LONGEST_IDLE);

export type SessionFact = Extract<AccessFact, { type: `Session${string}` }>;

export class Sessions {
  readonly #byHash = new Map<string, Known>();
  readonly #hashes = new Map<SessionId, string>();

  /** @param recordedAt of the event */
  apply(fact: SessionFact, recordedAt: Instant): void {
    switch (fact.type) {
      case 'SessionBegun': {
        const { session: id, token, hash, providerSession } = fact.data;
        this.#forgetBefore(recordedAt - LONGEST_SESSION);
        const times = { begun: recordedAt, lastAsked: recordedAt, lastRecorded: recordedAt };
        this.#byHash.set(hash, { id, token, hash, ...(providerSession && { providerSession }), ...times });
        this.#hashes.set(id, hash);
        return;
      }
      case 'SessionUsed': {
        const known = this.#byHash.get(this.#hashes.get(fact.data.session) ?? '');
        const at = Date.parse(fact.data.at);
        if (known && at > known.lastAsked) known.lastAsked = at;
        if (known && at > known.lastRecorded) known.lastRecorded = at;
        return;
      }
      case 'SessionEnded':
        return this.#forget(fact.data.session);
    }
  }

  /** The session with this hash; undefined where there is none, or it is over. */
  active(hash: string, now: Instant): Session | undefined {
    const known = this.#byHash.get(hash);
    return known && now < endOf(known) ? known : undefined;
  }

  /** Those of a token that go on, in the order in which they began. */
  ofToken(token: TokenId, now: Instant): OpenSession[] {
    return this.#open(now, (known) => known.token === token);
  }

  /** Those that were begun in a session of the identity provider, and go on. */
  ofProviderSession(providerSession: string, now: Instant): OpenSession[] {
    return this.#open(now, (known) => known.providerSession === providerSession);
  }

  /** Ends all sessions of a token, or a person. */
  endAllOf(token: TokenId): void {
    for (const session of this.#byHash.values()) if (session.token === token) this.#forget(session.id);
  }

  /** Notes that a person asked for something. @returns whether that is to be recorded, for other servers */
  noteUse({ hash }: Session, now: Instant): boolean {
    const known = this.#byHash.get(hash);
    if (!known) return false;
    known.lastAsked = Math.max(known.lastAsked, now);
    if (now < known.lastRecorded + USE_INTERVAL) return false;
    known.lastRecorded = now;
    return true;
  }

  #open(now: Instant, isWanted: (known: Known) => boolean): OpenSession[] {
    return [...this.#byHash.values()]
      .filter((known) => isWanted(known) && now < endOf(known))
      .map((known) => ({ ...known, ends: endOf(known) }));
  }

  #forget(id: SessionId): void {
    const hash = this.#hashes.get(id);
    if (hash !== undefined) this.#byHash.delete(hash);
    this.#hashes.delete(id);
  }

  // They are in the order in which they began, so that those that are over come first.
  #forgetBefore(begun: Instant): void {
    for (const session of this.#byHash.values()) {
      if (session.begun > begun) return;
      this.#forget(session.id);
    }
  }
}
