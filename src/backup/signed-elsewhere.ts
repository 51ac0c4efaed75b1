/** What was signed in a data folder, and is not in a backup that is to be restored there. */
import { existsSync } from 'node:fs';
import { headFinding } from '../audit/tree-verification.js';
import { sameBytes } from '../../events/log/bytes.js';
import type { NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import { TreeReader } from '../../events/log/tree-reader.js';
import { checkpointFileIn, readNewest } from '../log/newest-checkpoint.js';
import { openFile } from '../store/files.js';
import { StoreFailure } from '../store/store-failure.js';
import type { LogTree } from '../store/tree/log-tree.js';

/** A signed checkpoint that a backup does not go on from. */
export interface SignedElsewhere {
  readonly newest: NotedCheckpoint;
  /** How many of its events are lost: those after the last one that is the same in both, as far as that can be told. */
  readonly lost: number;
}

/** What is damaged says nothing; the server says so when it signs. */
function newestIn(folder: string): NotedCheckpoint | undefined {
  try {
    return readNewest(checkpointFileIn(folder));
  } catch {
    return undefined;
  }
}

const rootsOf = (tree: LogTree): TreeReader => new TreeReader((level, index, width) => tree.tile(level, index, width));

/** How many events two logs have in common from the first on. Their roots are alike up to there, and differ beyond. */
async function eventsInCommon(one: LogTree, other: LogTree): Promise<number> {
  let [alike, most] = [0, Math.min(await one.size(), await other.size())];
  const [here, there] = [rootsOf(one), rootsOf(other)];
  while (alike < most) {
    const middle = Math.ceil((alike + most) / 2);
    if (sameBytes(await here.root(middle), await there.root(middle))) alike = middle;
    else most = middle - 1;
  }
  return alike;
}

/** The events that the log in a file has in common with a backup; undefined where that log is not the one that was signed. */
async function inCommonWith(file: string, newest: NotedCheckpoint, backup: LogTree): Promise<number | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    const store = openFile(file);
    try {
      if (await headFinding(store.tree, newest)) return undefined;
      return await eventsInCommon(store.tree, backup);
    } finally {
      await store.close();
    }
  } catch (error) {
    // A log that is too damaged to be read is a reason to restore one.
    if (error instanceof StoreFailure) return undefined;
    throw error;
  }
}

/**
 * The newest checkpoint that was signed in the folder, where the backup is not the same log up to there: it is behind, or has
 * another history. Undefined where it is, or where nothing was signed.
 * @param copy the backup, which has been verified
 * @param file the log that it is to replace, where there is one
 */
export async function signedElsewhere(
  folder: string,
  copy: string,
  file: string,
): Promise<SignedElsewhere | undefined> {
  const newest = newestIn(folder);
  if (!newest) return undefined;
  const store = openFile(copy, true);
  try {
    if (!(await headFinding(store.tree, newest))) return undefined;
    const events = await store.tree.size();
    // Of a log that nobody can compare with: what is shorter has the first events, and of another history none is known.
    const kept = (await inCommonWith(file, newest, store.tree)) ?? (events < newest.size ? events : 0);
    return { newest, lost: newest.size - Math.min(kept, newest.size) };
  } finally {
    await store.close();
  }
}
