/** What the demo shows: every shipped story imported, and where its talks stand. It reads only the public API. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';

interface Imported {
  readonly recorded: number;
  readonly duplicates: number;
  readonly refused: readonly { readonly line: number; readonly problem: { readonly detail: string } }[];
  readonly negotiations: readonly string[];
}

interface Valued {
  readonly value: string | boolean;
}
interface Status {
  readonly title: string;
  readonly phase: Valued;
  readonly contested: Valued & { readonly by: readonly string[] };
  readonly agreement: Valued & { readonly agreement: string | null };
  readonly outlook: Valued;
  readonly confidence: Valued;
}

interface Position {
  readonly party: string;
  readonly subject: Readonly<Record<string, string>>;
  readonly declared: { readonly stance: string } | null;
  readonly attributed: { readonly stance: string } | null;
}

type Print = (line: string) => void;

async function get<T>(base: string, path: string): Promise<T> {
  const response = await fetch(`${base}${path}`);
  if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function importStory(base: string, file: string): Promise<Imported> {
  const response = await fetch(`${base}/v1/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(createReadStream(file)) as unknown as ReadableStream,
    duplex: 'half',
  });
  if (!response.ok)
    throw new Error(`importing ${basename(file)} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Imported;
}

/** Rows in columns as wide as their widest cell, under a line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((w) => '-'.repeat(w)).join('  '), ...rows.map(line)];
}

const statusRow = (id: string, s: Status): string[] => [
  id,
  String(s.phase.value),
  s.contested.value ? `by ${s.contested.by.join(', ')}` : 'no',
  s.agreement.agreement === null ? 'none' : `${s.agreement.agreement}: ${s.agreement.value}`,
  String(s.outlook.value),
  String(s.confidence.value),
];

const subjectOf = ({ subject }: Position): string => Object.entries(subject).map(([k, v]) => `${k} ${v}`)[0] ?? '';

/** A declared stance as it is; an attributed one beside it in brackets. */
const cell = (position: Position | undefined): string =>
  [position?.declared?.stance, position?.attributed && `(${position.attributed.stance})`].filter(Boolean).join(' ') ||
  '·';

/** Subjects down, parties across. */
export function matrix(positions: readonly Position[]): string[] {
  const parties = [...new Set(positions.map((p) => p.party))];
  const subjects = [...new Set(positions.map(subjectOf))];
  const rows = subjects.map((subject) => [
    subject,
    ...parties.map((party) => cell(positions.find((p) => p.party === party && subjectOf(p) === subject))),
  ]);
  return table(['', ...parties], rows);
}

async function importAll(base: string, stories: string, print: Print): Promise<string[]> {
  const files = (await readdir(stories)).filter((name) => name.endsWith('.ndjson')).toSorted();
  const negotiations: string[] = [];
  for (const [i, name] of files.entries()) {
    const { recorded, duplicates, refused, negotiations: told } = await importStory(base, join(stories, name));
    negotiations.push(...told);
    print(
      `[${i + 1}/${files.length}] ${name}: ${recorded} recorded, ${duplicates} known already, ${refused.length} refused`,
    );
    for (const { line, problem } of refused) print(`      line ${line}: ${problem.detail}`);
  }
  return [...new Set(negotiations)];
}

/** Imports every story and prints where its talks stand. */
export async function tour(base: string, stories: string, print: Print): Promise<void> {
  const negotiations = await importAll(base, stories, print);
  const statuses = await Promise.all(
    negotiations.map(async (id) => statusRow(id, await get<Status>(base, `/v1/negotiations/${id}/status`))),
  );
  const head = ['negotiation', 'phase', 'contested', 'agreement', 'outlook', 'confidence'];
  ['', ...table(head, statuses)].forEach(print);
  const [shown] = negotiations.toReversed();
  if (shown === undefined) return;
  const { positions } = await get<{ positions: Position[] }>(base, `/v1/negotiations/${shown}/positions`);
  ['', `Positions in ${shown}; what is only attributed stands in brackets:`, '', ...matrix(positions)].forEach(print);
  ['', 'To open:', ...urls(base, shown).map((url) => `  ${url}`), ''].forEach(print);
}

const urls = (base: string, id: string): string[] => [
  `${base}/`,
  `${base}/negotiations/${id}`,
  `${base}/negotiations/${id}/compare`,
  `${base}/negotiations/${id}/audit`,
  `${base}/v1/negotiations/${id}/status?onlyAttribution=on-the-record`,
  `${base}/docs`,
];
