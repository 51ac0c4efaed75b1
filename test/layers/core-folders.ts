/** The folders of the core, as package.json lists them, from the bottom up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../docs/repository.js';

const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly config: { readonly core: string };
};

export const coreFolders: readonly string[] = about.config.core.split(' ');
