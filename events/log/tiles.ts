/**
 * Tiles: the tree cut into pieces of 256 hashes, as C2SP's tlog-tiles serves them. A tile of level 0 holds the hashes of 256
 * leaves, one of level l + 1 the roots of 256 full tiles of level l. A full tile never changes.
 */
import { HASH_SIZE, type Hash, type Node } from './merkle.js';

/** Hashes in a full tile. */
export const TILE_WIDTH = 256;

/** How many levels of the tree are in one tile. */
const HEIGHT = 8;

/** Which tile, and how many of its hashes. */
export interface Tile {
  /** `entries`: of the entries, 256 in a bundle, in place of hashes. */
  readonly level: number | 'entries';
  readonly index: number;
  /** From 1 to 256. */
  readonly width: number;
}

/** How many hashes a tile has in a tree of this size; 0 or less where it does not exist. */
export const widthIn = (level: number, index: number, size: number): number =>
  Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);

/** Where a node is found: the tile, and which of its hashes the node is the root of. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
  readonly start: number;
  readonly count: number;
}

export function placeOfNode({ level, index }: Node): NodePlace {
  const count = 2 ** (level % HEIGHT);
  const first = index * count;
  const tile = Math.floor(first / TILE_WIDTH);
  return { level: Math.floor(level / HEIGHT), index: tile, start: first - tile * TILE_WIDTH, count };
}

/** The hashes in the bytes of a tile. */
export function hashesIn(bytes: Uint8Array): readonly Hash[] {
  const hashes: Hash[] = [];
  for (let at = 0; at + HASH_SIZE <= bytes.length; at += HASH_SIZE) hashes.push(bytes.subarray(at, at + HASH_SIZE));
  return hashes;
}

/** `1234067` is `x001/x234/067`. */
function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** The path below `tile/`, such as `0/x001/234.p/7`. */
export const tilePath = ({ level, index, width }: Tile): string =>
  `${level}/${indexPath(index)}${width < TILE_WIDTH ? `.p/${width}` : ''}`;

const PATH = /^(?<level>entries|\d{1,2})\/(?<index>(?:x\d{3}\/){0,4}\d{3})(?:\.p\/(?<width>\d{1,3}))?$/;

/** The tile of a path; undefined where it is none, or not written as `tilePath` writes it. */
export function tileAt(path: string): Tile | undefined {
  const { level = '', index = '', width } = PATH.exec(path)?.groups ?? {};
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(index.replaceAll(/\D/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  return tile.width >= 1 && tilePath(tile) === path && (tile.level === 'entries' || tile.level < 64) ? tile : undefined;
}
