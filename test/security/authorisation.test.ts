import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#src/main/compose.ts'
import { newId } from '#src/platform/ids.ts'
import type { TestApp } from '#test/app.ts'
import { addressOf, pathOf, thingsIn } from './addresses.ts'
import { expectedAt } from './decisions/doors.ts'
import { guardedApp, knock, type Visitor, visitorFor } from './door.ts'
import { EXPECTED } from './expected-decisions.ts'
import { type Person, RELATIONS, type Relation, type SecurityWorld, type Side, securityWorld } from './people.ts'

// Every route × everybody × whose thing it names. The visitor, the form check, the finding of the thing and the policy are the real
// ones; only the handlers are taken out, so that nothing changes between two knocks.

let app: TestApp
let world: SecurityWorld
const visitors = new Map<Person, Visitor>()
beforeAll(async () => {
  app = await guardedApp()
  world = await securityWorld(app.db)
  for (const person of world.people) visitors.set(person, await visitorFor(app, person.accountId))
})
afterAll(() => app.close())

/** What somebody is to a thing: at the other school a stranger, and a disabled account is nobody anywhere. */
const relationTo = ({ relation, side }: Person, target: Side): Relation =>
  side === null || side === target || relation === 'disabled' ? relation : 'stranger'

type Knock = { readonly row: (typeof routes)[number]; readonly person: Person; readonly path: string }

async function decisionAt({ row, person, path }: Knock) {
  const visitor = visitors.get(person)
  if (!visitor) throw new Error(`${person.name} has no browser`)
  return (await knock(app, { at: row.at, path, visitor })).decision
}

test('every route is in the table, and every line of the table is a route', () => {
  const paths = new Set(routes.map(({ at }) => pathOf(at)))
  expect([...paths].filter((path) => !(path in EXPECTED))).toEqual([])
  expect(Object.keys(EXPECTED).filter((path) => !paths.has(path))).toEqual([])
})

const byName = routes.map((row) => [row.at, row] as const)

/** Who knocks for the things of a side. Where everybody may come three stand for all, and one school is as the other. */
function knockers(target: Side, isForAll: boolean): readonly Person[] {
  if (isForAll) return world.people.filter(({ name }) => ['nobody', 'support', 'tutor of ours'].includes(name))
  return world.people.filter(({ side }) => side === 'ours' || (side === null && target === 'ours'))
}

test.each(byName)('%s is for whom the table says, of either school', async (_at, row) => {
  const doors = EXPECTED[pathOf(row.at)]
  if (!doors) throw new Error('Not in the table')
  const isForAll = Object.values(doors.decisions).length === RELATIONS.length
  const sides: readonly Side[] = thingsIn(row.at).length > 0 && !isForAll ? ['ours', 'theirs'] : ['ours']
  const wrong: string[] = []
  for (const target of sides) {
    const path = addressOf(row.at, (name) => String(world.things[target][name]))
    for (const person of knockers(target, isForAll)) {
      const actual = await decisionAt({ row, person, path })
      const expected = expectedAt(doors, relationTo(person, target))
      if (actual !== expected) wrong.push(`${person.name} at ${target}: ${actual}, expected ${expected}`)
    }
  }
  expect(wrong).toEqual([])
})

const named = byName.filter(([at, row]) => thingsIn(at).length > 0 && row.load !== undefined)

test.each(named)('%s is not there for an id of nothing or of another kind', async (at, row) => {
  const bold = world.people.find(({ name }) => name === (at.includes('/imports/') ? 'data' : 'support'))
  if (!bold) throw new Error('Nobody is bold')
  const ofNothing = addressOf(at, (name) => (name === 'urn' ? '999999' : newId<string>()))
  const ofAnotherKind = addressOf(at, (name) => {
    if (name === 'urn') return '999998'
    return name === 'importId' ? world.things.ours.batchId : world.things.ours.importId
  })
  const found = await Promise.all([ofNothing, ofAnotherKind].map((path) => decisionAt({ row, person: bold, path })))
  expect(found).toEqual(['not-found', 'not-found'])
})
