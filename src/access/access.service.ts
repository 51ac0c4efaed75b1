/** The tokens of the store, kept up to date, and the callers that they identify. */
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { filter, type Subscription } from 'rxjs';
import { ACCESS_STREAM, accessSchemas, type AccessFact, type TokenId } from '../../events/access.js';
import type { JsonObject, RecordedEvent, RecorderErasure } from '../../events/envelope.js';
import { Projector } from '../projector/projector.js';
import { Clock } from '../platform/clock.js';
import { Config, isLoopback } from '../platform/config.js';
import { EventStore } from '../store/event-store.js';
import { erasedRecorder } from '../store/erasure/sealed-recorder.js';
import { StoreFailure } from '../store/store-failure.js';
import { accessEvent, ownIdOf, tokenIssued } from './access-event.js';
import { OPEN_CALLER, OPERATOR_CALLER, unauthenticated, type Caller } from './caller.js';
import { ExposedError } from './exposed-error.js';
import type { SessionCaller } from './audit-log.js';
import type { BegunSession, OpenSession, Session } from './sessions/sessions.js';
import { bearerSecret, generateSessionSecret, hashSecret, sessionIdOfSecret } from './token-secret.js';
import { isPerson, stateOf, Tokens, type Token } from './tokens.js';

/** Milliseconds until the tokens are read again from a store that did not answer. */
const RETRY_DELAY = 200;

const MUST_BE_RECORDED: ReadonlySet<AccessFact['type']> = new Set([
  'TokenIssued',
  'PersonAdmitted',
  'RecorderErased',
  'SessionBegun',
  'SessionEnded',
]);

const isUnreachable = (error: unknown): boolean => error instanceof StoreFailure && error.code === 'unreachable';
const DAY_LENGTH = '2026-01-01'.length;

