/** The AsyncAPI 3 document: what Parley sends by itself, made from the schemas of the messages. */
import { z } from 'zod';
import { allStreamParameters, gapAnswer, helloAnswer, messageAnswer, streamParameters } from '../../../answers/live.js';
import { alertEvent } from '../../../answers/alerts/cloud-event.js';
import { negotiationId } from '../../../events/ids.js';
import { requiredRole, roleOfRoute } from '../../access/route-roles.js';
import { LICENSE, TOKEN } from '../openapi/openapi-document.js';

type JsonSchema = Record<string, unknown>;

/** AsyncAPI's own schemas are a superset of draft 07. What they refer to stands under `definitions`. */
function shapeOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { target: 'draft-7', io, unrepresentable: 'any' });
  return shape;
}

/** A schema, and the schemas that it refers to, by names that are the message's own in the whole document. */
function payloadOf(name: string, payload: z.ZodType): { readonly shape: JsonSchema; readonly schemas: JsonSchema } {
  const { definitions = {}, ...shape } = shapeOf(payload, 'output');
  const moved = <T>(of: T): T =>
    JSON.parse(JSON.stringify(of).replaceAll('"#/definitions/', `"#/components/schemas/${name}.`)) as T;
  const schemas = Object.entries(moved(definitions as JsonSchema));
  return { shape: moved(shape), schemas: Object.fromEntries(schemas.map(([own, of]) => [`${name}.${own}`, of])) };
}

/** A message of the streams: server-sent events of this name. */
interface Described {
  readonly summary: string;
  readonly payload: z.ZodType;
}

const MESSAGES: Readonly<Record<string, Described>> = {
  hello: { summary: 'Where the stream begins: the first event', payload: helloAnswer },
  recorded: { summary: 'One event of the record; its `id` is its position', payload: messageAnswer },
  gap: {
    summary: 'Events are left out: what was known is to be read anew, and the stream goes on from the present',
    payload: gapAnswer,
  },
};

/** A stream: the address that is requested, and what can be asked for there. */
interface Stream {
  readonly address: string;
  readonly title: string;
  readonly query: z.ZodType;
  readonly parameters?: JsonSchema;
}

const STREAMS: Readonly<Record<string, Stream>> = {
  streamAll: {
    address: '/v1/stream',
    title: 'What is recorded of all talks, as it is recorded',
    query: allStreamParameters,
  },
  streamNegotiation: {
    address: '/v1/negotiations/{negotiation}/stream',
    title: 'What is recorded of these talks, as it is recorded',
    query: streamParameters,
    parameters: {
      negotiation: { description: `The slug of the talks: ${shapeOf(negotiationId, 'input')['pattern'] as string}` },
    },
  },
};

const names = Object.keys(MESSAGES);

/** What is posted to the webhook of a subscription: its address is whoever’s who asked. */
const ALERT: Described = {
  summary: 'A change that somebody has asked to be told of: a CloudEvent. The receiver answers with 2xx',
  payload: alertEvent,
};

const ALERTS = {
  address: null,
  title: 'What a subscription (`POST /v1/alerts`) is told, at the address that it names',
  description:
    'At least once, and in order: what comes again has the same id. Signed as Standard Webhooks has it, with the secret that was answered to the subscription.',
  messages: { alert: { $ref: '#/components/messages/alert' } },
} as const;

const SIGNATURE = z.strictObject({
  'webhook-id': z.string().meta({ description: 'The `id` of the event.' }),
  'webhook-timestamp': z.string().meta({ description: 'When it was sent, in seconds since 1970.' }),
  'webhook-signature': z.string().meta({ description: '`v1,` and HMAC-SHA-256 of id, timestamp and body, in Base64.' }),
});

const alertMessage = (): JsonSchema => ({
  ...messageOf(['alert', ALERT])[1],
  contentType: 'application/cloudevents+json',
  headers: shapeOf(SIGNATURE, 'output'),
});

const messageOf = ([name, { summary, payload }]: [string, Described]): [string, JsonSchema] => [
  name,
  { name, title: name, summary, contentType: 'application/json', payload: payloadOf(name, payload).shape },
];

const channelOf = ([id, { address, title, parameters }]: [string, Stream]): [string, JsonSchema] => [
  id,
  {
    address,
    title,
    description:
      'Server-sent events. The header `Last-Event-ID`, or `after`, resumes after a position: nothing is lost, nothing comes twice.',
    ...(parameters ? { parameters } : {}),
    messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  },
];

/** The role that the stream's route takes, as OpenAPI says it too. */
function securityOf(address: string): JsonSchema {
  const role = roleOfRoute('GET', address.replaceAll(/\{(\w+)\}/g, ':$1'));
  const required = role && requiredRole(role);
  if (required === undefined) return {};
  return {
    description: `Takes the role ${required}, where there are tokens.`,
    security: [{ $ref: `#/components/securitySchemes/${TOKEN}` }],
  };
}

const operationOf = ([id, { address, title, query }]: [string, Stream]): [string, JsonSchema] => [
  id,
  {
    action: 'send',
    channel: { $ref: `#/channels/${id}` },
    title,
    ...securityOf(address),
    messages: names.map((name) => ({ $ref: `#/channels/${id}/messages/${name}` })),
    bindings: { http: { method: 'GET', query: shapeOf(query, 'input'), bindingVersion: '0.3.0' } },
  },
];

export function asyncApiDocument(): JsonSchema {
  const mapped = <T>(of: Readonly<Record<string, T>>, one: (entry: [string, T]) => [string, JsonSchema]) =>
    Object.fromEntries(Object.entries(of).map(one));
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description:
        'What Parley sends as it is recorded. What it answers when it is asked is in the OpenAPI document, /openapi.json.',
      license: LICENSE,
    },
    defaultContentType: 'application/json',
    channels: { ...mapped(STREAMS, channelOf), alerts: ALERTS },
    operations: {
      ...mapped(STREAMS, operationOf),
      sendAlert: {
        action: 'send',
        channel: { $ref: '#/channels/alerts' },
        title: 'A subscriber is told of a change',
        messages: [{ $ref: '#/channels/alerts/messages/alert' }],
        bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
      },
    },
    components: {
      messages: { ...mapped(MESSAGES, messageOf), alert: alertMessage() },
      schemas: Object.assign(
        {},
        ...Object.entries({ ...MESSAGES, alert: ALERT }).map(([name, { payload }]) => payloadOf(name, payload).schemas),
      ),
      securitySchemes: { [TOKEN]: { type: 'http', scheme: 'bearer' } },
    },
  };
}
