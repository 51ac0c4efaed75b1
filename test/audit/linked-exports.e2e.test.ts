/** Exports for other systems are read by their own parsers: PROV-O by a JSON-LD processor, TriG by N3, STIX by its schemas. */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import jsonld from 'jsonld';
import { Parser, type Quad } from 'n3';
import { text } from 'node:stream/consumers';
import { FORMATS } from '../../src/audit/export-negotiation.js';
import { streamEvents } from '../../src/audit/evidence-pages.js';
import { storyText } from '../app/started-app.js';
import { ndjson, Shell } from '../commands/shell.js';
import { history } from '../generators/history.js';
import { HOSTILE_STORY, NEGOTIATION } from '../http/formats/hostile-story.js';
import { change, opened, says } from '../projections/given.js';

const folder = new URL('stix-schemas/', import.meta.url);
const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
for (const part of ['common', 'sdos'])
  for (const file of readdirSync(new URL(`${part}/`, folder)))
    ajv.addSchema(JSON.parse(readFileSync(new URL(`${part}/${file}`, folder), 'utf8')) as object);

interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

const AT = 'http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/sdos/';
const REF = /^[a-z-]+--[0-9a-f-]{36}$/;

/** Against the schemas of OASIS, and every reference is to an object of the bundle. */
function stixFaults(body: string): string[] {
  const { type, id, objects = [] } = JSON.parse(body) as StixObject & { objects?: StixObject[] };
  const ids = new Set(objects.map((one) => one.id));
  const refs = objects.flatMap((one) => [one['created_by_ref'], one['object_refs']].flat()).filter(Boolean);
  return [
    ...(type === 'bundle' && id.startsWith('bundle--') ? [] : ['no bundle']),
    ...(ids.size === objects.length ? [] : ['an object is there twice']),
    ...refs.filter((ref) => !REF.test(String(ref)) || !ids.has(String(ref))).map((ref) => `no ${String(ref)}`),
    ...objects.flatMap((one) =>
      ajv.validate(`${AT}${one.type}.json`, one) ? [] : [`${one.type}: ${ajv.errorsText()}`],
    ),
  ];
}

const quadsOf = (body: string): Quad[] => new Parser({ format: 'application/trig' }).parse(body);
const NP = 'http://www.nanopub.org/nschema#';

/** Each nanopublication has its four graphs, and none is empty. */
function nanopubFaults(body: string): string[] {
  const quads = quadsOf(body);
  const graphs = new Set(quads.map(({ graph }) => graph.value));
  const parts = quads.filter(({ predicate }) => predicate.value.startsWith(`${NP}has`));
  const heads = quads.filter(({ object }) => object.value === `${NP}Nanopublication`);
  return [
    ...(parts.length === 3 * heads.length ? [] : ['a nanopublication without its parts']),
    ...(graphs.size === 4 * heads.length ? [] : [`${graphs.size} graphs of ${heads.length} nanopublications`]),
    ...parts.filter(({ object }) => !graphs.has(object.value)).map(({ object }) => `an empty ${object.value}`),
  ];
}

/** Its types do not know the option. */
const toRdf = jsonld.toRDF as unknown as (document: object, options: { safe: true }) => Promise<readonly object[]>;

async function provFaults(body: string): Promise<string[]> {
  const document = JSON.parse(body) as { '@graph': object[] };
  // Strict: it fails where the processor would drop what it does not understand.
  const quads = await toRdf(document, { safe: true });
  return quads.length >= document['@graph'].length ? [] : ['nodes are lost'];
}

async function exportsOf(lines: Parameters<typeof ndjson>[0] | string, negotiation: string) {
  const shell = new Shell();
  try {
    await shell.import([typeof lines === 'string' ? lines : ndjson(lines)]);
    const read = (upTo?: number) => streamEvents(shell.store.evidence, `negotiation-${negotiation}`, upTo);
    const of = (format: 'prov' | 'trig' | 'stix') => text(FORMATS[format].of(read, negotiation as never));
    return { prov: await of('prov'), trig: await of('trig'), stix: await of('stix') };
  } finally {
    await shell.stop();
  }
}

