/** Whatever becomes of the process between an acceptance and its report, nothing is lost, and nothing is recorded twice. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ArticleAnswer, ReceivedAnswer } from '../../../answers/intake/article.js';
import { program as main, Program } from '../../app/program.js';
import { importLines, newFolder, remove, send, storyText } from '../../app/started-app.js';
import { until } from '../../store/until.js';
import { DENIAL, SOURCE, TALKS } from './intake-server.js';

const ROUNDS = process.env['SOAK'] ? 40 : 5;
const CLIENTS = 4;
/** Passages of each article. */
const PASSAGES = 16;

let folder: string;
let program: Program;
let base: string;

async function start(): Promise<void> {
  program = new Program(main, { PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'info' });
  base = await program.address();
  while (!(await fetch(`${base}/readyz`)).ok) await pause(20);
}

async function kill(): Promise<void> {
  program.signal('SIGKILL');
  await program.ended();
}

beforeAll(async () => {
  folder = newFolder();
  await start();
  await importLines(base, storyText(TALKS));
}, 120_000);
afterAll(async () => {
  await kill();
  remove(folder);
});

/** The answer's body, or undefined where the server has gone before it was whole. */
const heard = <T>(answer: Promise<Response>): Promise<T | undefined> =>
  answer.then((response) => response.json() as Promise<T>).catch(() => undefined);

interface Accepted {
  readonly standing?: string;
  readonly reportId: string;
}

/** An article with a candidate for each of its passages. */
async function articleOf(round: number): Promise<{ readonly article: string; readonly candidates: readonly string[] }> {
  const lines = Array.from({ length: PASSAGES }, (_, i) => `Israel denied it on day ${i + 1} of round ${round}.`);
  const text = lines.join('\n\n');
  const received = await send(base, 'POST', '/intake', { text, ...SOURCE, negotiation: TALKS });
  const { article } = (await received.json()) as ReceivedAnswer;
  const candidates: string[] = [];
  for (const line of lines) {
    const at = text.indexOf(line);
    const body = { evidence: [{ start: at, end: at + line.length }], kind: 'denial', party: 'israel' };
    const made = await send(base, 'POST', `/intake/${article}/candidates`, body);
    candidates.push(((await made.json()) as { candidate: string }).candidate);
  }
  return { article, candidates };
}

/** Accepts, undoes and accepts again until the server is gone; what it was told last of each candidate. */
async function client(article: string, candidates: readonly string[], told: Map<string, string>): Promise<void> {
  for (const [i, candidate] of candidates.entries()) {
    const at = `/intake/${article}/candidates/${candidate}`;
    const report = { ...DENIAL, summary: `Israel denies it: ${article} ${candidate}.` };
    const accept = () => heard<Accepted>(send(base, 'POST', `${at}/acceptance`, { kind: 'denial', report }));
    const accepted = await accept();
    if (!accepted) return;
    told.set(candidate, accepted.reportId);
    if (i % 2 === 0) continue;
    told.delete(candidate);
    if (!(await heard(send(base, 'POST', `${at}/undo`, {})))) return;
    const again = await accept();
    if (!again) return;
    told.set(candidate, again.reportId);
  }
}

interface Entry {
  readonly id: string;
  readonly standing: string;
}

async function history(): Promise<Entry[]> {
  const found: Entry[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const more = cursor === '' ? '' : `&cursor=${cursor}`;
    const response: Response = await fetch(`${base}/v1/negotiations/${TALKS}/history?limit=500${more}`);
    const page = (await response.json()) as { entries: readonly Entry[]; next: string | null };
    found.push(...page.entries);
    cursor = page.next;
  }
  return found;
}

test(`${ROUNDS} rounds of kill -9 while candidates are accepted`, async () => {
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { article, candidates } = await articleOf(round);
    const told = new Map<string, string>();
    const share = PASSAGES / CLIENTS;
    const clients = Array.from({ length: CLIENTS }, (_, c) =>
      client(article, candidates.slice(c * share, (c + 1) * share), told),
    );
    // In every other round one is acknowledged before, however slow the machine is.
    if (round % 2 === 0) await until(() => told.size > 0);
    await pause(20 + Math.random() * 200);
    await kill();
    await Promise.all(clients);
    acknowledged += told.size;
    await start();
    const shown = await heard<ArticleAnswer>(fetch(`${base}/v1/intake/${article}`));
    const accepted = (shown?.proposed ?? []).filter(({ standing }) => standing === 'accepted');
    // What was acknowledged is still accepted, by the same report.
    const reports = new Map(accepted.map(({ candidate, decision }) => [candidate, decision?.reportId as string]));
    expect([...told].filter(([candidate, report]) => reports.get(candidate) !== report)).toEqual([]);
    // What is accepted has its report, and each report is recorded once.
    expect(accepted.filter(({ decision }) => decision?.unfinished)).toEqual([]);
    const entries = await history();
    for (const { decision } of accepted) {
      const recorded = entries.filter(({ id }) => id === decision?.reportId);
      expect(recorded.map(({ standing }) => standing)).toEqual([decision?.voided ? 'voided' : 'active']);
    }
    for (const report of told.values()) expect(entries.find(({ id }) => id === report)?.standing).toBe('active');
  }
  expect(acknowledged).toBeGreaterThan(0);
  process.stderr.write(`crashes: ${acknowledged} acceptances acknowledged in ${ROUNDS} rounds\n`);
  const verified = await (await fetch(`${base}/v1/audit/verify`)).text();
  expect(verified).not.toMatch(/"(?:ok|whole|holds)":false/);
}, 300_000);
