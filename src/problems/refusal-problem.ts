/** What a decision, or a schema, has refused, as the problem document that the caller is answered with. */
import type { z } from 'zod';
import type { ErrorCode } from '../../answers/error-catalogue.js';
import { problem, problemOfFields, type FieldError, type Problem } from '../../answers/problem.js';
import type { Finding, Refusal, RefusalCode } from '../../decisions/refusal.js';
import { dataFindings, parameterFindings, type Checked } from '../../decisions/schema-findings.js';

const ERROR_CODES: Record<RefusalCode, ErrorCode> = {
  'invalid-data': 'invalid-request',
  'unknown-party': 'unknown-party',
  'unknown-entry': 'unknown-entry',
  'unknown-negotiation': 'unknown-negotiation',
  'already-open': 'already-open',
  'id-taken': 'id-taken',
};

function fieldError(finding: Finding): FieldError {
  const { code: _, detail, nearest, ...place } = finding;
  return { ...place, detail, ...(nearest === undefined ? {} : { nearest }) };
}

/** The problem document of a refusal. Without a detail of its own, its detail names the first findings. */
export function problemOfRefusal({ code, detail, findings }: Refusal): Problem {
  const errors = findings.map(fieldError);
  return detail === undefined ? problemOfFields(ERROR_CODES[code], errors) : problem(ERROR_CODES[code], detail, errors);
}

type Issues = readonly z.core.$ZodIssue[];

/** The problem document for a body that a schema refused. */
export const problemOfBody = (issues: Issues, checked: Checked): Problem =>
  problemOfFields('invalid-request', dataFindings(issues, checked).map(fieldError));

/** The problem document for parameters of a path or a query that a schema refused. */
export const problemOfParameters = (issues: Issues, checked: Checked): Problem =>
  problemOfFields('invalid-parameter', parameterFindings(issues, checked).map(fieldError));