const faultsOf = async ({ prov, trig, stix }: Awaited<ReturnType<typeof exportsOf>>): Promise<string[]> => [
  ...(await provFaults(prov)),
  ...nanopubFaults(trig),
  ...stixFaults(stix),
];

test.each([
  ['qatar-mediation', storyText('qatar-mediation')],
  ['gaza-hostages-2023', storyText('gaza-hostages-2023')],
  [NEGOTIATION, HOSTILE_STORY],
])('The exports of %s are what they say', async (negotiation, story) => {
  const made = await exportsOf(story, negotiation);
  expect(await faultsOf(made)).toEqual([]);
  expect(quadsOf(made.trig).length).toBeGreaterThan(50);
  expect((JSON.parse(made.stix) as { objects: object[] }).objects.length).toBeGreaterThan(5);
});

test('Any history is exported so', async () => {
  await fc.assert(
    fc.asyncProperty(history({ changes: true, maxReports: 10 }), async ({ opened: first, lines, negotiation }) => {
      expect(await faultsOf(await exportsOf([first, ...lines], negotiation))).toEqual([]);
    }),
    { numRuns: Number(process.env['NUM_RUNS'] ?? 200) / 10 },
  );
});

test('A denial of a report is an opinion on it, what was taken back is revoked, and what was restored is not', async () => {
  const { stix, trig, prov } = await exportsOf(
    [
      opened(),
      says('r1', 1, 'union', 'contact', { with: ['ford'], credibility: 2 }),
      says('r2', 2, 'ford', 'denial', { report: 'r1' }),
      says('r3', 3, 'union', 'refusal'),
      change('ReportRetracted', 'c1', { reportId: 'r1', reportedAt: '2023-11-20', reason: 'Wrong.' }),
      change('EntryVoided', 'c2', { entry: 'r3', reason: 'Typo.' }),
      change('EntryVoided', 'c3', { entry: 'c2', reason: 'It was none.' }),
    ],
    'n',
  );
  const { objects } = JSON.parse(stix) as { objects: StixObject[] };
  const reports = objects.filter(({ type }) => type === 'report');
  expect(reports.map(({ revoked, confidence, labels }) => ({ revoked, confidence, labels }))).toEqual([
    { revoked: true, confidence: 70, labels: ['contact'] },
    { labels: ['denial'] },
    { labels: ['refusal'] },
  ]);
  expect(objects.find(({ type }) => type === 'opinion')).toMatchObject({
    opinion: 'disagree',
    object_refs: [reports[0]?.id],
  });
  const retraction = quadsOf(trig).filter(({ predicate }) => predicate.value === 'urn:parley:changes');
  expect(retraction.map(({ object }) => object.value.replace('urn:uuid', 'report').replace(':', '--'))).toContain(
    reports[0]?.id,
  );
  expect(prov).toContain('parley:ReportRetracted');
});

test('Tags, such as the issue codes of PA-X that an agreement was given, are in every export', async () => {
  const codes = ['pa-x:Ce', 'pa-x:HrGen', 'in Doha'];
  const { stix, trig, prov } = await exportsOf(
    [
      opened(),
      says('r1', 1, 'union', 'agreement', {
        agreement: 'truce',
        between: ['union', 'ford'],
        scope: 'partial',
        stage: 'Cea',
        terms: [{ item: 'calm' }],
        tags: codes,
      }),
    ],
    'n',
  );
  const { objects } = JSON.parse(stix) as { objects: StixObject[] };
  expect(objects.find(({ type }) => type === 'report')?.['labels']).toEqual(['agreement', ...codes]);
  const subjects = quadsOf(trig).filter(({ predicate }) => predicate.value === 'http://purl.org/dc/terms/subject');
  expect(subjects.map(({ object }) => object.value)).toEqual(codes);
  expect(await faultsOf({ stix, trig, prov })).toEqual([]);
  for (const code of codes) expect(prov).toContain(JSON.stringify(code));
});
