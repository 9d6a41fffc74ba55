import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { payingOf } from './authority-paid-queries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** Every type of GIAS: community, voluntary, foundation and their special schools, pupil referral units and nurseries go through it. */
const THROUGH = ['1', '2', '3', '5', '7', '12', '14', '15']
const codes = Array.from({ length: 100 }, (_, code) => String(code))

test.each(['2023-09-01', '2026-11-23'])(
  'on %s the types that an authority maintains are paid through it, all others directly',
  async (on) => {
    const paid: string[] = []
    for (const typeCode of codes) {
      const { throughAuthority } = await payingOf(database.db, { typeCode }, Temporal.PlainDate.from(on))
      if (throughAuthority) paid.push(typeCode)
    }
    expect(paid).toEqual(THROUGH)
  },
)

test('a type that is not known yet is paid directly, and so is everything before the grant began', async () => {
  const before = Temporal.PlainDate.from('2023-08-31')
  expect(await payingOf(database.db, { typeCode: '1' }, before)).toEqual({ throughAuthority: false })
  expect(await payingOf(database.db, { typeCode: '' }, before)).toEqual({ throughAuthority: false })
})
