/** The core is listed in package.json. What cannot read that list says the same. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../docs/repository.js';
import { coreFolders } from './core-folders.js';

interface Project {
  readonly include: readonly string[];
}
const projectIn = (file: string): Project =>
  ts.readConfigFile(join(root, file), (path) => ts.sys.readFile(path)).config as Project;

/** Beside the core: what it offers to other programs. */
const CLIENT = 'packages/client/src';

describe('The list of core folders', () => {
  test('is that of the TypeScript projects', () => {
    expect(projectIn('tsconfig.json').include).toEqual([...coreFolders, CLIENT, 'src', 'test']);
    expect(projectIn('tsconfig.build.json').include).toEqual([...coreFolders, CLIENT, 'src']);
  });

  test('names folders that are there', () => {
    expect(readdirSync(root)).toEqual(expect.arrayContaining([...coreFolders]));
  });
});
