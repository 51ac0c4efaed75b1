/** The audit log: who was refused what, and who did what only few may do. No secret, no query, no body. */
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../answers/error-catalogue.js';
import type { Caller, UnauthenticatedCaller } from './caller.js';

const STRANGERS: Readonly<Record<UnauthenticatedCaller['why'], string>> = {
  'no-token': 'nobody',
  'bad-token': 'bad token',
  'not-yet': 'not known yet',
};

/** A caller in the log: by the token's id, which is no secret. */
function whoIs(caller: Caller): { readonly who: string; readonly token?: string } {
  switch (caller.kind) {
    case 'token':
      return { who: caller.subject, token: caller.token };
    case 'operator':
    case 'open':
      return { who: caller.subject };
    case 'stranger':
      return { who: STRANGERS[caller.why] };
  }
}

/** An address without what follows `?`, where somebody may have put a secret. */
const pathOf = (url: string): string => (url.split('?', 1)[0] ?? '').slice(0, 300);

const entryOf = ({ caller, id, ip, method, url }: FastifyRequest) => ({
  ...whoIs(caller),
  from: ip,
  call: `${method} ${pathOf(url)}`,
  request: id,
});

@Injectable()
export class AuditLog {
  readonly #log = new Logger('Audit');

  logRefusal(request: FastifyRequest, code: ErrorCode): void {
    this.#log.warn({ audit: 'refused', code, ...entryOf(request) });
  }

  /** What was done that takes more than the roles of everyday. */
  logPrivilegedCall(request: FastifyRequest, status: number): void {
    this.#log.log({ audit: 'done', status, ...entryOf(request) });
  }
}
