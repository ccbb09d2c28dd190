const { availableParallelism } = require('node:os');

module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // hyparquet and its writer are ES modules, which Jest can only require once they are compiled.
  transform: { '^.+\\.ts$': ['@swc/jest'], '/node_modules/hyparquet[^/]*/.+\\.js$': ['@swc/jest'] },
  transformIgnorePatterns: ['/node_modules/(?!hyparquet)'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // A database of its own for each file takes seconds on a busy machine.
  testTimeout: 60_000,
  // Half of a test's time is PostgreSQL's or a command's: two at once fit on two cores, where Jest would run one.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // dist/ repeats the sources.
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
