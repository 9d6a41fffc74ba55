import { defineConfig } from 'vitest/config'

// Browser stories, against the built program: bin/test builds it first.
export default defineConfig({
  test: {
    include: ['e2e/**/*.spec.ts'],
    globalSetup: ['test/stories-setup.ts'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
})