@Injectable()
export class AccessService implements OnApplicationShutdown {
  readonly #log = new Logger('Access');
  readonly #tokens = new Tokens();
  /** The day (UTC) on which the last use of each token was recorded. */
  readonly #usedOn = new Map<TokenId, string>();
  #subscription: Subscription | undefined;
  #retry: NodeJS.Timeout | undefined;
  /** Whether all tokens have been read. Until then every caller is refused: with no tokens, all would be admitted. */
  #isRead = false;
  #operatorHash: string | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Reads the tokens: call it before the server listens. Rejects with `ExposedError` where it must not listen. Where the
   * store does not answer it goes on, and reads them later.
   */
  async start(): Promise<void> {
    const { bootstrapToken, operatorToken } = this.config.access;
    this.#operatorHash = operatorToken === undefined ? undefined : hashSecret(operatorToken);
    // What other processes record about tokens arrives with the rest of the log.
    this.#subscription = this.projector.appliedEvents
      .pipe(filter(({ stream }) => stream === ACCESS_STREAM))
      .subscribe((event) => this.#apply(event));
    try {
      await this.#readTokens(bootstrapToken);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      this.#log.warn('the store does not answer: until it does, nobody is let in');
      this.#readTokensLater(bootstrapToken);
    }
  }

  onApplicationShutdown(): void {
    clearTimeout(this.#retry);
    this.#subscription?.unsubscribe();
  }

  /** Whether all tokens have been read: before, every caller is refused. */
  get isReady(): boolean {
    return this.#isRead;
  }

  /** Whether callers need no token: there has never been one, and nobody signs in otherwise. */
  get isOpen(): boolean {
    return this.#isRead && this.#isBare;
  }

  get #isBare(): boolean {
    const { oidc } = this.config.access;
    return !this.#tokens.hasAny && this.#operatorHash === undefined && oidc === undefined;
  }

  /** All tokens, in the order in which they were issued. */
  tokens(): readonly Token[] {
    return this.#tokens.all();
  }

  token(id: TokenId): Token | undefined {
    return this.#tokens.byId(id);
  }

  /** The sessions of a token that go on, in the order in which they began. */
  sessionsOf(token: TokenId): readonly OpenSession[] {
    return this.#tokens.sessions.ofToken(token, this.clock.now());
  }

  /** The sessions that were begun in one of the identity provider, and go on. */
  sessionsOfProvider(providerSession: string): readonly OpenSession[] {
    return this.#tokens.sessions.ofProviderSession(providerSession, this.clock.now());
  }

  /**
   * The caller whose session it is. Notes that a person asked for something.
   * @param secret of the session
   * @param isPersons false for what a page does by itself, such as following a live stream
   */
  callerOfSession(secret: string, isPersons: boolean): Caller {
    if (this.isOpen) return OPEN_CALLER;
    if (!this.#isRead) return unauthenticated('not-yet');
    const now = this.clock.now();
    const session = this.#tokens.sessions.active(hashSecret(secret), now);
    const token = session && this.#tokens.byId(session.token);
    if (!session || !token || stateOf(token, now) !== 'active') return unauthenticated('session-over');
    if (isPersons) this.#noteAsked(session, token);
    const { id, subject, roles } = token;
    return { kind: 'token', token: id, subject, roles, session: session.id, isPerson: isPerson(token) };
  }

  /**
   * Begins a session of whoever has this token. Its secret is told to nobody else.
   * @param providerSession in which they signed in, as the event is to have it
   */
  async beginSession({ token, subject }: SessionCaller, providerSession?: string): Promise<BegunSession> {
    const secret = generateSessionSecret();
    const session = sessionIdOfSecret(secret);
    const data = { session, token, hash: hashSecret(secret), ...(providerSession && { providerSession }) };
    await this.record({ type: 'SessionBegun', data }, subject);
    return { secret, session };
  }

  /** Ends a session, on every server. */
  async endSession({ session, subject }: SessionCaller, why: 'signed-out' | 'signed-in-anew'): Promise<void> {
    if (session !== undefined) await this.record({ type: 'SessionEnded', data: { session, why } }, subject);
  }

  /** The caller that a header `Authorization` identifies. Notes that its token was used. */
  callerOf(header: string | undefined): Caller {
    if (this.isOpen) return OPEN_CALLER;
    if (!this.#isRead) return unauthenticated('not-yet');
    if (header === undefined) return unauthenticated('no-token');
    const secret = bearerSecret(header);
    return secret === null ? unauthenticated('bad-token') : this.#callerWith(hashSecret(secret));
  }

  /**
   * Records that a token was issued, revoked or used. Resolves when this server acts by it.
   * @param ownId what makes the event unique among those of its type, where the fact alone does not
   * @param erases what is destroyed with it
   */
  async record(fact: AccessFact, recorder: string, ownId = ownIdOf(fact), erases?: RecorderErasure): Promise<void> {
    const made = accessEvent(fact.type, ownId, fact.data as JsonObject, recorder);
    const event = { ...made, ...(erases && { erases: [erases] }) };
    const { outcome } = await this.store.append(ACCESS_STREAM, [event], 'any');
    if (outcome !== 'appended' && outcome !== 'duplicate' && MUST_BE_RECORDED.has(fact.type))
      throw new Error(`${fact.type} could not be recorded: ${outcome}`);
    await this.#catchUp();
  }

  async #readTokens(bootstrapToken: string | undefined): Promise<void> {
    await this.#catchUp();
    if (bootstrapToken !== undefined) await this.#bootstrap(bootstrapToken);
    const isBare = this.#isBare;
    if (isBare && !isLoopback(this.config.host)) throw new ExposedError(this.config.host);
    this.#isRead = true;
    if (isBare)
      this.#log.warn('no token is configured: whoever reaches this address can read and record (docs/access.md)');
  }

  /** Where there turns out to be no token on an address that others reach, every caller stays refused. */
  #readTokensLater(bootstrapToken: string | undefined): void {
    this.#retry = setTimeout(() => {
      this.#readTokens(bootstrapToken).catch((error: unknown) => {
        if (isUnreachable(error)) this.#readTokensLater(bootstrapToken);
        else this.#log.error(error);
      });
    }, RETRY_DELAY).unref();
  }

  #callerWith(hash: string): Caller {
    if (hash === this.#operatorHash) return OPERATOR_CALLER;
    const token = this.#tokens.byHash(hash);
    if (!token || stateOf(token, this.clock.now()) !== 'active') return unauthenticated('bad-token');
    this.#noteUse(token);
    return { kind: 'token', token: token.id, subject: token.subject, roles: token.roles };
  }

  /** Records the use of a token, once a day. The request neither waits for it nor fails with it. */
  #noteUse({ id, lastUsed, subject }: Token): void {
    const day = new Date(this.clock.now()).toISOString().slice(0, DAY_LENGTH);
    if ((lastUsed !== undefined && lastUsed >= day) || this.#usedOn.get(id) === day) return;
    this.#usedOn.set(id, day);
    this.record({ type: 'TokenUsed', data: { token: id, day } }, subject).catch((error: unknown) =>
      this.#log.warn(`that token ${id} was used today could not be recorded: ${String(error)}`),
    );
  }

  /** Records that a session is in use, now and then. The request neither waits for it nor fails with it. */
  #noteAsked(session: Session, token: Token): void {
    this.#noteUse(token);
    const now = this.clock.now();
    if (!this.#tokens.sessions.noteUse(session, now)) return;
    const data = { session: session.id, at: new Date(now).toISOString() };
    this.record({ type: 'SessionUsed', data }, token.subject).catch((error: unknown) =>
      this.#log.warn(`that session ${session.id} is in use could not be recorded: ${String(error)}`),
    );
  }

  async #bootstrap(secret: string): Promise<void> {
    if (this.#tokens.byHash(hashSecret(secret))) return;
    if (this.#tokens.hasAny) {
      this.#log.warn('PARLEY_BOOTSTRAP_TOKEN is ignored: there are tokens already');
      return;
    }
    await this.record(tokenIssued({ subject: 'bootstrap', roles: ['admin'], expiresAt: null }, secret), 'bootstrap');
    this.#log.log('PARLEY_BOOTSTRAP_TOKEN is now a token with the role admin');
  }

  /** Applies what the stream holds beyond what has been read. */
  async #catchUp(): Promise<void> {
    const events = await this.store.readStream(ACCESS_STREAM, { from: this.#tokens.revision + 1 });
    for (const event of events) this.#apply(event);
  }

  /** Of a recorder whose name was erased, none is left in memory. Here it is still known which it was. */
  #forgetErased(event: RecordedEvent): void {
    const read = event.type === 'RecorderErased' ? accessSchemas.RecorderErased.safeParse(event.data) : undefined;
    if (!read?.success) return;
    const { token, tokens, reason } = read.data;
    const shown = erasedRecorder({ at: Date.parse(event.recordedAt), reason }, token);
    this.projector.forgetRecorder(this.#tokens.namesOf(tokens), shown);
  }

  #apply(event: RecordedEvent): void {
    if (event.revision > this.#tokens.revision) this.#forgetErased(event);
    const unreadable = this.#tokens.apply(event);
    if (unreadable === undefined) return;
    const where = `revision ${event.revision} of ${ACCESS_STREAM}`;
    this.#log.error(`${where} cannot be read, so that no token issued before it is taken: ${unreadable}`);
  }
}
