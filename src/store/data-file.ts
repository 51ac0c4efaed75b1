/** Where in its data folder a server keeps the log. */
import { join } from 'node:path';

export const dataFile = (folder: string): string => join(folder, 'parley.sqlite');
