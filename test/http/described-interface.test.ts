/** The documents that describe the interface hold against the checkers of their formats, and against what is sent. */
import { Parser } from '@asyncapi/parser';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { z } from 'zod';
import { roleOfRoute } from '../../src/access/route-roles.js';
import { importLines, startedApp, storyText, type StartedApp } from '../app/started-app.js';

let app: StartedApp;
beforeAll(async () => {
  app = await startedApp();
  await importLines(app.base, storyText('qatar-mediation'));
});
afterAll(() => app.stop());

const document = async (path: string): Promise<string> => {
  const answer = await fetch(`${app.base}${path}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  return answer.text();
};

/** Rules of the linter that do not fit, each with the reason. */
const RULES = {
  // Every error of an operation is its default response: a problem document.
  'operation-4xx-response': 'off',
  // The id of an article is never the word `feeds`.
  'no-ambiguous-paths': 'off',
  // A record whose keys are listed: `propertyNames` says which there are, and `required` that they are all there.
  'no-required-schema-properties-undefined': 'off',
} as const;

async function openApiFindings(source: string): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'], rules: RULES });
  const found = await lintFromString({ source, config });
  return found.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer ?? ''}`);
}

async function asyncApiFindings(source: string): Promise<string[]> {
  const { document: parsed, diagnostics } = await new Parser().parse(source);
  const found = diagnostics.map(({ code, message, path }) => `${code}: ${message} ${path.join('/')}`);
  return parsed === undefined ? ['it cannot be read', ...found] : found;
}

interface AsyncApi {
  readonly channels: Readonly<Record<string, { readonly address: string | null }>>;
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly payload: object }>>;
    readonly schemas: object;
  };
}

/** The schema of a message by itself. */
function payloadIn({ components }: AsyncApi, name: string): z.ZodType {
  const whole = { ...components.messages[name]?.payload, definitions: components.schemas };
  const text = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/definitions/');
  return z.fromJSONSchema({ $schema: 'http://json-schema.org/draft-07/schema#', ...(JSON.parse(text) as object) });
}

describe('The OpenAPI document', () => {
  test('passes a linter', async () => {
    expect(await openApiFindings(await document('/openapi.json'))).toEqual([]);
  });

  test('would not pass it with a fault', async () => {
    const faulty = JSON.parse(await document('/openapi.json')) as { paths: Record<string, { get: object }> };
    Object.assign(faulty.paths['/v1/negotiations']?.get ?? {}, { operationId: 'getNegotiation', parameters: {} });
    expect((await openApiFindings(JSON.stringify(faulty))).length).toBeGreaterThan(0);
  });
});

describe('The AsyncAPI document', () => {
  test('passes the parser of its makers, with nothing to remark', async () => {
    expect(await asyncApiFindings(await document('/v1/asyncapi.json'))).toEqual([]);
  });

  test('would not pass it with a fault', async () => {
    const faulty = JSON.parse(await document('/v1/asyncapi.json')) as { operations: Record<string, object> };
    Object.assign(faulty.operations['streamAll'] ?? {}, { action: 'shout' });
    expect((await asyncApiFindings(JSON.stringify(faulty))).length).toBeGreaterThan(0);
  });

  test('has every stream that the table of roles has', async () => {
    const { channels } = JSON.parse(await document('/v1/asyncapi.json')) as AsyncApi;
    const addresses = Object.values(channels).flatMap(({ address }) => address ?? []);
    expect(addresses).toEqual(['/v1/stream', '/v1/negotiations/{negotiation}/stream']);
    for (const address of addresses) expect(roleOfRoute('GET', address.replaceAll(/\{(\w+)\}/g, ':$1'))).toBe('reader');
  });

  test('says what the stream sends', async () => {
    const described = JSON.parse(await document('/v1/asyncapi.json')) as AsyncApi;
    const ending = new AbortController();
    const seen = new Map<string, unknown>();
    for (const after of ['16', '999999']) {
      const answer = await fetch(`${app.base}/v1/stream?after=${after}`, { signal: ending.signal });
      const frames = answer.body?.pipeThrough(new TextDecoderStream()) ?? [];
      let text = '';
      for await (const piece of frames as AsyncIterable<string>) {
        text += piece;
        if (/"revision":17|event: gap[^]*\n\n/.test(text)) break;
      }
      for (const [, name = '', data = ''] of text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g))
        seen.set(name, JSON.parse(data));
    }
    ending.abort();
    const { alert: _, ...streamed } = described.components.messages;
    expect([...seen.keys()].toSorted()).toEqual(Object.keys(streamed).toSorted());
    for (const [name, sent] of seen) {
      expect([name, payloadIn(described, name).safeParse(sent)]).toMatchObject([name, { success: true }]);
      expect(payloadIn(described, name).safeParse({ ...(sent as object), position: 1 }).success).toBe(false);
    }
  });
});
