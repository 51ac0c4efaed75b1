/** Whoever follows a log over HTTP can check all that it says, with what the server cannot know. */
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VerifyAnswer } from '../../answers/audit.js';
import type { CardAnswer } from '../../answers/publishing/briefing.js';
import type { CitationsAnswer } from '../../answers/citations.js';
import type { ConsistencyAnswer, ReportProofAnswer } from '../../answers/log/proofs.js';
import { fromBase64, fromHex, toBase64 } from '../../events/log/bytes.js';
import { isConsistent } from '../../events/log/consistency.js';
import { newSigningKey, signingKeyText } from '../../events/log/ed25519.js';
import { entryOfEvent, ENTRY_SIZE } from '../../events/log/entry.js';
import { isIncluded } from '../../events/log/inclusion.js';
import { LOG_STREAM } from '../../events/log/log-begun.js';
import { leafHash, type Hash } from '../../events/log/merkle.js';
import { readLogCheckpoint } from '../../events/log/log-checkpoint.js';
import { noteText } from '../../events/log/signed-note.js';
import { hashesIn, tilePath, TILE_WIDTH, widthIn } from '../../events/log/tiles.js';
import { TreeReader } from '../../events/log/tree-reader.js';
import { logBegunEvent } from '../../src/log/log-begun.js';
import { checkpointFileIn } from '../../src/log/newest-checkpoint.js';
import { keyFileIn } from '../../src/log/key-file.js';
import { openFile } from '../../src/store/files.js';
import { newFolder, remove } from '../app/started-app.js';
import { newKey, ORIGIN, putKeys, StartedLog } from './started-log.js';

const hashes = (texts: readonly string[]): Hash[] => texts.map((text) => fromBase64(text) as Hash);

