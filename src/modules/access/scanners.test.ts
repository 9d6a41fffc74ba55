import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#test/db.ts'
import { openDoor } from '../../../bench/scanners/door.ts'
import { type Ground, nominationErrand, signInErrand } from '../../../bench/scanners/people.ts'
import { behaviours } from '../../../bench/scanners/robots.ts'
import { simulate } from '../../../bench/scanners/simulation.ts'

// What bin/bench scanners does with 100 links for each behaviour and a real browser, here with a few and without.

let database: Awaited<ReturnType<typeof testDatabase>>
let door: Awaited<ReturnType<typeof openDoor>>
let ground: Ground
beforeAll(async () => {
  database = await testDatabase()
  door = await openDoor(database.db, await freePort())
  ground = { db: database.db, baseUrl: door.baseUrl }
})
afterAll(async () => {
  await door.stop()
  await database.close()
})

const LINKS = 2

describe.each([
  ['a sign-in link', signInErrand],
  ['a nomination link', nominationErrand],
] as const)('%s', (_, errand) => {
  test.each(behaviours(null).map((behaviour) => [behaviour.name, behaviour] as const))(
    'outlives a robot that does: %s',
    async (name, behaviour) => {
      expect(await simulate({ ground, behaviour, errand, links: LINKS, atOnce: 2 })).toEqual({
        behaviour: name,
        links: LINKS,
        burnt: 0,
        sessions: 0,
        people: LINKS,
        hindrances: [],
      })
    },
  )
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}
