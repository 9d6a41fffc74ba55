import { sql } from 'kysely'
import { appendEvents } from '#src/platform/audit/events-store.ts'
import { recordProcess } from '#src/platform/audit/process.ts'
import { newId } from '#src/platform/ids.ts'
import { organisationAdded } from '../organisation-events.ts'
import { organisationRenamed } from '../school-events.ts'
import type { ImportWork } from './directory-import.ts'

type Difference = {
  readonly code: string
  readonly name: string
  readonly id: string | null
  readonly heldName: string
}

/** Local authorities are organisations too: those that the staged schools name are added, or renamed. There are some 170. */
export async function keepLocalAuthorities(work: ImportWork): Promise<void> {
  const { rows } = await sql<Difference>`
    select named.code, named.name, held.organisation_id as id, coalesce(organisations.name, '') as "heldName"
    from staged_authorities as named
    left join directory.local_authorities as held on held.code = named.code
    left join directory.organisations as organisations on organisations.id = held.organisation_id
    where organisations.name is distinct from named.name order by named.code`.execute(work.tx)
  if (rows.length === 0) return
  await recordProcess(work.tx, work.process, work.actor, work.now)
  await add(
    work,
    rows.filter(({ id }) => id === null),
  )
  await rename(work, rows)
}

async function add({ tx, process, now }: ImportWork, missing: readonly Difference[]): Promise<void> {
  if (missing.length === 0) return
  const added = missing.map((one) => ({ ...one, id: newId<string>() }))
  const organisations = added.map(({ id, name }) => ({
    ...{ id, kind: 'local-authority', name, status: 'open' },
    ...{ created_at: now, updated_at: now },
  }))
  await tx.insertInto('directory.organisations').values(organisations).execute()
  await tx
    .insertInto('directory.local_authorities')
    .values(added.map(({ id, code }) => ({ organisation_id: id, code })))
    .execute()
  const events = added.map(({ id, name }) =>
    organisationAdded.of([{ kind: 'organisation', id }], {
      kind: 'local-authority',
      name,
      ukprn: null,
      source: 'gias',
    }),
  )
  await appendEvents(tx, process, now, events)
}

async function rename({ tx, process, now }: ImportWork, differences: readonly Difference[]): Promise<void> {
  for (const { id, name, heldName } of differences) {
    if (id === null) continue
    await tx.updateTable('directory.organisations').set({ name, updated_at: now }).where('id', '=', id).execute()
    const event = organisationRenamed.of([{ kind: 'organisation', id }], { name: { before: heldName, after: name } })
    await appendEvents(tx, process, now, [event])
  }
}
