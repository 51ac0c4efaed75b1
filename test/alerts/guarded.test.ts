/** Names that lead elsewhere than before, and which of several processes delivers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardedPost } from '../../src/intake/fetching/guarded-post.js';
import type { ResolvedAddress } from '../../src/intake/fetching/resolve.js';
import { openAlertsFile } from '../../src/alerts/kept/alerts-file.js';
import { LEASE_TIME, Progress } from '../../src/alerts/kept/progress.js';
import { Receiver } from './receiver.js';

describe('The name of a webhook', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  const HERE: ResolvedAddress = { address: '127.0.0.1', family: 4 };
  const INSIDE: ResolvedAddress = { address: '10.0.0.1', family: 4 };

  /** What becomes of a post to a name that is in no directory but this. */
  async function posted(answers: readonly (readonly ResolvedAddress[])[]): Promise<readonly [string, number]> {
    let asked = 0;
    const port = receiver.host.split(':')[1];
    const told = await guardedPost(`http://rebinding.example:${port}/ok/rebound`, {
      headers: {},
      body: '{}',
      exceptions: [receiver.host],
      resolve: () => Promise.resolve(answers[asked++] ?? []),
      time: 2_000,
    }).then(
      ({ status }) => String(status),
      (error: Error) => error.message,
    );
    return [told, asked];
  }

  test('is looked up once for each post: the connection goes to the very address that was checked', async () => {
    expect(await posted([[HERE], [INSIDE]])).toEqual(['204', 1]);
    expect(receiver.at('ok/rebound').length).toBe(1);
  });

  test('leads nowhere once one of its addresses is private', async () => {
    for (const addresses of [[INSIDE], [HERE, INSIDE], [{ address: '::ffff:10.0.0.1', family: 6 } as const]])
      expect(await posted([addresses, [HERE]])).toEqual([expect.stringMatching(/^only public addresses/), 1]);
    expect(receiver.at('ok/rebound').length).toBe(1);
  });
});

test('One process delivers: another one takes over when its lease is over, or given back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-alerts-'));
  const db = openAlertsFile(join(folder, 'alerts.db'));
  try {
    // Held by a process of another machine, of which nobody here can tell whether it runs.
    const held = { by: 'another', pid: 1, host: 'elsewhere.example', until: LEASE_TIME };
    db.prepare('UPDATE about SET lease = ?').run(JSON.stringify(held));
    const ours = new Progress(db);
    expect(ours.lease(LEASE_TIME - 1)).toBe(false);
    // What does not hold it cannot give it back.
    ours.release();
    expect(ours.lease(LEASE_TIME - 1)).toBe(false);
    expect(ours.lease(LEASE_TIME)).toBe(true);
    ours.release();
    expect(new Progress(db).lease(LEASE_TIME)).toBe(true);
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
});
