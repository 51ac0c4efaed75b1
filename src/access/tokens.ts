/** The projection of the stream `access`: the tokens, by id and by hash. */
import type { TokenState } from '../../answers/access/tokens.js';
import {
  accessSchemas,
  personSubject,
  type AccessEventType,
  type AccessFact,
  type TokenRole,
  type TokenId,
} from '../../events/access.js';
import type { Instant } from '../../events/dates.js';
import type { RecordedEvent } from '../../events/envelope.js';
import type { Unreadable } from '../../events/event.js';
import { erasedText, isErasedText } from '../../events/erasure/erased.js';
import { upcast } from '../../events/upcast.js';
import { erasedRecorder } from '../store/erasure/sealed-recorder.js';
import { Sessions } from './sessions/sessions.js';

/** A token, or a person who signs in with an identity provider, as the stream records it. Instants are RFC 3339. */
export interface Token {
  readonly id: TokenId;
  readonly subject: string;
  readonly roles: readonly TokenRole[];
  /** Undefined for a person, who has no token to show. */
  readonly hash?: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly expiresAt: string | null;
  readonly revoked?: { readonly at: string; readonly by: string; readonly reason: string | null };
  /** The day of its last use, UTC. */
  readonly lastUsed?: string;
  /** An event after it cannot be read, and may have been its revocation. */
  readonly doubtful?: true;
}

type Erasure = Extract<AccessFact, { type: 'RecorderErased' }>['data'];
type Admission = Extract<AccessFact, { type: 'PersonAdmitted' }>['data'];

/** Whether it stands for a person who signs in with an identity provider. */
export const isPerson = ({ hash }: Token): boolean => hash === undefined;

/** The subject of a token whose name was erased. Of a person the provider stays. */
const withoutName = (token: Token, erased: string): string =>
  isPerson(token) ? personSubject(token.subject.slice(0, token.subject.indexOf(' ')), erased) : erased;

/** Whether the name of the holder was erased. */
export const isErasedHolder = ({ subject }: Token): boolean => {
  const at = subject.indexOf('[');
  return at >= 0 && isErasedText(subject.slice(at));
};

/** The first that applies of revoked, doubtful, expired and active. */
export function stateOf({ revoked, doubtful, expiresAt }: Token, now: Instant): TokenState {
  if (revoked) return 'revoked';
  if (doubtful) return 'doubtful';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'active';
}

function factOf({ type, data, damaged, schemaVersion }: RecordedEvent): AccessFact | Unreadable {
  if (damaged !== undefined) return { unreadable: damaged };
  if (!Object.hasOwn(accessSchemas, type)) return { unreadable: `unknown event type ${type}` };
  const today = upcast(type, data, schemaVersion);
  if (!today) return { unreadable: `schema version ${schemaVersion} is newer than this program` };
  const read = accessSchemas[type as AccessEventType].safeParse(today);
  if (!read.success) return { unreadable: read.error.issues.map(({ message }) => message).join('; ') };
  return { type, data: read.data } as AccessFact;
}

/** The state of the stream up to `revision`. */
export class Tokens {
  readonly #byId = new Map<TokenId, Token>();
  readonly #byHash = new Map<string, TokenId>();
  /** Of the pages: who has signed in with a token. */
  readonly sessions = new Sessions();
  /** The revision of the last event applied; -1: none. */
  revision = -1;

  /** Whether there has ever been a token: a server that had one is never open again. */
  get hasAny(): boolean {
    return this.revision >= 0;
  }

  /** In the order in which they were issued. */
  all(): Token[] {
    return [...this.#byId.values()];
  }

  byId(id: TokenId): Token | undefined {
    return this.#byId.get(id);
  }

  byHash(hash: string): Token | undefined {
    const id = this.#byHash.get(hash);
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** Applies the next event of the stream; ignores one that was applied. @returns why it cannot be read, if so */
  apply(event: RecordedEvent): string | undefined {
    if (event.revision <= this.revision) return undefined;
    this.revision = event.revision;
    const fact = factOf(event);
    if ('unreadable' in fact) {
      this.#doubt();
      return fact.unreadable;
    }
    this.#applyFact(fact, event);
    return undefined;
  }

  #applyFact(fact: AccessFact, { recordedAt, recorder }: RecordedEvent): void {
    switch (fact.type) {
      case 'TokenIssued': {
        const { token: id, ...data } = fact.data;
        this.#byId.set(id, { id, ...data, issuedAt: recordedAt, issuedBy: recorder });
        this.#byHash.set(data.hash, id);
        return;
      }
      case 'PersonAdmitted':
        return this.#admit(fact.data, recordedAt, recorder);
      case 'TokenRevoked':
        // A person may be admitted again: what was begun before stays ended.
        this.sessions.endAllOf(fact.data.token);
        return this.#change(fact.data.token, {
          revoked: { at: recordedAt, by: recorder, reason: fact.data.reason ?? null },
        });
      case 'RecorderErased':
        return this.#erase(fact.data, recordedAt);
      case 'TokenUsed':
        return this.#change(fact.data.token, { lastUsed: fact.data.day });
      case 'SessionBegun':
      case 'SessionUsed':
      case 'SessionEnded':
        return this.sessions.apply(fact, Date.parse(recordedAt));
    }
  }

  /** The names of the holders of these tokens, as recorders. */
  namesOf(tokens: readonly TokenId[]): ReadonlySet<string> {
    return new Set(tokens.flatMap((id) => this.#byId.get(id)?.subject ?? []));
  }

  /** Also of a stream that was read before the erasure: as it is read after it. */
  #erase({ token, tokens, reason }: Erasure, at: string): void {
    const names = this.namesOf(tokens);
    const erased = { at: Date.parse(at), reason };
    const unless = (name: string): string => (names.has(name) ? erasedRecorder(erased, token) : name);
    for (const one of this.#byId.values()) {
      const { revoked } = one;
      const subject = names.has(one.subject) ? withoutName(one, erasedText(erased)) : one.subject;
      const change = { subject, issuedBy: unless(one.issuedBy) };
      this.#change(one.id, { ...change, ...(revoked ? { revoked: { ...revoked, by: unless(revoked.by) } } : {}) });
    }
  }

  // Nobody takes the place of a token, or of somebody else, whose id happens to be the same.
  #admit({ token: id, issuer, sub, roles }: Admission, issuedAt: string, issuedBy: string): void {
    const subject = personSubject(issuer, sub);
    const before = this.#byId.get(id);
    // Somebody whose name was erased may come again, by their own doing.
    const isSame = before?.subject === subject || (before && isErasedHolder(before) && before.revoked);
    if (before && (before.hash !== undefined || !isSame)) return;
    const { lastUsed } = before ?? {};
    const used = lastUsed === undefined ? {} : { lastUsed };
    this.#byId.set(id, { id, subject, roles, issuedAt, issuedBy, expiresAt: null, ...used });
  }

  #change(id: TokenId, change: Partial<Token>): void {
    const token = this.#byId.get(id);
    if (token) this.#byId.set(id, { ...token, ...change });
  }

  // The event may have revoked any of them. New tokens can be issued on the data folder.
  #doubt(): void {
    for (const id of this.#byId.keys()) this.#change(id, { doubtful: true });
  }
}
