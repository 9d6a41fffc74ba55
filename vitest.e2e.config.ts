import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Browser stories, against the built program: bin/test builds it first.
export default defineConfig({
  test: {
    include: ['e2e/**/*.spec.ts'],
    globalSetup: ['test/stories-setup.ts'],
    pool: 'threads',
    // One more than there are cores, because stories wait; no more than one PostgreSQL has connections for.
    maxWorkers: Math.min(availableParallelism() + 1, 4),
    // Files of one worker share loaded modules, and with them the states of pages that were held to axe.
    isolate: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
})
