/** The file of the log in a data folder. */
import { join } from 'node:path';

/** @param folder the data folder */
export const dataFile = (folder: string): string => join(folder, 'parley.sqlite');
