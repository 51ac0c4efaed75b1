/** A proof bundle, unpacked and checked by the script that lies in it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface BundledEvent {
  readonly type: string;
  readonly sealed?: object;
  readonly keys?: string;
}

interface Unpacked {
  readonly events: readonly BundledEvent[];
  readonly verified: { readonly code: number | null; readonly out: string };
}

/** @param id the negotiation that it proves */
export function unpacked(bundle: Buffer, id: string): Unpacked {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bundle-'));
  try {
    execFileSync('tar', ['-xzf', '-', '-C', folder], { input: bundle });
    const at = join(folder, id);
    const { status, stdout } = spawnSync(process.execPath, [join(at, 'verify.mjs')], { encoding: 'utf8' });
    const lines = readFileSync(join(at, 'events.ndjson'), 'utf8').trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as BundledEvent);
    return { events, verified: { code: status, out: stdout } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
