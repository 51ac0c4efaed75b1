/** Problem documents (RFC 9457): what every refusal and failure looks like to whoever gets it. */
import { z } from 'zod';
import { CATALOGUE, ERROR_CODES, type ErrorCode } from './error-catalogue.js';

export const fieldError = z.strictObject({
  pointer: z.string().optional().meta({ description: 'Where in the body, as a JSON pointer (RFC 6901).' }),
  parameter: z.string().optional().meta({ description: 'Which parameter of the path or the query.' }),
  column: z.string().optional().meta({ description: 'Which column of the row, where the body is a table.' }),
  detail: z.string(),
  nearest: z.string().optional().meta({ description: 'The known slug, id, field or term that was probably meant.' }),
});
export type FieldError = z.infer<typeof fieldError>;

export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'A URI reference: `/problems/` and the code.' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(ERROR_CODES),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

/** How many fields a `detail` names; `errors` has them all. */
const NAMED_IN_DETAIL = 3;

export function problem(code: ErrorCode, detail: string, errors: readonly FieldError[] = []): Problem {
  const { status, title } = CATALOGUE[code];
  const document = { type: `/problems/${code}`, title, status, code, detail };
  return errors.length > 0 ? { ...document, errors: [...errors] } : document;
}

const inWords = ({ pointer, parameter, column, detail, nearest }: FieldError): string =>
  `${parameter ?? column ?? pointer ?? ''} ${detail}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`.trim();

/** A problem whose detail is made of what is wrong with each field. */
export function problemOfFields(code: ErrorCode, errors: readonly FieldError[]): Problem {
  const more = errors.length - NAMED_IN_DETAIL;
  const named = errors.slice(0, NAMED_IN_DETAIL).map(inWords).join('; ');
  return problem(code, more > 0 ? `${named}; and ${more} more` : named, errors);
}

/** The document that goes out; `instance` is the address of what was asked for. */
export const problemDocument = (of: Problem, instance?: string): Problem =>
  instance === undefined ? of : { ...of, instance };
