/**
 * The layers: events ← projections ← src ← test; web reads only events and projections.
 * Every rule is an error, and imports of types count as imports.
 */
const PURE_PACKAGES = 'node_modules/(zod|canonicalize|uuid)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'events-import-no-other-layer',
      comment: 'events/ is the bottom: it says what can happen and knows nothing of who uses it.',
      severity: 'error',
      from: { path: '^events/' },
      to: { path: '^(?!events/)[^/]+/', pathNot: '^node_modules/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'projections-import-only-events',
      comment: 'projections/ are pure folds over events/.',
      severity: 'error',
      from: { path: '^projections/' },
      to: { path: '^(?!(events|projections)/)[^/]+/', pathNot: '^node_modules/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'src-imports-only-events-and-projections',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?!(events|projections|src)/)[^/]+/', pathNot: '^node_modules/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'web-imports-only-events-and-projections',
      comment: 'A browser recomputes and verifies what the server says; it reads the rest through the public API.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(?!(events|projections|web)/)[^/]+/', pathNot: '^node_modules/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'only-tests-import-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'events-use-no-builtin-but-crypto',
      comment: 'No I/O in the core. The hash chain needs node:crypto.',
      severity: 'error',
      from: { path: '^events/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'projections-use-no-builtin',
      comment: 'No I/O, no clock, no chance.',
      severity: 'error',
      from: { path: '^projections/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-core-uses-no-framework',
      comment:
        'events/ and projections/ use schemas, canonical JSON and name-based UUIDs (event ids), and no other package.',
      severity: 'error',
      from: { path: '^(events|projections)/' },
      to: { path: '^node_modules/', pathNot: PURE_PACKAGES },
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
      from: { path: '^(events|projections|src|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-packages-in-production',
      severity: 'error',
      from: { path: '^(events|projections|src)/' },
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
