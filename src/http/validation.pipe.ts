/** Validates bodies and parameters by the zod schema that their place in a handler's signature names. */
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { problemOfBody, problemOfParameters } from '../problems/refusal-problem.js';
import { Refused } from '../problems/refused.js';

/** Not Nest's `ValidationPipe`: that one drops `__proto__` before it checks, so that it could not be refused. */
@Injectable()
export class ZodValidationPipe implements PipeTransform {
  /** @returns what the schema made of the value. Throws `Refused`, with what is wrong with each field. */
  transform(given: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return given;
    const read = schema.safeParse(given);
    if (read.success) return read.data;
    const checked = { schema, given, under: data === undefined ? [] : [data] };
    const { issues } = read.error;
    throw new Refused(type === 'body' ? problemOfBody(issues, checked) : problemOfParameters(issues, checked));
  }
}

/** Validates the parameters of a query as the pipe does, for what is no parameter of a handler. */
export const validateQuery = <T extends z.ZodType>(schema: T, query: unknown): z.infer<T> =>
  new ZodValidationPipe().transform(query, { type: 'query', schema }) as z.infer<T>;
