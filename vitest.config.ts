import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Rules, commands, queries and pages. Browser stories have their own configuration: they need the built program.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'test/**/*.test.ts',
      'db/**/*.test.ts',
      'tools/**/*.test.ts',
      'db/**/*.test.ts',
    ],
    globalSetup: ['test/global-setup.ts'],
    pool: 'threads',
    // One more than there are cores, because some files wait; no more than one PostgreSQL has connections for.
    maxWorkers: Math.min(availableParallelism() + 1, 6),
    // Files of one worker share loaded modules, which are most of the time a small file takes. A file leaves nothing behind.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
})
