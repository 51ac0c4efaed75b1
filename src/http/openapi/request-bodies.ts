/** What the OpenAPI document says of bodies that a command checks by itself: the path may have given some fields. */
import { ApiBody } from '@nestjs/swagger';
import { z } from 'zod';
import { changeSchemas, type ChangeEventType } from '../../../events/change.js';
import { registrySchemas } from '../../../events/registry.js';
import { reportSchemas } from '../../../events/report.js';
import { KINDS, type Kind } from '../../../events/vocabulary.js';

interface ObjectSchema {
  readonly properties?: Record<string, unknown>;
  readonly required?: readonly string[];
}

/** What a patch sets may be any JSON: that refers to itself, which a schema inside of a document cannot. */
const anyJson = (shape: object): ObjectSchema =>
  JSON.parse(JSON.stringify(shape), (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$ref' in value ? {} : value,
  ) as ObjectSchema;

function shapeOf(schema: z.ZodType): ObjectSchema {
  const { $schema: _, $defs: __, ...shape } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return anyJson(shape);
}

/** The schema with these fields optional: the path names them already. */
function without(schema: z.ZodType, ...given: readonly string[]): ObjectSchema {
  const shape = shapeOf(schema);
  return { ...shape, required: (shape.required ?? []).filter((field) => !given.includes(field)) };
}

function reportOf(kind: Kind): ObjectSchema {
  const { properties, required = [], ...rest } = without(reportSchemas[kind], 'negotiation');
  return { ...rest, properties: { kind: { const: kind }, ...properties }, required: ['kind', ...required] };
}

const body = (schema: ObjectSchema | { readonly oneOf: readonly ObjectSchema[] }) =>
  ApiBody({ schema: schema as Record<string, unknown>, required: true });

export const OpeningBody = () => body(shapeOf(registrySchemas.NegotiationOpened));
export const PartyBody = () => body(without(registrySchemas.PartyAdded, 'negotiation'));
export const RevisionBody = () => body(without(registrySchemas.PartyRevised, 'negotiation', 'party'));
/** @param given the fields that the path names already */
export const ChangeBody = (type: ChangeEventType, ...given: readonly string[]) =>
  body(without(changeSchemas[type], ...given));
export const ReportBody = () => body({ oneOf: KINDS.map(reportOf) });
