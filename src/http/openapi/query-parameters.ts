/** The parameters of a query, for the OpenAPI document, where no `@Query()` of a handler names their schema. */
import { applyDecorators } from '@nestjs/common';
import { z } from 'zod';
import { described } from './described.js';

/** @param schema every parameter by its name */
export const queryParameters = (schema: z.ZodObject): MethodDecorator =>
  described(({ ApiQuery }) => {
    const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const parameters = Object.entries(properties).map(([name, shape]) => {
      const { description = '' } = shape as { description?: string };
      const isRequired = required.includes(name);
      return ApiQuery({ name, required: isRequired, description, schema: shape as Record<string, unknown> });
    });
    return applyDecorators(...parameters);
  });