describe('a signed log over HTTP', () => {
  const key = newKey();
  let log: StartedLog;
  beforeAll(async () => {
    const folder = newFolder();
    putKeys(folder, key);
    log = await StartedLog.start({ folder });
    for (const story of ['qatar-mediation', 'gaza-hostages-2023', 'black-sea-grain', 'uaw-2023']) await log.tell(story);
  });
  afterAll(() => log.stop());

  const readTile = async (level: number | 'entries', index: number, width: number): Promise<Uint8Array> => {
    const answer = await log.ask(`/log/tile/${tilePath({ level, index, width })}`);
    if (!answer.ok) throw new Error(await answer.text());
    return new Uint8Array(await answer.arrayBuffer());
  };

  test('The signed root is that of its tiles, and the tiles are those of its entries', async () => {
    const { origin, size, root } = await log.checkpoint(key);
    expect(origin).toBe(ORIGIN);
    expect(size).toBeGreaterThan(TILE_WIDTH);
    const reader = new TreeReader(async (level, index) =>
      hashesIn(await readTile(level, index, widthIn(level, index, size))),
    );
    expect(toBase64(await reader.root(size))).toBe(toBase64(root));
    for (let index = 0; index * TILE_WIDTH < size; index += 1) {
      const width = widthIn(0, index, size);
      const [tile, bundle] = [await readTile(0, index, width), await readTile('entries', index, width)];
      const entries = Array.from({ length: width }, (_, i) => bundle.subarray(i * 42 + 2, (i + 1) * 42));
      expect(bundle.length).toBe(width * (ENTRY_SIZE + 2));
      expect(entries.map((entry) => toBase64(leafHash(entry)))).toEqual(hashesIn(tile).map(toBase64));
    }
  });

  test('Every report of a negotiation is proven to be in the log, in less than two kilobytes', async () => {
    const { entries } = await log.json<{ entries: { id: string; type?: string; kind?: string }[] }>(
      '/negotiations/qatar-mediation/history?limit=500&about=story',
    );
    const ids = entries.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(5);
    for (const id of ids) {
      const answer = await log.ask(`/negotiations/qatar-mediation/reports/${id}/proof`);
      const text = await answer.text();
      expect(Buffer.byteLength(text)).toBeLessThan(2_000);
      const proof = JSON.parse(text) as ReportProofAnswer;
      const signed = readLogCheckpoint(proof.checkpoint ?? '');
      const { hash } = await log.json<{ hash: string }>(`/negotiations/qatar-mediation/reports/${id}`);
      expect(proof.event.hash).toBe(hash);
      const entry = entryOfEvent(proof.index, hash);
      expect(proof.entry).toBe(Buffer.from(fromHex(proof.entry) ?? []).toString('hex'));
      expect(signed && isIncluded(leafHash(entry), proof.index, hashes(proof.proof), signed)).toBe(true);
    }
    expect((await log.ask('/negotiations/qatar-mediation/reports/nothing-such/proof')).status).toBe(404);
  });

  test('Citations hold the signed checkpoint, and of each report the proof that it leads to', async () => {
    const path = '/negotiations/qatar-mediation/citations?report=qm-01&report=qm-02&report=nothing-such';
    const plain = await log.json<CitationsAnswer>(path);
    expect([plain.checkpoint, plain.citations[0]?.proof]).toEqual([undefined, undefined]);
    const { checkpoint, citations, missing } = await log.json<CitationsAnswer>(`${path}&proof=true`);
    const signed = readLogCheckpoint(checkpoint ?? '');
    expect([citations.map(({ reportId }) => reportId), missing]).toEqual([['qm-01', 'qm-02'], ['nothing-such']]);
    for (const { proof } of citations) {
      const leaf = proof && leafHash(entryOfEvent(proof.index, proof.event.hash));
      expect(signed && proof && leaf && isIncluded(leaf, proof.index, hashes(proof.proof), signed)).toBe(true);
    }
  });

  test('A card holds the signed checkpoint, and the proof of the event up to which it tells; a picture shows it', async () => {
    const path = '/negotiations/qatar-mediation/card?revision=9';
    expect((await log.json<CardAnswer>(path)).proof).toBeUndefined();
    const { hash, proof } = await log.json<CardAnswer>(`${path}&proof=true`);
    const signed = readLogCheckpoint(proof?.checkpoint ?? '');
    expect([proof?.event.revision, proof?.event.hash]).toEqual([9, hash]);
    const leaf = proof && leafHash(entryOfEvent(proof.index, proof.event.hash));
    expect(signed && proof && leaf && isIncluded(leaf, proof.index, hashes(proof.proof), signed)).toBe(true);
    const picture = await log.ask(`${path}&proof=true&format=svg`);
    // Another checkpoint leads to another proof.
    expect(picture.headers.get('cache-control')).not.toContain('immutable');
    const svg = await picture.text();
    expect(svg).toContain(`root ${proof?.root}`);
    const metadata = /<metadata>(.*)<\/metadata>/.exec(svg)?.[1]?.replaceAll('&quot;', '"') ?? '';
    expect(JSON.parse(metadata)).toEqual(proof);
  });

  test('The log goes on from every checkpoint that somebody has kept', async () => {
    const kept = await log.checkpoint(key);
    await log.open('more-talks');
    const now = await log.checkpoint(key);
    for (const from of [1, 7, 256, kept.size]) {
      const answer = await log.json<ConsistencyAnswer>(`/log/consistency?from=${from}&to=${now.size}`);
      const older = { size: from, root: fromBase64(answer.fromRoot) as Hash };
      expect(isConsistent(from === kept.size ? kept : older, now, hashes(answer.proof))).toBe(true);
    }
    const statuses = ['from=2&to=1', `from=1&to=${now.size + 99}`, 'from=-1&to=1', 'from=1', 'from=1&to=01'].map(
      async (query) => (await log.ask(`/log/consistency?${query}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 400, 400, 400]);
  });

  test('Tiles are cacheable for ever, the checkpoint never; what is no tile is not found', async () => {
    expect((await log.ask('/log/tile/0/000')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await log.ask('/log/checkpoint')).headers.get('cache-control')).toBe('no-store');
    for (const path of ['0/999', '0/000.p/0', '9/000', 'x', '0', 'entries/000/001', '..%2f..', '0/000.p/256'])
      expect([path, (await log.ask(`/log/tile/${path}`)).status]).toEqual([path, 404]);
  });
});

describe('the keys of a log', () => {
  test('change by rotation: while both are there, both sign', async () => {
    const [old, young, folder] = [newKey(), newKey(), newFolder()];
    putKeys(folder, old);
    const log = await StartedLog.start({ folder });
    await log.tell();
    const first = await log.checkpoint(old);
    putKeys(folder, young, old);
    await log.open('more-talks');
    expect((await log.checkpoint(young)).note.text).toBe((await log.checkpoint(old)).note.text);
    expect((await log.checkpoint(old)).size).toBe(first.size + 1);
    await log.stop();
  });

  test('are asked for where there is none, refused where others may read them, and given by the environment', async () => {
    const folder = newFolder();
    const log = await StartedLog.start({ folder });
    await log.tell();
    expect(await log.json('/log/timestamps')).toEqual({ authority: null, timestamps: [], problem: null });
    const taken = await fetch(`${log.base}/v1/log/timestamps`, { method: 'POST' });
    expect(await taken.json()).toMatchObject({ status: 409, code: 'no-timestamp-authority' });
    const codes = async () => (await log.json<{ code?: string }>('/log/checkpoint')).code ?? 'signed';
    expect(await codes()).toBe('no-log-key');
    putKeys(folder, newKey());
    chmodSync(keyFileIn(folder), 0o644);
    expect(await codes()).toBe('no-log-key');
    writeFileSync(keyFileIn(folder), 'no key\n');
    chmodSync(keyFileIn(folder), 0o600);
    expect(await codes()).toBe('no-log-key');
    await log.halt();
    const key = newKey();
    const again = await StartedLog.start({ folder, log: { isPublic: false, key: signingKeyText(key) } });
    expect((await again.checkpoint(key)).origin).toBe(ORIGIN);
    await again.stop();
  });
});

describe('a log that was put back or written anew', () => {
  test('is not signed: the newest checkpoint that was signed contradicts it', async () => {
    const [key, folder, other] = [newKey(), newFolder(), newFolder()];
    putKeys(folder, key);
    const short = await StartedLog.start({ folder });
    await short.tell();
    await short.checkpoint(key);
    await short.halt();
    copyFileSync(join(folder, 'parley.sqlite'), join(other, 'early.sqlite'));
    const long = await StartedLog.start({ folder });
    await long.tell('gaza-hostages-2023');
    const signed = await long.checkpoint(key);
    await long.halt();

    copyFileSync(join(other, 'early.sqlite'), join(folder, 'parley.sqlite'));
    const putBack = await StartedLog.start({ folder });
    const refusedOf = async (log: StartedLog) => log.json<{ code?: string; detail?: string }>('/log/checkpoint');
    expect(await refusedOf(putBack)).toMatchObject({ code: 'log-forked', detail: expect.stringContaining('put back') });
    await putBack.tell('black-sea-grain');
    await putBack.tell('gaza-hostages-2023');
    expect(await refusedOf(putBack)).toMatchObject({ code: 'log-forked' });
    expect(readLogCheckpoint(readFileSync(checkpointFileIn(folder), 'utf8'))?.size).toBe(signed.size);
    await putBack.stop();
    remove(other);
  });
});

describe('a log that was begun anew', () => {
  test('is signed under every name but that of the log before, and verification says from which it follows', async () => {
    const [key, folder] = [newKey(), newFolder()];
    putKeys(folder, key);
    const before = await StartedLog.start({ folder });
    await before.tell();
    const { origin, size, root, note } = await before.checkpoint(key);
    await before.halt();
    const store = openFile(join(folder, 'parley.sqlite'));
    const old = { origin, events: size, root: toBase64(root), checkpoint: noteText(note) };
    const at = new Date().toISOString();
    await store.append(LOG_STREAM, [logBegunEvent({ why: 'restored', at, before: old, lost: 3 })], 'any');
    await store.close();

    const log = await StartedLog.start({ folder });
    expect(await log.json('/log/checkpoint')).toMatchObject({ code: 'log-forked' });
    const verified = await log.json<VerifyAnswer>('/audit/verify');
    const begun = { position: String(size + 1), why: 'restored', at, origin: ORIGIN, events: size, lost: 3 };
    expect(verified).toMatchObject({ ok: true, begun: [begun] });
    const other = newSigningKey('parley.example.org/second');
    putKeys(folder, other);
    expect((await log.checkpoint(other)).size).toBe(size + 1);
    await log.stop();
  });
});

describe('a public log', () => {
  test('shows checkpoint and tiles to everybody and proofs of reports to readers; else all of it to readers', async () => {
    const access = { bootstrapToken: 'the-first-token-of-this-test-server' };
    const statuses = async (isPublic: boolean) => {
      const folder = newFolder();
      putKeys(folder, newKey());
      const log = await StartedLog.start({ folder, log: { isPublic }, access });
      const paths = [
        '/log/checkpoint',
        '/log/consistency?from=0&to=0',
        '/log/tile/0/000.p/1',
        '/negotiations/x/reports/y/proof',
      ];
      const answers = await Promise.all(paths.map((path) => log.ask(path)));
      await log.stop();
      return answers.map(({ status }) => status);
    };
    expect(await statuses(true)).toEqual([200, 200, 200, 401]);
    expect(await statuses(false)).toEqual([401, 401, 401, 401]);
  });
});
