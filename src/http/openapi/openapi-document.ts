/** The OpenAPI 3.1 document, made from the schemas that validate requests and type answers. */
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { requiredRole, roleOfRoute } from '../../access/route-roles.js';
import { applyDescriptions } from './described.js';

type JsonSchema = Record<string, unknown>;

const shapeOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any', override: withMeantType });

// A preprocessed parameter takes a text and makes a number or a list of it: the document shows the number or the list.
function withMeantType({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  if (!(zodSchema instanceof z.ZodPipe) || !(zodSchema.in instanceof z.ZodTransform)) return;
  const { $schema: _, ...meant } = shapeOf(zodSchema.out as z.ZodType, 'output');
  Object.assign(jsonSchema, meant);
}

function convert(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  const { $schema: _, $defs, ...shape } = shapeOf(schema as z.ZodType, schemaType);
  return { schema: shape, components: ($defs ?? {}) as Record<string, unknown> };
}

const description = `Parley records what is reported about negotiations and derives, from the record alone, where the
talks stand. Reads under \`/v1/negotiations/{id}\` take a lens: the same reading of the past, of what had been published
by a time, or without a source. Every error is a problem document (RFC 9457).`.replaceAll('\n', ' ');

/** Of the program, as the documents of its interface name it. */
export const LICENSE = { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' } as const;

/** The name of the one way to say who one is. */
export const TOKEN = 'token';

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;

/** Adds to each operation the role that it takes, from the table that access control uses. */
function addRoles(path: string, item: OpenAPIObject['paths'][string]): void {
  for (const method of METHODS) {
    const operation = item[method];
    const url = path.replace('{path}', '*').replaceAll(/\{(\w+)\}/g, ':$1');
    const role = roleOfRoute(method.toUpperCase(), url);
    const required = role && requiredRole(role);
    if (!operation) continue;
    if (required === undefined) {
      // Said outright, so that nobody has to guess whether it was forgotten.
      operation.security = [];
      continue;
    }
    operation.description = [operation.description, `Takes the role ${required}, where there are tokens.`]
      .filter(Boolean)
      .join(' ');
    operation.security = [{ [TOKEN]: [] }];
  }
}

/** The document of an application whose modules have been initialised. */
export async function openApiDocument(app: INestApplication): Promise<OpenAPIObject> {
  const { DocumentBuilder, SwaggerModule } = await applyDescriptions();
  const about = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(description)
    .setVersion('1')
    .setLicense(LICENSE.name, LICENSE.url)
    .addServer('/', 'The server that answers this document')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, TOKEN)
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    standardSchemaConverter: convert,
    autoTagControllers: false,
  });
  for (const [path, item] of Object.entries(document.paths)) addRoles(path, item);
  return document;
}
