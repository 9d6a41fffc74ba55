import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#src/main/compose.ts'
import { newId } from '#src/platform/ids.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { addressOf, thingsIn } from './addresses.ts'
import { checksums } from './checksums.ts'
import { knock, visitorFor } from './door.ts'
import { type Person, type SecurityWorld, securityWorld, type Things } from './people.ts'

// The same world with the real handlers: what they answer about the other school, and whether they join its things to ours.

let app: TestApp
let world: SecurityWorld
beforeAll(async () => {
  app = await composedApp()
  world = await securityWorld(app.db)
})
afterAll(() => app.close())

const person = (name: string): Person => {
  const found = world.people.find((one) => one.name === name)
  if (!found) throw new Error(`Nobody is called ${name}`)
  return found
}

const named = routes.filter(({ at }) => thingsIn(at).length > 0)

test.each(['nobody', 'viewer of ours', 'administrator of ours', 'trust of ours', 'lead-provider'])(
  'no page about the other school tells %s who its people are or how they are reached',
  async (name) => {
    const visitor = await visitorFor(app, person(name).accountId)
    const { secrets } = world.things.theirs
    const leaks: string[] = []
    for (const { at } of named.filter((row) => row.at.startsWith('GET ') && !row.elsewhere)) {
      const path = addressOf(at, (thing) => String(world.things.theirs[thing]))
      const { body, status } = await knock(app, { at, path, visitor })
      leaks.push(...(status >= 500 ? [`${at} breaks`] : []))
      leaks.push(...secrets.filter((secret) => body.includes(secret)).map((secret) => `${at}: ${secret}`))
    }
    expect(leaks).toEqual([])
  },
)

/** Support may put any two people side by side: whether they are one is what they are asked. */
const JOINS_ANY_TWO = /\/merge\/:otherAccountId/

const nested = named.filter(({ at }) => thingsIn(at).length > 1)

test.each(['support', 'administrator of ours', 'trust of ours'])(
  'an address that joins a thing of the other school to ours is answered to %s as one of nothing, and changes nothing',
  async (name) => {
    const visitor = await visitorFor(app, person(name).accountId)
    const before = await checksums(app.ownerDb)
    const found: string[] = []
    for (const { at } of nested.filter(({ at: address }) => name !== 'support' || !JOINS_ANY_TWO.test(address))) {
      const [outer] = thingsIn(at)
      const joined = (inner: (thing: keyof Things) => unknown) =>
        addressOf(at, (thing) => String(thing === outer ? world.things.ours[thing] : inner(thing)))
      const foreign = await knock(app, { at, path: joined((thing) => world.things.theirs[thing]), visitor })
      const nothing = await knock(app, { at, path: joined(() => newId()), visitor })
      // A page that has nothing to show may lead back to its list, whatever the id: that tells nobody what exists.
      const isBack = foreign.status === 303 && foreign.location === nothing.location
      if (foreign.decision !== 'not-found' && !isBack) found.push(`${at}: ${foreign.status}`)
    }
    expect(found).toEqual([])
    expect(await checksums(app.ownerDb)).toEqual(before)
  },
)
