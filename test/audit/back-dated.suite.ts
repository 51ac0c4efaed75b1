/**
 * Whoever can write the file puts in what was never recorded, sealed and numbered as Parley would have done it, and says
 * that it was recorded before a checkpoint that somebody keeps. No chain shows it: a position is in no hash.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../events/envelope.js';
import { ownIdOf } from '../../events/event-types.js';
import { eventId } from '../../events/identity.js';
import { importLines, newFolder, remove, startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { Attacker, resealed, summed, type StoredRow } from './attacker.js';

const STORY = 'qatar-mediation';
const START = { revision: -1, hash: '0'.repeat(64) };

/** The rows with others put in at a place, all renumbered. */
const withAt = (rows: readonly StoredRow[], place: number, added: readonly StoredRow[]): StoredRow[] =>
  rows.toSpliced(place, 0, ...added).map((row, i) => summed({ ...row, position: i + 1 }));

/** The row sealed after the link, with the id that Parley would have given it. */
function forged(row: StoredRow, last: { revision: number; hash: string }): StoredRow {
  const data = JSON.parse(row.data) as JsonObject;
  return resealed({ ...row, id: eventId(row.stream, row.type, ownIdOf(row.type, data) ?? '') }, last);
}

/** A negotiation as Parley would have recorded it, of the events of another. */
function inventedTalks(rows: readonly StoredRow[], recordedAt: string): StoredRow[] {
  let last: { revision: number; hash: string } = START;
  return rows
    .filter(({ stream }) => stream === `negotiation-${STORY}`)
    .map((row) => {
      const data = row.data.replaceAll(STORY, 'invented');
      const invented = forged({ ...row, stream: 'negotiation-invented', data, recorded_at: recordedAt }, last);
      last = invented;
      return invented;
    });
}

/** A further report at the end of the talks. */
function furtherReport(rows: readonly StoredRow[], recordedAt: string): StoredRow {
  const last = rows.findLast(({ stream }) => stream === `negotiation-${STORY}`)!;
  const data = last.data.replace(/"reportId":"[^"]+"/, '"reportId":"planted"');
  return forged({ ...last, data, recorded_at: recordedAt }, last);
}

export function backDated(): void {
  let folder: string;
  let app: StartedApp;
  let attacker: Attacker;
  let rows: StoredRow[];
  let first: string;
  let second: string;
  let ofTalks: string;

  const checkpoint = async (query = ''): Promise<string> =>
    (await fetch(`${app.base}/v1/audit/checkpoint${query}`)).text();

  beforeAll(async () => {
    folder = newFolder();
    app = await startedApp(join(folder, 'data'));
    await importLines(app.base, storyText(STORY));
    first = await checkpoint();
    await importLines(app.base, storyText('gaza-hostages-2023'));
    second = await checkpoint();
    ofTalks = await checkpoint(`?negotiation=${STORY}`);
    attacker = new Attacker(join(folder, 'data/parley.sqlite'), true);
    rows = attacker.rows();
  });
  afterEach(() => attacker.replace(rows));
  afterAll(async () => {
    attacker.close();
    await app.halt();
    remove(folder);
  });

  interface Verified {
    ok: boolean;
    firstBad: { stream: string; revision: number; problem: string } | null;
  }
  async function verified(kept?: string, query = ''): Promise<Verified> {
    const body = kept === undefined ? {} : { method: 'POST', headers: { 'content-type': 'text/plain' }, body: kept };
    return (await fetch(`${app.base}/v1/audit/verify${query}`, body)).json() as Promise<Verified>;
  }

  /** The bundle of the talks, unpacked, and its script run with a kept checkpoint. */
  async function bundleChecked(of: string, kept: string) {
    const answer = await fetch(`${app.base}/v1/negotiations/${of}/proof`);
    execFileSync('tar', ['-xzf', '-', '-C', folder], { input: Buffer.from(await answer.arrayBuffer()) });
    writeFileSync(join(folder, 'kept.txt'), kept);
    const { status, stdout } = spawnSync(process.execPath, [join(folder, of, 'verify.mjs'), join(folder, 'kept.txt')]);
    return { status, said: stdout.toString() };
  }

  const inserted = (stream: string, revision: number) => ({
    ok: false,
    firstBad: { stream, revision, problem: 'inserted' },
  });

  describe('Back-dating past a kept checkpoint', () => {
    test('nothing alarms where nothing was put in', async () => {
      for (const kept of [first, second, ofTalks]) {
        expect(await verified(kept)).toMatchObject({ ok: true });
        expect(await verified(kept, `?negotiation=${STORY}`)).toMatchObject({ ok: true });
        expect(await bundleChecked(STORY, kept)).toMatchObject({ status: 0 });
      }
    });

    test('a whole negotiation put in between two checkpoints is sound, passes the first, and is found by the second', async () => {
      const place = 100;
      attacker.replace(withAt(rows, place, inventedTalks(rows, rows[place - 1]!.recorded_at)));
      expect(await verified()).toMatchObject({ ok: true });
      expect(await verified(first)).toMatchObject({ ok: true });
      expect(await verified(second)).toMatchObject(inserted('negotiation-invented', 0));
      expect(await verified(second, '?negotiation=invented')).toMatchObject(inserted('negotiation-invented', 0));
    });

    test('a whole negotiation put in before a checkpoint is found, by the script of its bundle too', async () => {
      for (const place of [0, 1, 17]) {
        const recordedAt = rows[Math.max(0, place - 1)]!.recorded_at;
        attacker.replace(withAt(rows, place, inventedTalks(rows, recordedAt)));
        expect(await verified()).toMatchObject({ ok: true });
        expect(await verified(first)).toMatchObject(inserted('negotiation-invented', 0));
        expect(await bundleChecked('invented', second)).toMatchObject({
          status: 1,
          said: expect.stringMatching(/events.ndjson, revision 0: inserted/) as string,
        });
      }
    });

    test('a further report put in before a checkpoint is found, by that of its talks alone as well', async () => {
      attacker.replace(withAt(rows, 18, [furtherReport(rows, rows[17]!.recorded_at)]));
      expect(await verified()).toMatchObject({ ok: true });
      expect(await verified(second)).toMatchObject(inserted(`negotiation-${STORY}`, 18));
      expect(await verified(second, `?negotiation=${STORY}`)).toMatchObject(inserted(`negotiation-${STORY}`, 18));
      expect(await bundleChecked(STORY, second)).toMatchObject({
        status: 1,
        said: expect.stringMatching(/events.ndjson, revision 18: inserted/) as string,
      });
      for (const asked of ['', `?negotiation=${STORY}`])
        expect(await verified(ofTalks, asked)).toMatchObject(inserted(`negotiation-${STORY}`, 18));
      expect(await bundleChecked(STORY, ofTalks)).toMatchObject({ status: 1 });
    });

    test('a report put at the end that says it was recorded before the checkpoint is found', async () => {
      const longAgo = '2020-01-01T00:00:00.000Z';
      attacker.replace(withAt(rows, rows.length, inventedTalks(rows, longAgo)));
      expect(await verified(second, '?negotiation=invented')).toMatchObject(inserted('negotiation-invented', 0));
      expect(await verified(second)).toMatchObject({ ok: false });
      expect(await bundleChecked('invented', second)).toMatchObject({ status: 1 });
    });
  });
}
