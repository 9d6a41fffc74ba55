import type { TestApp } from './app.ts'

/** How many statements the database ran for the application while `work` went on. */
export async function queriesOf(app: TestApp, work: () => Promise<unknown>): Promise<number> {
  const pool = app.db.getExecutor()
  const original = pool.executeQuery.bind(pool)
  let count = 0
  Object.assign(pool, {
    executeQuery: (query: Parameters<typeof original>[0]) => {
      count += 1
      return original(query)
    },
  })
  await work()
  Object.assign(pool, { executeQuery: original })
  return count
}
