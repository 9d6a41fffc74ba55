import type pg from 'pg'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'
import { areThere, NATIONAL } from '../import/files.ts'
import { importInProcess } from '../import/one-import.ts'
import { EVIDENCE } from './evidence.ts'

const FEW_ROWS = 1_000
/** What the page reads besides the establishments: who belongs to which trust, and where schools are reached. */
const NEEDED = ['gias-establishments', 'gias-groups', 'gias-group-links', 'gias-contacts', 'section-41']

export type Sized = {
  readonly db: Database
  readonly schools: number
  readonly eligible: number
  /** Queries since the last time it was asked. */
  readonly countQueries: () => number
}

export type Sizes = { readonly few: Sized; readonly national: Sized; readonly close: () => Promise<void> }

/** England's schools as the national files have them and every so-manieth of them, each with what happened about their tutors. */
export async function openSizes(serverUrl: string): Promise<Sizes> {
  if (!areThere()) throw new Error(`The national files are needed: ${NATIONAL[0]?.path}`)
  const template = await ensureTemplate(serverUrl)
  const names = { national: databaseName('test'), few: databaseName('test') }
  await asAdministrator(serverUrl, (client) => client.query(`create database ${names.national} template ${template}`))
  for (const { name, path } of NATIONAL.filter((file) => NEEDED.includes(file.name))) {
    await importInProcess(onDatabase(serverUrl, names.national), name, path)
  }
  await asAdministrator(serverUrl, (client) => client.query(`create database ${names.few} template ${names.national}`))
  const few = await settled(onDatabase(serverUrl, names.few), FEW_ROWS)
  const national = await settled(onDatabase(serverUrl, names.national), null)
  return {
    ...{ few, national },
    async close() {
      await Promise.all([few.db.destroy(), national.db.destroy()])
      for (const name of Object.values(names)) {
        await asAdministrator(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
      }
    },
  }
}

/** Keeps so many schools, or all, adds what happened, and brings the statistics up to date. */
async function settled(url: string, keep: number | null): Promise<Sized> {
  const counts = await asAdministrator(url, async (client) => {
    if (keep !== null) await keepOnly(client, keep)
    for (const statement of EVIDENCE) await client.query(statement)
    await client.query('vacuum analyze')
    return countsOf(client)
  })
  let queries = 0
  const pool = openPool({ url, size: 4, statementTimeout: 60_000, onError: () => {}, as: 'application' })
  // Pages read outside transactions, so that each query takes a connection of its own.
  pool.on('acquire', () => {
    queries += 1
  })
  return {
    db: openDatabase(pool),
    ...counts,
    countQueries() {
      const counted = queries
      queries = 0
      return counted
    },
  }
}

async function keepOnly(client: pg.Client, keep: number): Promise<void> {
  await client.query(`create temporary table gone as select organisation_id as id from directory.schools
    where urn not in (select urn from directory.schools order by md5(urn) limit ${keep})`)
  for (const statement of [
    'delete from directory.trust_memberships where school_id in (select id from gone)',
    'delete from directory.contact_points where organisation_id in (select id from gone)',
    'delete from directory.schools where organisation_id in (select id from gone)',
    'delete from directory.organisations where id in (select id from gone)',
  ]) {
    await client.query(statement)
  }
  await client.query('vacuum full')
}

async function countsOf(client: pg.Client): Promise<Pick<Sized, 'schools' | 'eligible'>> {
  const { rows } = await client.query<{ schools: string; eligible: string }>(`
    select count(*) as schools, count(*) filter (where status_code in ('1', '3') and (district_code like 'E%' or district_code = '9999')
      and (type_code not in ('10', '11', '25', '26', '27', '29', '30', '37', '49', '56') or (section_41 and type_code in ('10', '11')))) as eligible
    from directory.schools`)
  return { schools: Number(rows[0]?.schools), eligible: Number(rows[0]?.eligible) }
}
