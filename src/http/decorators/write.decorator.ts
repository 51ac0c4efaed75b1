/** What every write takes besides its path and its body: `@Write() { recorder, ifMatch, dryRun }`. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { problemOfFields } from '../../../answers/problem.js';
import type { Writing } from '../../commands/writing.js';
import { recorderOf } from '../../access/caller.js';
import { Refused } from '../../problems/refused.js';
import { recordParameters } from '../../../answers/receipts.js';
import { validateQuery } from '../validation.pipe.js';

const REVISION = /^"?(\d{1,15})"?$/;

/** The revision in `If-Match`; undefined where the header is missing or `*`. Throws `Refused` for anything else. */
function ifMatchOf({ headers: { 'if-match': given } }: FastifyRequest): number | undefined {
  if (given === undefined || given.trim() === '*') return undefined;
  const revision = REVISION.exec(given.trim())?.[1];
  if (revision !== undefined) return Number(revision);
  const detail = 'must be a revision of the negotiation, such as "17"';
  throw new Refused(problemOfFields('invalid-parameter', [{ parameter: 'If-Match', detail }]));
}

/**
 * Who records, the revision that the record must be at, and whether it is a dry run. A bad `If-Match` is refused before
 * a bad query parameter; either one before the parameters of the path.
 */
export const Write = createParamDecorator((_: unknown, context: ExecutionContext): Writing => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const ifMatch = ifMatchOf(request);
  const { dryRun } = validateQuery(recordParameters, request.query);
  return { recorder: recorderOf(request), ifMatch, dryRun };
});
