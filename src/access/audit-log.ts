/** The audit log: refusals, what could not be taken, and calls that take a privileged role. It holds no secret, no query and no body. */
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../answers/error-catalogue.js';
import type { Caller, UnauthenticatedCaller } from './caller.js';

const UNAUTHENTICATED: Readonly<Record<UnauthenticatedCaller['why'], string>> = {
  'no-token': 'nobody',
  'bad-token': 'bad token',
  'session-over': 'a session that is over',
  'not-yet': 'not known yet',
};

/** Somebody who has signed in. */
export type SessionCaller = Extract<Caller, { kind: 'token' }>;

/** A caller in the log, with the token's id: it is no secret. */
function whoIs(caller: Caller): { readonly who: string; readonly token?: string } {
  switch (caller.kind) {
    case 'token':
      return { who: caller.subject, token: caller.token };
    case 'operator':
    case 'open':
      return { who: caller.subject };
    case 'unauthenticated':
      return { who: UNAUTHENTICATED[caller.why] };
  }
}

/** An address without its query, which may hold a secret. */
const pathOf = (url: string): string => (url.split('?', 1)[0] ?? '').slice(0, 300);

type LoggedRequest = Pick<FastifyRequest, 'caller' | 'id' | 'ip' | 'method' | 'url'>;

const requestOf = ({ caller, id, ip, method, url }: FastifyRequest): LoggedRequest => ({ caller, id, ip, method, url });

const entryOf = ({ caller, id, ip, method, url }: LoggedRequest) => ({
  ...whoIs(caller),
  from: ip,
  call: `${method} ${pathOf(url)}`,
  request: id,
});

@Injectable()
export class AuditLog {
  readonly #log = new Logger('Audit');

  /** @param code of the problem document */
  logRefusal(request: FastifyRequest, code: ErrorCode): void {
    this.#log.warn({ audit: 'refused', code, ...entryOf(request) });
  }

  /** What was sent could not be taken: a mistake, or somebody who tries what else would be. */
  logInvalid(request: FastifyRequest, code: ErrorCode): void {
    this.#log.log({ audit: 'invalid', code, ...entryOf(request) });
  }

  /** Somebody signed in to the pages, or out of them. */
  logSession(request: FastifyRequest, audit: 'signed-in' | 'signed-out', who: SessionCaller): void {
    this.#log.log({ audit, ...entryOf({ ...requestOf(request), caller: who }), session: who.session });
  }

  /** A call that succeeded and takes a privileged role. @param status of the answer */
  logPrivilegedCall(request: FastifyRequest, status: number): void {
    this.#log.log({ audit: 'done', status, ...entryOf(request) });
  }
}
