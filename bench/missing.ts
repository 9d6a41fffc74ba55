import { Actor } from '#src/kit/actor.ts'
import { routes } from '#src/modules/access/routes.ts'
import { newId } from '#src/platform/ids.ts'
import { testServer } from '#test/server.ts'
import { type Compared, compare, line, type Measured, type Visitor, visitorOf } from './comparing/compare.ts'
import { verdict } from './comparing/verdict.ts'
import { isOneImport } from './import/one-import.ts'
import { NOW, openSizes, type SizedWorld } from './missing/databases.ts'
import { pagesFor } from './missing/pages.ts'

const EXPORT = '/staff/missing-tutors/export'

/** The page of who is missing, its counts, its file and the preview, over all of England's schools and over every so-manieth. */
async function benchMissing(): Promise<boolean> {
  const server = await testServer()
  const sizes = await openSizes(server.url)
  try {
    const [few, national] = [await staffOf(sizes.few), await staffOf(sizes.national)]
    for (const { schools, eligible, missing, refreshes } of [sizes.few, sizes.national]) {
      const [first, again, changed] = refreshes.map((time) => time.toFixed(0))
      console.log(
        `${schools} establishments, ${eligible} eligible, ${missing} missing; the list is made in ${first} ms, in ${again} ms when nothing changed and in ${changed} ms when one in fifty did`,
      )
    }
    const compared: Compared[] = []
    for (const page of await pagesFor(sizes.few.db, sizes.national.db)) {
      compared.push({ ...page, ...(await compare(page, few, national)) })
      console.log(line(compared.at(-1)))
    }
    const missing = { few: sizes.few.missing, national: sizes.national.missing }
    console.log(await exported(few, national, missing))
    return verdict(compared)
  } finally {
    await sizes.close()
    await server.release()
  }
}

type Rows = { readonly few: number; readonly national: number }

/** A file has as many rows as there are schools, so its pace counts. */
async function exported(few: Visitor, national: Visitor, rows: Rows): Promise<string> {
  const { small, large } = await compare({ few: EXPORT, national: EXPORT }, few, national, 3)
  const pace = ({ median }: Measured, count: number) =>
    `${count} rows in ${median.toFixed(0)} ms, ${Math.round((count / median) * 1000)} a second`
  return `export: few ${pace(small, rows.few)}; national ${pace(large, rows.national)}, ${large.queries} queries`
}

/** A member of staff who is signed in. */
async function staffOf(sized: SizedWorld): Promise<Visitor> {
  const accountId = newId<string>()
  await sized.db.insertInto('access.accounts').values({ id: accountId, name: 'Priya Nair', created_at: NOW }).execute()
  const identity = { kind: 'account', id: accountId } as const
  const actor = new Actor({ identity, name: 'Priya Nair', door: 'staff', staffPowers: ['support'] })
  return visitorOf({ sized, now: NOW, services: { routes }, as: { actor, accountId } })
}

const isImport = await isOneImport(process.argv.slice(2))
if (!isImport && !(await benchMissing())) process.exitCode = 1
