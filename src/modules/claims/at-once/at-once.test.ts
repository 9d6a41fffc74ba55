import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { paying, sameBatchTrial } from './batch-factories.ts'
import { deciding, sameClawbackTrial, sameRequestTrial } from './decision-factories.ts'
import { lastHoursTrial, sameButtonTrial, type Trial, twoSchools } from './hours-factories.ts'

// A few of the trials of which `bin/bench claims-trials` makes a thousand each.
const TRIALS = 10

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** Everything that was wrong in some trials, made one after the other. */
async function wrongIn(trial: (at: number) => Promise<Trial>): Promise<readonly string[]> {
  const wrong: string[] = []
  for (let at = 0; at < TRIALS; at += 1) wrong.push(...(await trial(at)).wrong)
  return wrong
}

test('the last 16 hours of a mentor, saved and sent by two schools at once, go to one; the other is told that none is left', async () => {
  const schools = await twoSchools(database.db)
  expect(await wrongIn(() => lastHoursTrial(schools))).toEqual([])
  const over = await database.db.selectFrom('claims.allowances').select('held').whereRef('held', '>', 'cap').execute()
  expect(over).toEqual([])
})

test('the same button, twice and up to twenty times, and a colleague with it: one claim', async () => {
  const schools = await twoSchools(database.db)
  expect(await wrongIn((at) => sameButtonTrial(schools, 2 + 2 * at))).toEqual([])
})

test('two prepare a batch at once, two send it at once while a claim comes in: each once, and the claim waits', async () => {
  const world = await paying(database.db)
  expect(await wrongIn(() => sameBatchTrial(world))).toEqual([])
})

test('two officers decide about a clawback at once, and two people answer a request at once: the first counts', async () => {
  const world = await deciding(database.db)
  expect(await wrongIn(() => sameClawbackTrial(world))).toEqual([])
  expect(await wrongIn(() => sameRequestTrial(world))).toEqual([])
})
