/** Bodies and parameters are checked by the schema that their place in the signature names. */
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Refused } from '../problems/refused.js';
import { problemOfZod } from '../../decisions/schema-findings.js';

@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(given: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return given;
    const read = schema.safeParse(given);
    if (read.success) return read.data;
    const place = type === 'body' ? 'body' : 'parameters';
    const under = data === undefined ? [] : [data];
    throw new Refused(problemOfZod(read.error.issues, { schema, given, place, under }));
  }
}
