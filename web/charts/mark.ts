/** Marks of a picture: what a reader can point at, and what it leads to. */
import type { Mark } from './picture-layout.js';

/** The address that a mark leads to. */
export type HrefOf = (mark: Mark) => string;
