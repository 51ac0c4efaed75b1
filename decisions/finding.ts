/** Something wrong with one field of what is to be recorded. */
import { problemOfFields, type FieldError, type Problem } from '../answers/problem.js';

export interface Finding extends FieldError {
  readonly pointer: string;
  readonly code: 'invalid-request' | 'unknown-party' | 'unknown-entry';
}

export const finding = (code: Finding['code'], pointer: string, detail: string, nearest?: string): Finding => ({
  code,
  pointer,
  detail,
  ...(nearest === undefined ? {} : { nearest }),
});

export const invalid = (pointer: string, detail: string, nearest?: string): Finding =>
  finding('invalid-request', pointer, detail, nearest);

/** The same in what lies deeper. */
export const under = (prefix: string, findings: readonly Finding[]): Finding[] =>
  findings.map((f) => ({ ...f, pointer: prefix + f.pointer }));

/** One problem for all of them: of their own code, where they share one. */
export function problemOfFindings(findings: readonly Finding[]): Problem {
  const codes = new Set(findings.map(({ code }) => code));
  const [code = 'invalid-request'] = codes.size === 1 ? codes : [];
  return problemOfFields(
    code,
    findings.map((f) => ({
      pointer: f.pointer,
      detail: f.detail,
      ...(f.nearest === undefined ? {} : { nearest: f.nearest }),
    })),
  );
}
