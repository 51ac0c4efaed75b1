/**
 * Appends to several streams where a store takes one at a time: streams side by side, and each in its order. Events of
 * `sources` keep their place between those of all other streams, because what a grade is applied to depends on it.
 */
import { SOURCES_STREAM } from '../../events/envelope.js';
import { StoreFailure } from './store-failure.js';

/** How many appends are under way at most: more would not be quicker, and each would wait longer for its answer. */
const AT_ONCE = 32;

/** Items of one stream, in their order. */
type Group<T> = T[];

/** What may be appended side by side. */
type Stage<T> = Map<string, Group<T>>;

function stagesOf<T>(items: readonly T[], streamOf: (item: T) => string): Stage<T>[] {
  const stages: Stage<T>[] = [];
  for (const item of items) {
    const stream = streamOf(item);
    let stage = stages.at(-1);
    const goesOn = stage && stage.has(SOURCES_STREAM) === (stream === SOURCES_STREAM);
    if (!stage || !goesOn) stages.push((stage = new Map<string, Group<T>>()));
    const group = stage.get(stream);
    if (group) group.push(item);
    else stage.set(stream, [item]);
  }
  return stages;
}

async function appendStage<T>(
  groups: readonly Group<T>[],
  append: (group: readonly T[]) => Promise<boolean>,
): Promise<boolean> {
  let [next, goesOn] = [0, true];
  const appendOneAfterAnother = async (): Promise<void> => {
    while (goesOn) {
      const group = groups[next];
      next += 1;
      if (!group) return;
      // What fails or is refused keeps the others from beginning another group.
      const isAppended = await append(group).catch((error: unknown) => {
        goesOn = false;
        throw error;
      });
      goesOn &&= isAppended;
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: AT_ONCE }, appendOneAfterAnother));
  const failed = settled.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return goesOn;
}

/**
 * Rejects as the first append did that failed, when the others that were under way have ended.
 * @param append appends items of one stream; false where one was refused. Nothing is then begun any more
 */
export async function appendSideBySide<T>(
  items: readonly T[],
  streamOf: (item: T) => string,
  append: (group: readonly T[]) => Promise<boolean>,
): Promise<void> {
  for (const stage of stagesOf(items, streamOf)) if (!(await appendStage([...stage.values()], append))) return;
}

/**
 * Appends items of one stream together or, where that is more than the store takes in one append, in halves.
 * @param append as for `appendSideBySide`
 */
export async function appendInParts<T>(
  group: readonly T[],
  append: (part: readonly T[]) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await append(group);
  } catch (error) {
    if (!(error instanceof StoreFailure && error.code === 'too-large') || group.length === 1) throw error;
    const half = Math.ceil(group.length / 2);
    const first = await appendInParts(group.slice(0, half), append);
    return first && (await appendInParts(group.slice(half), append));
  }
}
