/**
 * The layers: events ← projections ← decisions ← answers ← src ← test, and events ← intake ← answers, src; web takes
 * events, and of answers and projections the types. Every rule is an error, and imports of types count as imports.
 */
const core = require('./package.json').config.core.split(' ');

/** The packages that each core folder may use: schemas, and what computes the same from the same. */
const PURE_PACKAGES = {
  events: ['zod', 'canonicalize', 'uuid'],
  intake: ['zod', 'wink-nlp', 'wink-eng-lite-web-model', 'franc', 'chrono-node', 'fastest-levenshtein'],
  projections: ['zod'],
  decisions: ['zod', 'fastest-levenshtein', 'unhomoglyph'],
  answers: ['zod'],
};

/** The client of the HTTP interface, which the command line, the tools of assistants and the pages use. */
const CLIENT = 'packages/client/src';

const any = (names) => `(${names.join('|')})`;
/** Every folder of the project but these. */
const othersThan = (folders) => `^(?!${any(folders)}/)[^/]+/`;
const ofTheProject = { pathNot: '^node_modules/', dependencyTypesNot: ['core'] };

/** A core folder imports those below it in the list, itself, and nothing of the project above. */
const coreLayers = core.map((folder, i) => ({
  name: `${folder}-imports-only-layers-below`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: othersThan(core.slice(0, i + 1)), ...ofTheProject },
}));

const corePackages = core.map((folder) => ({
  name: `${folder}-uses-only-pure-packages`,
  comment: 'No framework in the core.',
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: '^node_modules/', pathNot: `node_modules/${any(PURE_PACKAGES[folder] ?? [])}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...coreLayers,
    ...corePackages,
    {
      name: 'no-status-rests-on-intake',
      comment:
        'What a machine proposes is no part of the record, nor of what follows from it, until a person accepts it.',
      severity: 'error',
      from: { path: '^(projections|decisions)/' },
      to: { path: '^intake/' },
    },
    {
      name: 'events-use-no-builtin-but-crypto',
      comment: 'No I/O in the core. The hash chain needs node:crypto.',
      severity: 'error',
      from: { path: '^events/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'the-core-uses-no-builtin',
      comment: 'No I/O, no clock, no chance.',
      severity: 'error',
      from: { path: `^${any(core.filter((folder) => folder !== 'events'))}/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-imports-only-the-core',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: othersThan([...core, 'src', CLIENT]), ...ofTheProject },
    },
    {
      name: 'the-client-imports-only-types',
      comment: 'It runs wherever `fetch` is, with nothing besides.',
      severity: 'error',
      from: { path: `^${CLIENT}/` },
      to: { path: othersThan([CLIENT]), pathNot: '^node_modules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-client-takes-types-of-the-core-alone',
      severity: 'error',
      from: { path: `^${CLIENT}/` },
      to: { path: othersThan([...core, CLIENT]), ...ofTheProject },
    },
    {
      name: 'the-client-uses-no-package',
      severity: 'error',
      from: { path: `^${CLIENT}/` },
      to: { path: '^node_modules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-client-uses-no-builtin',
      severity: 'error',
      from: { path: `^${CLIENT}/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-imports-only-events-and-types',
      comment: 'A browser verifies by events/ what the server says; all else it reads through the public API.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: othersThan(['events', 'projections', 'answers', 'web', CLIENT]), ...ofTheProject },
    },
    {
      name: 'web-takes-only-types-of-answers-and-projections',
      comment: 'So a change of an answer is a type error in the page, and no schema library reaches the browser.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(projections|answers)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-tests-import-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'sqlite-is-wired-in-one-place',
      comment: 'Everything else asks for the store through its port.',
      severity: 'error',
      from: { pathNot: '^(src/store/(sqlite|files\\.ts$|store\\.module\\.ts$)|test/)' },
      to: { path: '^src/store/sqlite' },
    },
    {
      name: 'eventstoredb-is-wired-in-one-place',
      comment: 'Everything else asks for the store through its port.',
      severity: 'error',
      from: { pathNot: '^(src/store/(eventstoredb/|store\\.module\\.ts$)|test/)' },
      to: { path: '^src/store/eventstoredb/|^node_modules/@eventstore/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circular-folders',
      comment: 'A folder that imports another is not imported by it: they are read in one order.',
      scope: 'folder',
      severity: 'error',
      from: { path: '^(projections|src)/' },
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that cannot be found would escape every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'Every package that is imported is named in package.json.',
      severity: 'error',
      from: { path: `^${any([...core, 'src', 'test'])}/` },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-packages-in-production',
      severity: 'error',
      from: { path: `^${any([...core, 'src'])}/` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
