/** No room left in the middle of appends: a clear error, nothing half written, and it works again when there is room. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLog } from '../../src/audit/verification.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, send } from '../app/started-app.js';
import { opening, report } from '../app/talks.js';

const MEGABYTE = 1024 * 1024;
const SIZE = '6m';
const BALLAST = 2 * MEGABYTE;
/** What the ballast leaves. */
const ROOM = 4 * MEGABYTE;

const folder = newFolder();
const disk = join(folder, 'disk');

function mounted(): boolean {
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('No right to mount a small file system here: a full disk is NOT tested.\n');
    return false;
  }
}
const isMounted = mounted();
afterAll(() => {
  if (isMounted) execFileSync('umount', ['-l', disk]);
  remove(folder);
});

const NOTE = 'x'.repeat(2048);
const LONG = { summary: 'They talk. '.repeat(150) };
const record = (base: string, id: string) => send(base, 'POST', '/negotiations/talks/reports', report(id, LONG));

/** Records one report after the other until there is no room; the ids of those that were acknowledged. */
async function fill(base: string, name: string): Promise<{ kept: string[]; refusal: Response }> {
  const kept: string[] = [];
  for (let i = 0; ; i += 1) {
    const id = `${name}-${i}`;
    const answer = await record(base, id);
    if (answer.status !== 201) return { kept, refusal: answer };
    kept.push(id);
    await answer.arrayBuffer();
  }
}

const whereMounted = isMounted ? describe : describe.skip;
whereMounted('A full disk', () => {
  test('A server whose disk is full says so, keeps what it acknowledged, and goes on when there is room', async () => {
    const data = join(disk, 'data');
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(BALLAST, 1));
    const server = new Program(main, { PARLEY_DATA: data, PARLEY_LOG_LEVEL: 'info' });
    const base = await server.address();
    await send(base, 'POST', '/negotiations', opening);
    const { kept, refusal } = await fill(base, 'before');
    expect([refusal.status, await refusal.json()]).toEqual([507, expect.objectContaining({ code: 'store-full' })]);
    expect(kept.length).toBeGreaterThan(100);
    // Reads go on, and so does what is said again.
    expect((await fetch(`${base}/v1/negotiations/talks/status`)).status).toBe(200);
    expect((await record(base, kept[0] ?? '')).status).toBe(200);
    // More than fits at all: the search index, which can be made anew, may leave the disk and free its room meanwhile.
    const lines = Array.from({ length: ROOM / NOTE.length }, (_, i) => {
      const { kind: _kind, ...of } = report(`x${i}`);
      return JSON.stringify({
        type: 'ConfirmationReported',
        data: { negotiation: 'talks', ...of, note: NOTE },
      });
    });
    const imported = await importLines(base, lines.join('\n'), '?atomic=true');
    expect(imported.status).toBe(507);
    rmSync(join(disk, 'ballast'));
    expect((await record(base, 'after')).status).toBe(201);
    server.signal('SIGKILL');
    await server.ended();
    const store = SqliteEventStore.open(join(data, 'parley.sqlite'));
    const events = await store.readStream('negotiation-talks');
    expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
    await store.close();
    expect(events.map(({ data: of }) => of['reportId'])).toEqual([undefined, ...kept, 'after']);
  }, 240_000);
});
