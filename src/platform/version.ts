/** Which version this is, as its package says. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package that holds this file, however deep the build has put it. */
function packageFile(folder: string): string {
  const file = join(folder, 'package.json');
  return existsSync(file) || dirname(folder) === folder ? file : packageFile(dirname(folder));
}

export function version(): string {
  const file = packageFile(dirname(fileURLToPath(import.meta.url)));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
