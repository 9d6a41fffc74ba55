import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { londonDate } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { importWorld } from '#test/import-world.ts'
import { eligibilityOn } from '../eligibility-queries.ts'
import { anEstablishment } from './file-factories.ts'

let database: TestDatabase
const world = importWorld(() => database.db)
const { bring, sentences, school } = world

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(world.moveOn)

describe('section 41', () => {
  const independent = (urn: string, approved: string) =>
    anEstablishment({ URN: urn, 'TypeOfEstablishment (code)': '10', 'Section41Approved (name)': approved })
  const list = [
    { urn: '111001', name: 'A', s41_granted: '01/08/2024', s41_revoked: '' },
    { urn: '111002', name: 'B', s41_granted: '01/08/2024', s41_revoked: '' },
    { urn: '111003', name: 'C', s41_granted: '', s41_revoked: '01/12/2022' },
    { urn: '111004', name: 'D', s41_granted: '', s41_revoked: '01/12/2022' },
    { urn: '111004', name: 'D', s41_granted: '01/09/2025', s41_revoked: '' },
    { urn: '', name: 'No URN', s41_granted: '01/09/2025', s41_revoked: '' },
  ]
  const schools = [
    independent('111001', 'Not applicable'),
    independent('111002', 'Not approved'),
    independent('111003', 'Approved'),
    independent('111004', ''),
  ]
  const approved = async () =>
    Promise.all(['111001', '111002', '111003', '111004'].map(async (urn) => (await school(urn)).section41))

  test('the extract decides where it says, the list where it does not; whichever comes first', async () => {
    await bring('gias-establishments', schools)
    expect(await approved()).toEqual([false, false, true, false])
    world.moveOn()
    expect(await bring('section-41', list)).toMatchObject({ added: 4, passedOver: 1 })
    expect(await approved()).toEqual([true, false, true, true])
    expect(await sentences()).toEqual(['Approved under section 41', 'Approved under section 41'])
    world.moveOn()
    expect(await bring('gias-establishments', schools)).toMatchObject({ changed: 0, unchanged: 4 })
    expect(await bring('section-41', list)).toMatchObject({ added: 0, changed: 0, unchanged: 4 })
    expect(await sentences()).toEqual([])
    expect(await approved()).toEqual([true, false, true, true])
  })

  test('a school that comes after the list is approved from the start', async () => {
    await bring('section-41', [{ urn: '111005', name: 'E', s41_granted: '01/08/2024', s41_revoked: '' }])
    await bring('gias-establishments', [independent('111005', 'Not applicable')])
    expect((await school('111005')).section41).toBe(true)
    expect((await eligibilityOn(database.db, await school('111005'), londonDate(world.now()))).eligible).toBe(true)
  })

  test('a whole list takes away what it no longer has', async () => {
    await bring(
      'section-41',
      list.filter(({ urn }) => urn !== '111001'),
      false,
    )
    expect(await approved()).toEqual([false, false, true, true])
    expect(await sentences()).toContain('No longer approved under section 41')
  })
})
