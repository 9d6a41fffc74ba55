import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { runImport } from '#src/modules/directory/imports/run-import.ts'
import { startImport } from '#src/modules/directory/imports/start-import.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { repository } from '#src/ui/repository.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'

const NATIONAL_FILE = join(repository, '../shared/data/gias/edubasealldata20260901.csv.gz')
const FEW_ROWS = 1_000

export type Sizes = {
  readonly few: Database
  readonly national: Database
  readonly rows: { readonly few: number; readonly national: number }
  readonly close: () => Promise<void>
}

/** One database with England's schools, imported from the national file, and one with every so-manieth of them. */
export async function openSizes(serverUrl: string): Promise<Sizes> {
  if (!existsSync(NATIONAL_FILE)) throw new Error(`The national file is needed: ${NATIONAL_FILE}`)
  const template = await ensureTemplate(serverUrl)
  const names = { national: databaseName('test'), few: databaseName('test') }
  await asAdministrator(serverUrl, (client) => client.query(`create database ${names.national} template ${template}`))
  await importNational(onDatabase(serverUrl, names.national))
  await asAdministrator(serverUrl, (client) => client.query(`create database ${names.few} template ${names.national}`))
  const rows = {
    national: await settle(onDatabase(serverUrl, names.national), null),
    few: await settle(onDatabase(serverUrl, names.few), FEW_ROWS),
  }
  const [few, national] = [open(onDatabase(serverUrl, names.few)), open(onDatabase(serverUrl, names.national))]
  return {
    ...{ few, national, rows },
    async close() {
      await Promise.all([few.destroy(), national.destroy()])
      for (const name of Object.values(names)) {
        await asAdministrator(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
      }
    },
  }
}

const open = (url: string): Database =>
  openDatabase(openPool({ url, size: 2, statementTimeout: 60_000, onError: () => {}, as: 'application' }))

async function importNational(url: string): Promise<void> {
  const db = open(url)
  const context = {
    db,
    actor: Actor.system('bench', 'command-line', ['manage-reference-data']),
    now: Temporal.Instant.from('2026-09-02T06:00:00Z'),
    process: newProcess('bin/bench search'),
    baseUrl: '',
  }
  const sha256 = createHash('sha256')
    .update(await readFile(NATIONAL_FILE))
    .digest('hex')
  const file = {
    name: 'gias-establishments',
    fileName: 'edubasealldata20260901.csv.gz',
    sha256,
    storedAs: null,
    isSample: false,
  }
  const started = await execute(context, startImport, file)
  if (!started.ok) throw new Error(started.refusal.code)
  const run = {
    importId: started.value.importId,
    path: NATIONAL_FILE,
    mode: 'apply',
    acceptedBecause: 'bench',
  } as const
  const outcome = await runImport(context, run)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  await db.destroy()
}

/** Keeps so many schools, or all, leaves no holes behind and brings the statistics up to date. Answers how many there are. */
async function settle(url: string, keep: number | null): Promise<number> {
  return asAdministrator(url, async (client) => {
    if (keep !== null) {
      await client.query(`delete from directory.schools where urn not in (
        select urn from (select urn, row_number() over (order by md5(urn)) as place from directory.schools) as mixed where place <= ${keep})`)
      await client.query(`delete from directory.organisations as organisation
        where kind = 'school' and not exists (select from directory.schools where organisation_id = organisation.id)`)
      await client.query('truncate directory.search_words')
      await client.query('update directory.schools set search_name = search_name')
    }
    await client.query('vacuum full analyze')
    const { rows } = await client.query<{ count: string }>('select count(*) from directory.schools')
    return Number(rows[0]?.count)
  })
}
