/** The parameters of a query, for the OpenAPI document, where no `@Query()` of a handler names their schema. */
import { ApiQuery } from '@nestjs/swagger';
import { z } from 'zod';

/** @param schema every parameter by its name */
export function queryParameters(schema: z.ZodObject): MethodDecorator[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, shape]) => {
    const { description = '' } = shape as { description?: string };
    return ApiQuery({ name, required: required.includes(name), description, schema: shape as Record<string, unknown> });
  });
}
