/**
 * A checkpoint: a small text that says where every stream stood at a time. An auditor keeps it where nobody who can write
 * to the store can write. It shows whether a store has lost its last events or was written anew.
 *
 *     parley-checkpoint 1 2026-03-02T09:00:00Z 42
 *     negotiation-port-strike 17 5f0c…
 *     sources 2 91ab…
 *     sha256 77d0…
 *
 * The first line gives the version of the format, the time, and the position of the last event covered. Then comes a line
 * for each stream, sorted by name: its last revision, and the hash of the event there. The last line is the SHA-256 of all
 * lines before it, so that a damaged checkpoint is not taken for a damaged store.
 *
 * Of a whole log the first line says version 2, and the second is `root`, how many events there are, and the root of the tree
 * over them in hexadecimal digits (`events/log/merkle.ts`): it covers the order of all events, which no chain does.
 */
import type { Link } from './chain.js';
import { toHex } from '../log/bytes.js';
import type { TreeHead } from '../log/inclusion.js';
import { headOf } from '../log/tree-check.js';
import { sha256 } from '../sha256.js';

/** What a checkpoint says. */
export interface Checkpoint {
  /** When it was made: ISO 8601 in UTC. */
  readonly at: string;
  /** Every event up to this position is covered. */
  readonly head: bigint;
  /** The last link of each stream, sorted by name. */
  readonly streams: ReadonlyMap<string, Link>;
  /** The tree over all events; not in the checkpoint of a negotiation, nor in those of older versions. */
  readonly tree?: TreeHead | undefined;
}

const NAME = 'parley-checkpoint';
const FIRST = /^parley-checkpoint (\d{1,9}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z) (\d{1,19})$/;
const STREAM = /^([\x21-\x7e]+) (\d{1,15}) ([\da-f]{64})$/;
const ROOT = /^root (\d{1,15}) ([\da-f]{64})$/;
const LAST = /^sha256 ([\da-f]{64})$/;

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);

// Names that Parley gives are one word. Other names must not be able to add words or lines to the text.
const word = (stream: string): string => encodeURIComponent(stream.replace(/\p{Surrogate}/gu, '\uFFFD'));

/** The text of a checkpoint. */
export function checkpointText({ at, head, streams, tree }: Checkpoint): string {
  const lines = [...streams]
    .toSorted(([a], [b]) => inOrder(word(a), word(b)))
    .map(([stream, { revision, hash }]) => `${word(stream)} ${revision} ${hash}\n`);
  const root = tree ? `root ${tree.size} ${toHex(tree.root)}\n` : '';
  const covered = `${NAME} ${tree ? 2 : 1} ${at} ${head}\n${root}${lines.join('')}`;
  return `${covered}sha256 ${sha256(covered)}\n`;
}

/** A checkpoint that was read, or why its text is none. */
export type ReadCheckpoint = { readonly checkpoint: Checkpoint } | { readonly unreadable: string };

/** @param first the number of the first line */
function streamsOf(lines: readonly string[], first: number): Map<string, Link> | string {
  const streams = new Map<string, Link>();
  let previous = '';
  for (const [i, line] of lines.entries()) {
    const [, stream, revision, hash] = STREAM.exec(line) ?? [];
    if (stream === undefined || hash === undefined) return `line ${i + first} is not a stream, a revision and a hash`;
    if (stream <= previous) return `line ${i + first} is out of order`;
    streams.set(decoded(stream), { revision: Number(revision), hash });
    previous = stream;
  }
  return streams;
}

function treeOf(line: string): TreeHead | undefined {
  const [, size, root] = ROOT.exec(line) ?? [];
  return size === undefined || root === undefined ? undefined : headOf(Number(size), root);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Reads the text of a checkpoint. It takes line ends of any kind, since the text may have come by mail. */
export function readCheckpoint(text: string): ReadCheckpoint {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const [, version, at, head] = FIRST.exec(lines[0] ?? '') ?? [];
  if (version === undefined || at === undefined || head === undefined)
    return { unreadable: `its first line is not "${NAME}", a version, a time and a position` };
  if (version !== '1' && version !== '2')
    return { unreadable: `it is of version ${version}; this program reads versions 1 and 2` };
  const [, sum] = LAST.exec(lines.at(-1) ?? '') ?? [];
  if (sum === undefined) return { unreadable: 'its last line is not "sha256" and a hash: its end is missing' };
  const covered = lines.slice(0, -1);
  if (sha256(`${covered.join('\n')}\n`) !== sum) return { unreadable: 'it is damaged: its last line does not fit' };
  const tree = version === '2' ? treeOf(covered[1] ?? '') : undefined;
  if (version === '2' && !tree) return { unreadable: 'line 2 is not "root", a number and a hash' };
  const rest = tree ? 2 : 1;
  const streams = streamsOf(covered.slice(rest), rest + 1);
  if (typeof streams === 'string') return { unreadable: streams };
  return { checkpoint: { at, head: BigInt(head), streams, ...(tree ? { tree } : {}) } };
}
