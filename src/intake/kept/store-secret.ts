/**
 * The secret of the store: 256 random bits in a file of the data folder that its owner alone may read, made once. The
 * digest of an article is made under it, so that a short text cannot be guessed from what the log holds.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { articleId, type ArticleId } from '../../../events/intake/intake.js';
import { Config } from '../../platform/config.js';

/** The name of the file in the data folder. */
const FILE = 'parley.secret';
const HEX = /^[0-9a-f]{64}$/;

function readSecret(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (HEX.test(text)) return text;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
  throw new Error(`${file} holds no secret: put back the file that was there, or remove it to make a new one`);
}

/** Two processes that start at once on one folder end up with the same secret: a link to a name that is taken fails. */
function makeSecret(folder: string, file: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(part, file);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  } finally {
    rmSync(part, { force: true });
  }
  return readSecret(file) ?? '';
}

@Injectable()
export class StoreSecret {
  #secret: string | undefined;

  constructor(private readonly config: Config) {}

  /** The id of the article with this text: the same for the same text, in one store. */
  articleIdOf(text: string): ArticleId {
    return articleId.parse(createHmac('sha256', this.#read()).update(text).digest('hex').slice(0, 32));
  }

  #read(): string {
    const { dataFolder } = this.config;
    const file = join(dataFolder, FILE);
    return (this.#secret ??= readSecret(file) ?? makeSecret(dataFolder, file));
  }
}
