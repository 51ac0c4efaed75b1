/** Who calls: what a request knows about its sender. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ROLES, type SessionId, type TokenRole, type TokenId } from '../../events/access.js';
import { hasRole } from './roles.js';

/** `kind` says how the caller was identified; `subject` is the recorder of what they record. */
export type Caller =
  | {
      readonly kind: 'token';
      readonly token: TokenId;
      readonly subject: string;
      readonly roles: readonly TokenRole[];
      /** Set where the caller has signed in to the pages with that token. */
      readonly session?: SessionId;
      /** Whether they came by an identity provider, and have no token. */
      readonly isPerson?: boolean;
    }
  /** A command of this machine on the data folder: it could change the file itself. */
  | { readonly kind: 'operator'; readonly subject: 'operator'; readonly roles: readonly TokenRole[] }
  /** Anybody on this machine, while there are no tokens. */
  | { readonly kind: 'open'; readonly subject: 'anonymous'; readonly roles: readonly TokenRole[] }
  /** A request without a valid token, or before the tokens have been read. */
  | {
      readonly kind: 'unauthenticated';
      readonly why: 'no-token' | 'bad-token' | 'session-over' | 'not-yet';
      readonly roles: readonly [];
    };

/** A caller who is refused wherever a role is needed. */
export type UnauthenticatedCaller = Extract<Caller, { kind: 'unauthenticated' }>;

/** With every role. */
export const OPERATOR_CALLER: Caller = { kind: 'operator', subject: 'operator', roles: ROLES };

/** Every role but `admin`: with it, anybody could issue the first token and so lock out everybody else. */
export const OPEN_CALLER: Caller = {
  kind: 'open',
  subject: 'anonymous',
  roles: ROLES.filter((role) => role !== 'admin'),
};

/** @param why no caller is known */
export const unauthenticated = (why: UnauthenticatedCaller['why']): Caller => ({
  kind: 'unauthenticated',
  why,
  roles: [],
});

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

/** The recorder of what a request records. Throws for a caller who is not authenticated: access control refuses them. */
export function recorderOf({ caller }: Pick<FastifyRequest, 'caller'>): string {
  if (caller.kind === 'unauthenticated') throw new Error('a caller who is not authenticated records nothing');
  return caller.subject;
}

/** Somebody who is known, or anybody on an open server. */
export type KnownCaller = Exclude<Caller, UnauthenticatedCaller>;

const requestIn = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

/** The recorder, as a parameter of a handler. */
export const Recorder = createParamDecorator((_: unknown, context: ExecutionContext) => recorderOf(requestIn(context)));

/** Whether the caller may see recorders: a boolean, as a parameter of a handler. */
export const SeesRecorders = createParamDecorator((_: unknown, context: ExecutionContext) =>
  hasRole(requestIn(context).caller.roles, 'auditor'),
);

/** Who calls, as a parameter of a handler whose route takes a role. */
export const KnownAs = createParamDecorator((_: unknown, context: ExecutionContext): KnownCaller => {
  const { caller } = requestIn(context);
  if (caller.kind === 'unauthenticated') throw new Error('a caller who is not authenticated has nothing of their own');
  return caller;
});
