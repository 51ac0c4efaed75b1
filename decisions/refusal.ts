/** Why something cannot be recorded: a value, which knows nothing of how a caller is answered. */

/** What kind of refusal it is. */
export type RefusalCode =
  /** A field is missing, unknown, or holds what it cannot. */
  | 'invalid-data'
  /** It names a party that is not in the registry. */
  | 'unknown-party'
  /** It changes an entry that is not recorded. */
  | 'unknown-entry'
  /** It is about a negotiation that has not been opened. */
  | 'unknown-negotiation'
  /** The negotiation has been opened before, with another description. */
  | 'already-open'
  /** Its id is that of another event. */
  | 'id-taken';

interface Mistake {
  readonly code: RefusalCode;
  /** What is wrong, worded to follow the name of the field: `is required`. */
  readonly detail: string;
  /** The known slug, id, field or term that was probably meant. */
  readonly nearest?: string;
}

/** A mistake in the data of an event. */
export interface DataFinding extends Mistake {
  /** Where, as a JSON pointer (RFC 6901). */
  readonly pointer: string;
}

/** A mistake in a parameter that stands beside the data. */
export interface ParameterFinding extends Mistake {
  readonly parameter: string;
}

export type Finding = DataFinding | ParameterFinding;

export interface Refusal {
  readonly code: RefusalCode;
  /** Where it is not given, the findings say all. */
  readonly detail?: string;
  readonly findings: readonly Finding[];
}

export const finding = (code: RefusalCode, pointer: string, detail: string, nearest?: string): DataFinding => ({
  code,
  pointer,
  detail,
  ...(nearest === undefined ? {} : { nearest }),
});

export const invalid = (pointer: string, detail: string, nearest?: string): DataFinding =>
  finding('invalid-data', pointer, detail, nearest);

/** The same findings in data that stands at `prefix`, a JSON pointer. */
export const under = (prefix: string, findings: readonly DataFinding[]): DataFinding[] =>
  findings.map((f) => ({ ...f, pointer: prefix + f.pointer }));

/** One refusal for all of them: with their own code where they share one, else with `invalid-data`. */
export function refusalOf(findings: readonly Finding[]): Refusal {
  const codes = new Set(findings.map(({ code }) => code));
  const [code = 'invalid-data'] = codes.size === 1 ? codes : [];
  return { code, findings };
}
