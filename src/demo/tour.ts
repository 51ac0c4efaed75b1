/** The demo's output: imports every shipped story and prints where its talks stand. It uses the public API alone. */
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import type { PositionAnswer } from '../../projections/positions/positions.js';
import type { StatusAnswer } from '../../projections/status/status-answer.js';
import type { ImportAnswer } from '../../answers/import.js';
import type { ReceivedAnswer } from '../../answers/intake/article.js';

/** Takes a line of output, without its line break. */
type Print = (line: string) => void;

/** The server that the demo is of. */
export interface DemoServer {
  /** Its address, without a path. */
  readonly base: string;
  /** With what it lets in; undefined where it asks for nothing. */
  readonly token: string | undefined;
}

const headersOf = ({ token }: DemoServer): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

async function get<T>(server: DemoServer, path: string): Promise<T> {
  const response = await fetch(`${server.base}${path}`, { headers: headersOf(server) });
  if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function importStory(server: DemoServer, file: string): Promise<ImportAnswer> {
  const response = await fetch(`${server.base}/v1/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', ...headersOf(server) },
    body: Readable.toWeb(createReadStream(file)) as unknown as ReadableStream,
    duplex: 'half',
  });
  if (!response.ok)
    throw new Error(`importing ${basename(file)} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as ImportAnswer;
}

/** Text lines of a table: the head, a rule, then the rows, each column as wide as its widest cell. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((w) => '-'.repeat(w)).join('  '), ...rows.map(line)];
}

const statusRow = ({ negotiation, phase, contested, agreement, outlook, confidence }: StatusAnswer): string[] => [
  negotiation,
  phase.value,
  contested.value ? `by ${contested.by.join(', ')}` : 'no',
  agreement.agreement === null ? 'none' : `${agreement.agreement}: ${agreement.value}`,
  outlook.value,
  confidence.value,
];

/** As `claim talks`. */
const subjectOf = ({ subject }: PositionAnswer): string => Object.entries(subject).flat().join(' ');

/** The declared stance, then the attributed one in brackets; a dot where there is neither. */
const stanceCell = (position: PositionAnswer | undefined): string =>
  [position?.declared?.stance, position?.attributed && `(${position.attributed.stance})`].filter(Boolean).join(' ') ||
  '·';

/** A table of stances: a row for each subject, a column for each party. */
function positionTable(positions: readonly PositionAnswer[]): string[] {
  const parties = [...new Set(positions.map((p) => p.party))];
  const subjects = [...new Set(positions.map(subjectOf))];
  const rows = subjects.map((subject) => [
    subject,
    ...parties.map((party) => stanceCell(positions.find((p) => p.party === party && subjectOf(p) === subject))),
  ]);
  return table(['', ...parties], rows);
}

/** @returns the ids of the negotiations, in the order of the files' names */
async function importAll(server: DemoServer, stories: string, print: Print): Promise<string[]> {
  const files = (await readdir(stories)).filter((name) => name.endsWith('.ndjson')).toSorted();
  const negotiations: string[] = [];
  for (const [i, name] of files.entries()) {
    const { recorded, duplicates, refused, negotiations: ids } = await importStory(server, join(stories, name));
    negotiations.push(...ids);
    print(
      `[${i + 1}/${files.length}] ${name}: ${recorded} recorded, ${duplicates} known already, ${refused.length} refused`,
    );
    for (const { line, problem } of refused) print(`      line ${line}: ${problem.detail}`);
  }
  return [...new Set(negotiations)];
}

/** The article that the project began with, and the talks that it is about. */
const ARTICLE = {
  file: join('articles', 'qatar-mediation.txt'),
  negotiation: 'qatar-mediation',
  source: {
    title: 'Qatar in talks to swap Israeli hostages for Palestinians in Israeli jails',
    publisher: 'World Report Now',
    published: '2023-11-11',
  },
} as const;

/** Brings in the article: it waits in the queue until somebody reviews it. */
async function bringArticle(server: DemoServer, stories: string, ids: readonly string[], print: Print): Promise<void> {
  const { file, negotiation, source } = ARTICLE;
  if (!ids.includes(negotiation)) return;
  const response = await fetch(`${server.base}/v1/intake`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf(server) },
    body: JSON.stringify({ ...source, negotiation, text: await readFile(join(stories, file), 'utf8') }),
  });
  if (!response.ok) throw new Error(`the article was refused (${response.status}): ${await response.text()}`);
  const { article, candidates } = (await response.json()) as ReceivedAnswer;
  print('');
  print(`One article waits to be reviewed, with ${candidates.waiting} passages worth recording:`);
  print(`  ${server.base}/intake/${article}`);
}

/** The addresses worth opening for one negotiation. */
const addresses = (base: string, id: string): string[] => [
  `${base}/`,
  `${base}/negotiations/${id}`,
  `${base}/negotiations/${id}/compare`,
  `${base}/negotiations/${id}/audit`,
  `${base}/v1/negotiations/${id}/status?onlyAttribution=on-the-record`,
  `${base}/docs`,
];

/**
 * Imports every story, and brings in an article about one. Prints the status of all talks, then the positions in one
 * negotiation: one whose talks are contested, else the last.
 * @param stories the folder of the `.ndjson` files
 * @throws Error where the server refuses a request
 */
export async function tour(server: DemoServer, stories: string, print: Print): Promise<void> {
  const ids = await importAll(server, stories, print);
  await bringArticle(server, stories, ids, print);
  const statuses = await Promise.all(ids.map((id) => get<StatusAnswer>(server, `/v1/negotiations/${id}/status`)));
  const head = ['negotiation', 'phase', 'contested', 'agreement', 'outlook', 'confidence'];
  ['', ...table(head, statuses.map(statusRow))].forEach(print);
  const shown = (statuses.findLast(({ contested }) => contested.value) ?? statuses.at(-1))?.negotiation;
  if (shown === undefined) return;
  const { positions } = await get<{ positions: PositionAnswer[] }>(server, `/v1/negotiations/${shown}/positions`);
  const title = `Positions in ${shown}; what is only attributed stands in brackets:`;
  ['', title, '', ...positionTable(positions)].forEach(print);
  ['', 'To open:', ...addresses(server.base, shown).map((address) => `  ${address}`), ''].forEach(print);
}
