/**
 * Jest's way to load modules, but for libraries: what lies under node_modules is loaded once for each worker and not
 * once for each suite, as Node.js loads its own modules. Our own code is still loaded anew for each suite.
 */
import { pathToFileURL } from 'node:url';
import { SyntheticModule } from 'node:vm';
import Runtime from 'jest-runtime';

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

export default class SharedLibraries extends Runtime {
  #libraries = new Map();

  constructor(...given) {
    super(...given);
    const loader = this.esmLoader;
    const ofSuite = loader.resolveModule.bind(loader);
    loader.resolveModule = async (specifier, from, context) => {
      if (specifier.startsWith('.') || specifier.startsWith('@jest/') || specifier.startsWith('node:'))
        return ofSuite(specifier, from, context);
      const path = await loader.resolution.resolveEsmAsync(from, specifier);
      if (!isLibrary(path)) return ofSuite(specifier, from, context);
      const known = this.#libraries.get(path) ?? shared(path, loader.resolution.shouldLoadAsEsm(path), context);
      this.#libraries.set(path, known);
      return known;
    };
  }
}
