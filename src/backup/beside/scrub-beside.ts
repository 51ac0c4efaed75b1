/** Does erasures again in what a backup holds besides the log. */
import type Database from 'better-sqlite3';
import { withoutForgotten, type Forgotten } from '../../alerts/kept/put-back.js';
import type { Gone } from '../../store/erasure/erasures-list.js';
import type { KnownErasure } from '../../store/erasure/known-erasure.js';
import * as held from './held.js';

/** Everything that is known to be gone. */
export interface KnownGone extends Gone {
  readonly erasures: readonly KnownErasure[];
}

const STREAM = /^negotiation-/;

const forgottenBy = ({ erasures, alerts }: KnownGone): Forgotten => ({
  erased: erasures.flatMap((erasure) =>
    'entry' in erasure && STREAM.test(erasure.stream)
      ? [{ negotiation: erasure.stream.replace(STREAM, ''), at: Date.parse(erasure.at) }]
      : [],
  ),
  ended: alerts,
});

/** Whether it is an acceptance of a report of which something was erased. */
function isErased(content: Buffer, erasures: readonly KnownErasure[]): boolean {
  try {
    const { negotiation, reportId } = JSON.parse(content.toString()) as Record<string, unknown>;
    const stream = `negotiation-${String(negotiation)}`;
    return erasures.some((one) => 'entry' in one && one.entry === reportId && one.stream === stream);
  } catch {
    return false;
  }
}

/**
 * What is left of a file once everything that is known to be gone is gone from it.
 * @returns null where nothing is; and what was found in it
 */
export function withoutGone(
  name: string,
  content: Buffer,
  gone: KnownGone,
): readonly [left: Buffer | null, found: readonly string[]] {
  if (name === held.ALERTS) return withoutForgotten(content, forgottenBy(gone));
  const article = held.articleOf(name);
  const isGone =
    article === undefined
      ? name.startsWith(held.PENDING) && isErased(content, gone.erasures)
      : gone.articles.has(article);
  return isGone ? [null, [name]] : [content, []];
}

/**
 * Removes from a backup what is known to be gone. What it held of it is overwritten.
 * @param write without it nothing is changed
 * @returns what was found
 */
export function scrubBeside(file: string, gone: KnownGone, write: boolean): string[] {
  const work = (db: Database.Database): string[] => {
    const scrub = db.transaction(() =>
      held.namesIn(db).flatMap((name) => {
        // Most are texts of articles that are wanted still: these are not read.
        const article = held.articleOf(name);
        if (article !== undefined && !gone.articles.has(article)) return [];
        const { content } = held.heldIn(db, name);
        const [left, found] = withoutGone(name, content, gone);
        if (write && left === null) held.letGo(db, name);
        else if (write && left !== null && left !== content) held.hold(db, name, left);
        return found;
      }),
    );
    return scrub();
  };
  return held.inCopy(file, work, !write);
}
