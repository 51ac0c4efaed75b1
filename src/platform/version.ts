/** The version of Parley. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The `package.json` of the nearest folder above that has one: a build is deeper than the source. */
function packageFile(folder: string): string {
  const file = join(folder, 'package.json');
  return existsSync(file) || dirname(folder) === folder ? file : packageFile(dirname(folder));
}

/** The version in `package.json`, such as `0.1.0`. */
export function version(): string {
  const file = packageFile(dirname(fileURLToPath(import.meta.url)));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
