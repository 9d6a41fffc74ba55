import type pg from 'pg'
import { Temporal } from '#src/kit/dates.ts'
import { refreshMissingList } from '#src/modules/access/missing-list/missing-list-store.ts'
import { openDatabase, openPool } from '#src/platform/db/database.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'
import { openCounted, type Sized } from '../comparing/sized.ts'
import { areThere, NATIONAL } from '../import/files.ts'
import { importInProcess } from '../import/one-import.ts'
import { EVIDENCE } from './evidence.ts'

const FEW_ROWS = 1_000
/** Three days after what happened about the tutors. */
export const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
/** What the page reads besides the establishments: who belongs to which trust, and where schools are reached. */
const NEEDED = ['gias-establishments', 'gias-groups', 'gias-group-links', 'gias-contacts', 'section-41']

export type SizedWorld = Sized & {
  readonly schools: number
  readonly eligible: number
  /** Of those, on the list. */
  readonly missing: number
  /** Milliseconds to make the list for the first time, when nothing has changed, and when one school in fifty has. */
  readonly refreshes: readonly [number, number, number]
}

export type Sizes = { readonly few: SizedWorld; readonly national: SizedWorld; readonly close: () => Promise<void> }

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
async function settled(url: string, keep: number | null): Promise<SizedWorld> {
  const counts = await asAdministrator(url, async (client) => {
    if (keep !== null) await keepOnly(client, keep)
    for (const statement of EVIDENCE) await client.query(statement)
    await client.query('vacuum analyze')
    return countsOf(client)
  })
  const { refreshes, missing } = await refreshed(url)
  return { ...openCounted(url), ...counts, refreshes, missing }
}

/** What an hour after a large invitation brings. */
const OPENED = `update access.proofs set opened_at = created_at + interval '1 hour'
  where opened_at is null and abs(hashtext(organisation_id::text)) % 50 = 0`

/** As the worker does it, every two minutes. */
async function refreshed(url: string): Promise<Pick<SizedWorld, 'refreshes' | 'missing'>> {
  const db = openDatabase(openPool({ url, size: 1, statementTimeout: 60_000, onError: () => {}, as: 'application' }))
  const refresh = async (now: Temporal.Instant) => {
    const began = performance.now()
    await db.transaction().execute((tx) => refreshMissingList(tx, now))
    return performance.now() - began
  }
  const first = await refresh(NOW)
  await asAdministrator(url, (client) => client.query('vacuum analyze'))
  const again = await refresh(NOW)
  await asAdministrator(url, (client) => client.query(OPENED))
  const changed = await refresh(NOW)
  const row = await db
    .selectFrom('access.missing_schools')
    .select(({ fn }) => fn.countAll<number>().as('missing'))
    .executeTakeFirst()
  await db.destroy()
  return { refreshes: [first, again, changed], missing: row?.missing ?? 0 }
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

async function countsOf(client: pg.Client): Promise<Pick<SizedWorld, 'schools' | 'eligible'>> {
  const { rows } = await client.query<{ schools: string; eligible: string }>(`
    select count(*) as schools, count(*) filter (where status_code in ('1', '3') and (district_code like 'E%' or district_code = '9999')
      and (type_code not in ('10', '11', '25', '26', '27', '29', '30', '37', '49', '56') or (section_41 and type_code in ('10', '11')))) as eligible
    from directory.schools`)
  return { schools: Number(rows[0]?.schools), eligible: Number(rows[0]?.eligible) }
}
