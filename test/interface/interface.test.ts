/**
 * The public interface, held by a committed list: whoever builds on Parley depends on all of it. `UPDATE=1` writes the list
 * anew, for a change that is meant.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { z } from 'zod';
import { CATALOGUE } from '../../answers/error-catalogue.js';
import { CommandContext } from '../../src/cli/command-context.js';
import { makeProgram } from '../../src/cli/program.js';
import { RESOURCES } from '../../src/mcp/resources.js';
import { TOOLS } from '../../src/mcp/tools.js';
import { startedApp, type StartedApp } from '../app/started-app.js';
import { detailLines, operationLines, type OpenApi } from './operations.js';

const FILE = new URL('interface.txt', import.meta.url);

interface AsyncApi {
  readonly channels: Readonly<Record<string, { readonly address: string }>>;
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly payload: { readonly properties: object } }>>;
  };
}

let app: StartedApp;
beforeAll(async () => {
  app = await startedApp();
});
afterAll(() => app.stop());

const document = async (): Promise<OpenApi> => (await (await fetch(`${app.base}/openapi.json`)).json()) as OpenApi;

/** Parley's own metrics with their types and labels. Labels are seen on samples: each metric has one by now. */
async function metricLines(): Promise<string[]> {
  for (const path of ['/nowhere', '/v1/audit/verify']) await fetch(`${app.base}${path}`);
  const text = await (await fetch(`${app.base}/metrics`)).text();
  return [...text.matchAll(/^# TYPE (parley_\w+) (\w+)$/gm)].map(([, name = '', type = '']) => {
    const samples = [...text.matchAll(new RegExp(`^${name}(?:_bucket)?\\{(.*)\\} `, 'gm'))];
    const labels = samples.flatMap(([, all = '']) => [...all.matchAll(/(\w+)="/g)].map(([, label = '']) => label));
    return `${name} ${type} ${[...new Set(labels)].filter((label) => label !== 'le').join(' ')}`.trimEnd();
  });
}

/** The tools and resources of assistants, and what a tool takes. */
const toolLines = (): string[] => [
  ...Object.entries(TOOLS).flatMap(([name, { input }]) => [
    name,
    ...Object.entries(input.shape).map(
      ([field, schema]) => `${name} ${field}${schema instanceof z.ZodOptional ? '?' : ''}`,
    ),
  ]),
  ...RESOURCES.map(({ template }) => template),
];

/** The streams, and the fields of what they send. */
async function messageLines(): Promise<string[]> {
  const { channels, components } = (await (await fetch(`${app.base}/v1/asyncapi.json`)).json()) as AsyncApi;
  const fields = Object.entries(components.messages).flatMap(([name, { payload }]) =>
    Object.keys(payload.properties).map((field) => `${name}: ${field}`),
  );
  return [...Object.entries(channels).map(([id, { address }]) => `${id} ${address}`), ...fields];
}

/** A command, its arguments and its flags, and the same of its own commands. */
function commandLines(command: Command, parents = ''): string[] {
  const name = `${parents} ${command.name()}`.trimStart();
  const words = command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`));
  return [
    [name, ...words].join(' '),
    ...command.options.map(({ flags }) => `${name} ${flags}`),
    ...command.commands.flatMap((one) => commandLines(one, name)),
  ];
}

const program = (): Command => {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  return makeProgram(new CommandContext({ stdin, stdout, stderr, env: {} }));
};

async function found(): Promise<string> {
  const described = await document();
  const sections: Readonly<Record<string, readonly string[]>> = {
    Operations: operationLines(described),
    'Error codes': Object.entries(CATALOGUE).map(([code, { status }]) => `${code} ${status}`),
    Messages: await messageLines(),
    'Tools of assistants': toolLines(),
    Metrics: await metricLines(),
    'Command line': commandLines(program()),
    'Parameters, bodies and answers': detailLines(described),
  };
  return Object.entries(sections)
    .map(([title, lines]) => `# ${title}\n${lines.toSorted().join('\n')}\n`)
    .join('\n');
}

const linesOf = (text: string): ReadonlySet<string> => new Set(text.split('\n'));
function without(some: string, others: string): string[] {
  const known = linesOf(others);
  return [...linesOf(some)].filter((line) => !known.has(line));
}

const HINT = 'A line that differs on purpose: UPDATE=1 npm test -- test/interface writes the list anew.';

test('The public interface is the one that the list has', async () => {
  const now = await found();
  if (process.env['UPDATE'] === '1') writeFileSync(FILE, now);
  const listed = readFileSync(FILE, 'utf8');
  const gone = without(listed, now).map((line) => `gone: ${line}`);
  const added = without(now, listed).map((line) => `new: ${line}`);
  expect([HINT, ...gone, ...added]).toEqual([HINT]);
});

test('Every operation has an id of its own, in one word', async () => {
  const ids = Object.values((await document()).paths).flatMap((item) =>
    Object.values(item).map((one) => one.operationId),
  );
  expect(ids.length).toBeGreaterThan(40);
  expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});
