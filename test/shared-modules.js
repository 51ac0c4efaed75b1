/**
 * Jest's way to load modules, but for what is loaded once for each worker and not once for each suite, as Node.js loads
 * its own modules: libraries, and the program as it was built. Nothing of it is mocked, and no module of it keeps state
 * for a suite (`test/layers/module-state.test.ts`). What is measured for coverage is loaded anew from its source.
 */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SyntheticModule } from 'node:vm';
import Runtime from 'jest-runtime';
import { BUILT, isBuilt } from './build-once.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Libraries that keep count within themselves, or tell types of a suite from types of their own. */
const OF_A_SUITE = /\/node_modules\/(?:prom-client|@nestjs\/swagger)\//;
const isLibrary = (path) =>
  path.includes('/node_modules/') && !path.includes('/.cache/') && !path.endsWith('.json') && !OF_A_SUITE.test(path);

async function shared(path, isEsm, context) {
  const namespace = await import(pathToFileURL(path).href);
  // Of CommonJS Node.js names but the exports that it can tell from the text.
  const library = isEsm ? namespace : { ...namespace.default, ...namespace };
  const names = Object.keys(library);
  const module = new SyntheticModule(
    names,
    function () {
      for (const name of names) this.setExport(name, library[name]);
    },
    { context, identifier: path },
  );
  await module.link(() => {});
  await module.evaluate();
  return module;
}

/** Where a module of the program lies built; undefined: it is not of the program. */
function builtOf(specifier, from) {
  const path = resolve(dirname(from), specifier);
  if (!path.startsWith(root)) return undefined;
  const built = `${BUILT}/${path.slice(root.length)}`;
  return built.endsWith('.js') && existsSync(built) ? built : undefined;
}

export default class SharedModules extends Runtime {
  #shared = new Map();

  constructor(...given) {
    super(...given);
    const [, , , , , { collectCoverage }] = given;
    const loader = this.esmLoader;
    const ofSuite = loader.resolveModule.bind(loader);
    const once = (path, isEsm, context) => {
      const known = this.#shared.get(path) ?? shared(path, isEsm, context);
      this.#shared.set(path, known);
      return known;
    };
    loader.resolveModule = async (specifier, from, context) => {
      if (specifier.startsWith('@jest/') || specifier.startsWith('node:')) return ofSuite(specifier, from, context);
      if (specifier.startsWith('.')) {
        const built = !collectCoverage && isBuilt() ? builtOf(specifier, from) : undefined;
        return built === undefined ? ofSuite(specifier, from, context) : once(built, true, context);
      }
      const path = await loader.resolution.resolveEsmAsync(from, specifier);
      if (!isLibrary(path)) return ofSuite(specifier, from, context);
      return once(path, loader.resolution.shouldLoadAsEsm(path), context);
    };
  }
}
