/** The file of the log in a data folder. */
import { join } from 'node:path';

/** @param folder the data folder */
export const dataFile = (folder: string): string => join(folder, 'parley.sqlite');

/** The file beside a log on a server in which its tree is kept. It can be deleted at any time. */
export const treeFile = (folder: string): string => join(folder, 'parley.tree');
