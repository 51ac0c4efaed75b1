/** Bodies in the OpenAPI document, where a command validates them: with fields that the path names already. */
import { z } from 'zod';
import { changeSchemas } from '../../../events/change.js';
import type { ChangeEventType } from '../../../events/event-types.js';
import { KIND_HELP } from '../../../events/guide/kinds.js';
import { WORD_HELP } from '../../../events/guide/words.js';
import { registrySchemas } from '../../../events/registry.js';
import { reportSchemas } from '../../../events/report.js';
import { KINDS, type Kind } from '../../../events/vocabulary.js';
import { described } from './described.js';

interface ObjectSchema {
  readonly properties?: Record<string, unknown>;
  readonly required?: readonly string[];
  readonly description?: string;
}

/** The schema of any JSON refers to itself, which a schema inside a document cannot: it becomes the empty schema. */
const anyJson = (shape: object): ObjectSchema =>
  JSON.parse(JSON.stringify(shape), (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$ref' in value ? {} : value,
  ) as ObjectSchema;

/** What the words of each vocabulary mean, by the words. */
const describedWords: ReadonlyMap<string, string> = new Map(
  Object.values(WORD_HELP).map((words) => [
    Object.keys(words).join(' '),
    Object.entries(words)
      .map(([word, { line }]) => `${word}: ${line}`)
      .join('; '),
  ]),
);

function describe({ jsonSchema }: { readonly jsonSchema: { enum?: unknown[]; description?: string } }): void {
  const words = describedWords.get(jsonSchema.enum?.join(' ') ?? '');
  if (words !== undefined) jsonSchema.description = `${words}.`;
}

function shapeOf(schema: z.ZodType): ObjectSchema {
  const options = { io: 'input', unrepresentable: 'any', override: describe } as const;
  const { $schema: _, $defs: __, ...shape } = z.toJSONSchema(schema, options);
  return anyJson(shape);
}

/** @param given fields that are optional in the body, since the path names them */
function without(schema: z.ZodType, ...given: readonly string[]): ObjectSchema {
  const shape = shapeOf(schema);
  return { ...shape, required: (shape.required ?? []).filter((field) => !given.includes(field)) };
}

function reportOf(kind: Kind): ObjectSchema {
  const { properties, required = [], ...rest } = without(reportSchemas[kind], 'negotiation');
  const { line, example } = KIND_HELP[kind];
  const description = `${kind}: ${line}. Example: ${example}.`;
  return {
    ...rest,
    description,
    properties: { kind: { const: kind }, ...properties },
    required: ['kind', ...required],
  };
}

type BodySchema = ObjectSchema | { readonly oneOf: readonly ObjectSchema[] };

const body = (schema: () => BodySchema) =>
  described(({ ApiBody }) => ApiBody({ schema: schema() as Record<string, unknown>, required: true }));

/** Of `POST /v1/negotiations`. */
export const OpeningBody = () => body(() => shapeOf(registrySchemas.NegotiationOpened));
/** Of a negotiation that is revised. */
export const NegotiationRevisionBody = () => body(() => without(registrySchemas.NegotiationRevised, 'negotiation'));
/** Of an archiving. */
export const ArchiveBody = () => body(() => without(registrySchemas.NegotiationArchived, 'negotiation'));
/** Of a title. */
export const TitleBody = () => body(() => without(registrySchemas.SubjectRetitled, 'negotiation'));
/** Of a party that is added. */
export const PartyBody = () => body(() => without(registrySchemas.PartyAdded, 'negotiation'));
/** Of a party that is revised. */
export const RevisionBody = () => body(() => without(registrySchemas.PartyRevised, 'negotiation', 'party'));
/** Of a change of the record. @param given the fields that the path names */
export const ChangeBody = (type: ChangeEventType, ...given: readonly string[]) =>
  body(() => without(changeSchemas[type], ...given));
/** Of a report of any kind. */
export const ReportBody = () => body(() => ({ oneOf: KINDS.map(reportOf) }));
