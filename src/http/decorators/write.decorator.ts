/** A write on condition: only if nothing has been recorded since the caller looked. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { problemOfFields } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';

const FORM = /^"?(\d{1,15})"?$/;

/** The revision in `If-Match`; undefined where any will do. */
export function ifMatchOf({ headers: { 'if-match': given } }: Pick<FastifyRequest, 'headers'>): number | undefined {
  if (given === undefined || given.trim() === '*') return undefined;
  const revision = FORM.exec(given.trim())?.[1];
  if (revision !== undefined) return Number(revision);
  const detail = 'must be a revision of the negotiation, such as "17"';
  throw new Refused(problemOfFields('invalid-parameter', [{ parameter: 'If-Match', detail }]));
}

export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext) =>
  ifMatchOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
