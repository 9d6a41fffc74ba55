import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { events as definitions } from '#src/modules/directory/directory-events.ts'
import {
  csv,
  IMPORT_MOMENT,
  type ImportName,
  importContent,
  type Row,
} from '#src/modules/directory/imports/file-factories.ts'
import type { Counts } from '#src/modules/directory/imports/import-summary-rules.ts'
import type { School } from '#src/modules/directory/school.ts'
import { contactsOf, schoolByUrn } from '#src/modules/directory/schools-queries.ts'
import type { Database } from '#src/platform/db/database.ts'

/** For tests: files brought one after the other, each at a moment of its own, and what each of them recorded. */
export type ImportWorld = {
  readonly now: () => Temporal.Instant
  /** The next file comes an hour later. */
  readonly moveOn: () => void
  /** Imports a sample, without the guards of whole files, or a whole file. */
  readonly bring: (name: ImportName, rows: readonly Row[], isSample?: boolean) => Promise<Counts>
  /** What was recorded at this moment, in plain words; the event that an import happened is left out. */
  readonly sentences: () => Promise<readonly string[]>
  readonly payloads: () => Promise<string>
  readonly school: (urn: string) => Promise<School>
  readonly addresses: (urn: string) => Promise<readonly (readonly string[])[]>
}

export function importWorld(db: () => Database): ImportWorld {
  let moment = IMPORT_MOMENT
  const now = () => moment
  const school = async (urn: string): Promise<School> => {
    const found = await schoolByUrn(db(), urn)
    if (!found) throw new Error(`no school ${urn}`)
    return found
  }
  return {
    now,
    school,
    moveOn() {
      moment = moment.add({ hours: 1 })
    },
    async bring(name, rows, isSample = true) {
      const how = { isSample, now: moment, acceptedBecause: 'A test' }
      const result = await importContent(db(), name, csv(name, rows), how)
      if (!result.ok) throw new Error(result.refusal.code)
      return result.value.summary.counts
    },
    sentences: async () => (await toldAt(db(), moment)).map(({ sentence }) => sentence),
    payloads: async () => JSON.stringify((await toldAt(db(), moment)).map(({ payload }) => payload)),
    addresses: async (urn) =>
      (await contactsOf(db(), (await school(urn)).id)).map(({ channel, address }) => [channel, address]),
  }
}

/** Payloads made in SQL are held to their definitions here, to the last key. */
async function toldAt(db: Database, moment: Temporal.Instant) {
  const rows = await db
    .selectFrom('audit.events')
    .select(['name', 'version', 'payload'])
    .where('happened_at', '=', moment)
    .where('name', 'not like', 'directory.import-%')
    .orderBy('id')
    .execute()
  return rows.map(({ name, version, payload }) => {
    const definition = definitions.find((one) => one.name === name && one.version === version)
    if (!definition) throw new Error(`no definition of ${name}`)
    const parsed = definition.payload.strict().parse(payload)
    return { sentence: definition.sentence(parsed), payload: parsed }
  })
}

/** Every row of every table that an import may change, and every event but those about imports themselves: as one text. */
export async function contentOf(db: Database): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('directory', 'access') and tablename not in ('imports', 'import_rejects') order by 1`.execute(
    db,
  )
  const hashes: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ hash: string }>`
      select count(*) || md5(coalesce(string_agg(held::text, '|' order by held::text), '')) as hash
      from ${sql.table(name)} as held`.execute(db)
    hashes.push(`${name} ${rows[0]?.hash}`)
  }
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from audit.events where name not like 'directory.import-%'`.execute(db)
  return [...hashes, `events ${rows[0]?.count}`].join('\n')
}
