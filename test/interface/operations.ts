/** The OpenAPI document as lines: its operations, their parameters, and every field of the JSON that they answer. */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The paths of all fields below a schema, such as `claims[].because[]`; `*` stands for any key. */
class Fields {
  constructor(private readonly components: OpenApi['components']['schemas']) {}

  of(schema: Schema): string[] {
    return [...new Set(this.#below(schema, '', []))].toSorted();
  }

  /** @param open the references that are being followed: a schema may refer to itself */
  #below(schema: Schema, path: string, open: readonly string[]): string[] {
    const { $ref, properties = {}, additionalProperties, items, prefixItems = [] } = schema;
    if ($ref !== undefined) {
      const target = this.components[$ref.replace('#/components/schemas/', '')];
      return target === undefined || open.includes($ref) ? [] : this.#below(target, path, [...open, $ref]);
    }
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
    const named = Object.entries(properties).flatMap(([key, of]) => [at(key), ...this.#below(of, at(key), open)]);
    const any = typeof additionalProperties === 'object' ? this.#below(additionalProperties, at('*'), open) : [];
    const listed = [...(items ? [items] : []), ...prefixItems].flatMap((of) => this.#below(of, `${path}[]`, open));
    const forms = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((all) => all ?? []);
    return [...named, ...any, ...listed, ...forms.flatMap((form) => this.#below(form, path, open))];
  }
}

const operationsOf = ({ paths }: OpenApi): [route: string, Operation][] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );

/** One line for each operation: method, path, `operationId`, tags. */
export const operationLines = (document: OpenApi): string[] =>
  operationsOf(document).map(([route, { operationId, tags = [] }]) => `${route} ${operationId} [${tags.join(', ')}]`);

/** One line for each parameter, for each content type, and for each field of an answer or a body. */
export function detailLines(document: OpenApi): string[] {
  const fields = new Fields(document.components.schemas);
  const contentLines = (place: string, content: Content = {}): string[] =>
    Object.entries(content).flatMap(([type, { schema }]) => [
      `${place} ${type}`,
      ...fields.of(schema).map((field) => `${place} ${field}`),
    ]);
  return operationsOf(document).flatMap(([, { operationId, parameters = [], requestBody, responses }]) => [
    ...parameters.map((one) => `${operationId} ${one.in} ${one.name}${one.required ? ' required' : ''}`),
    ...contentLines(`${operationId} body`, requestBody?.content),
    ...Object.entries(responses).flatMap(([status, { content }]) =>
      contentLines(`${operationId} ${status}`, status === 'default' ? undefined : content),
    ),
  ]);
}
