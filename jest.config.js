module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // A database of its own for each file takes seconds on a busy machine.
  testTimeout: 60_000,
  // dist/ repeats the sources.
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
