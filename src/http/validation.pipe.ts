/** Bodies and parameters are checked by the schema that their place in the signature names. */
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Refused } from '../problems/refused.js';
import { problemOfBody, problemOfParameters } from '../problems/refusal-problem.js';

@Injectable()
export class ZodValidationPipe implements PipeTransform {
  transform(given: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return given;
    const read = schema.safeParse(given);
    if (read.success) return read.data;
    const checked = { schema, given, under: data === undefined ? [] : [data] };
    const { issues } = read.error;
    throw new Refused(type === 'body' ? problemOfBody(issues, checked) : problemOfParameters(issues, checked));
  }
}
