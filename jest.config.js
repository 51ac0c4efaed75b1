import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const about = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const core = about.config.core.split(' ');

/** What `npm test` and `npm run test:e2e` run, each by its name; whatever else starts Jest has all suites. */
const SUITES = { test: '!(*.e2e).test.ts', 'test:e2e': '*.e2e.test.ts' };
const suites = SUITES[process.env.npm_lifecycle_event] ?? '*.test.ts';

/** Jest in ESM mode. swc only strips types, so `npm run types` is what checks them. */
const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, verbatimModuleSyntax: true },
    target: 'es2023',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/suite-environment.js',
  runtime: '<rootDir>/test/shared-modules.js',
  // One more than there are cores: suites wait for disks, browsers and processes for a good part of their time.
  maxWorkers: availableParallelism() + 1,
  // Contexts of ES modules are not let go: a worker that grew spends its time collecting.
  workerIdleMemoryLimit: '1GB',
  // Where other work keeps the machine busy, a server takes its time to start.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/build-once.js',
  setupFiles: ['<rootDir>/test/seed.ts'],
  testSequencer: '<rootDir>/test/slowest-first.js',
  reporters: ['default', '<rootDir>/test/timing-reporter.js'],
  testMatch: [`<rootDir>/test/**/${suites}`],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  collectCoverageFrom: core.map((folder) => `${folder}/**/*.ts`),
  coverageReporters: ['text-summary', 'lcov'],
  coverageThreshold: Object.fromEntries(core.map((folder) => [`./${folder}/`, { lines: 95 }])),
};
