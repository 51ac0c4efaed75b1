/** Who calls, as far as that is known. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ROLES, type Role, type TokenId } from '../../events/access.js';
import { hasRole } from './roles.js';

export type Caller =
  | { readonly kind: 'token'; readonly token: TokenId; readonly subject: string; readonly roles: readonly Role[] }
  /** A command on the data folder, which can do with the file what it likes. */
  | { readonly kind: 'operator'; readonly subject: 'operator'; readonly roles: readonly Role[] }
  /** Nobody is asked who they are: on loopback, while there are no tokens. */
  | { readonly kind: 'open'; readonly subject: 'anonymous'; readonly roles: readonly Role[] }
  /** A request without a token, or with one that is not good; or the tokens could not be read yet. */
  | { readonly kind: 'stranger'; readonly why: 'no-token' | 'bad-token' | 'not-yet'; readonly roles: readonly [] };

export type UnauthenticatedCaller = Extract<Caller, { kind: 'stranger' }>;

export const OPERATOR_CALLER: Caller = { kind: 'operator', subject: 'operator', roles: ROLES };

/** All but tokens: else whoever comes first could lock out everybody else. */
export const OPEN_CALLER: Caller = {
  kind: 'open',
  subject: 'anonymous',
  roles: ROLES.filter((role) => role !== 'admin'),
};

export const unauthenticated = (why: UnauthenticatedCaller['why']): Caller => ({ kind: 'stranger', why, roles: [] });

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

/** Who stands as `recorder` in what this request records. */
export function recorderOf({ caller }: Pick<FastifyRequest, 'caller'>): string {
  if (caller.kind === 'stranger') throw new Error('a stranger records nothing');
  return caller.subject;
}

const requestIn = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

/** The same as a parameter of a handler. */
export const Recorder = createParamDecorator((_: unknown, context: ExecutionContext) => recorderOf(requestIn(context)));

/** Whether the caller may see who recorded what. */
export const SeesRecorders = createParamDecorator((_: unknown, context: ExecutionContext) =>
  hasRole(requestIn(context).caller.roles, 'auditor'),
);
