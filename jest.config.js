module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // hyparquet and its writer are ES modules, which Jest can only require once they are compiled.
  transform: { '^.+\\.ts$': ['@swc/jest'], '/node_modules/hyparquet[^/]*/.+\\.js$': ['@swc/jest'] },
  transformIgnorePatterns: ['/node_modules/(?!hyparquet)'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // A database of its own for each file takes seconds on a busy machine.
  testTimeout: 60_000,
  // dist/ repeats the sources.
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
