import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { anNpqProvider, aRegistration, aTeacher } from '#src/modules/npq/factories.ts'
import { recordChange } from '#src/modules/npq/registrations/changes-store.ts'
import {
  assignProvider,
  lockRegistration,
  saveRegistration,
  unassignProvider,
} from '#src/modules/npq/registrations/registrations-store.ts'
import type { Database } from '#src/platform/db/database.ts'

const REGISTRATIONS = 600
const WRITERS = 24
/** Milliseconds that a transaction stays open after its writes, at random up to this: commits come in another order than they began. */
const LONGEST_OPEN = 80

type Provider = { readonly id: string; readonly name: string }

export type World = {
  readonly providers: readonly [Provider, Provider]
  readonly schoolId: string
  readonly ids: string[]
}

export async function aWorld(db: Database): Promise<World> {
  const providers = [await anNpqProvider(db, 'Copying Provider'), await anNpqProvider(db, 'Other Provider')] as const
  const schoolId = (await aSchool(db)).id
  const world: World = { providers, schoolId, ids: [] }
  for (let made = 0; made < REGISTRATIONS; made += 1) await register(db, world)
  return world
}

/** Writes so many times a second until `isOver`, from several connections. Answers how many of each kind. */
export async function writeUntil(db: Database, world: World, perSecond: number, isOver: () => boolean) {
  const counts = { changed: 0, moved: 0, registered: 0 }
  const began = performance.now()
  let turn = 0
  const writer = async () => {
    while (!isOver()) {
      const due = began + (turn * 1_000) / perSecond
      turn += 1
      await pause(Math.max(0, due - performance.now()))
      counts[await writeOnce(db, world)] += 1
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, writer))
  return { ...counts, perSecond: Math.round((turn * 1_000) / (performance.now() - began)) }
}

async function writeOnce(db: Database, world: World): Promise<'changed' | 'moved' | 'registered'> {
  const chance = Math.random()
  if (chance < 0.05) {
    await register(db, world)
    return 'registered'
  }
  const id = world.ids[Math.floor(Math.random() * world.ids.length)] ?? ''
  if (chance < 0.15) {
    await move(db, world, id)
    return 'moved'
  }
  await changePlace(db, id)
  return 'changed'
}

/** One statement, so that this program is not what limits the writes: the place changes, the feed tells it, and it commits late. */
async function changePlace(db: Database, id: string): Promise<void> {
  const now = Temporal.Now.instant()
  await sql`
    with changed as (
      update npq.registrations set funded_place = not coalesce(funded_place, false), revision = revision + 1, touched_at = ${now}
      where id = ${id} returning id, funded_place
    ), told as (
      insert into npq.changes (id, registration_id, provider_id, kind, before, after, happened_at)
      select gen_random_uuid(), changed.id, provider_id, 'funded-place-changed',
        jsonb_build_object('funded_place', not changed.funded_place),
        jsonb_build_object('funded_place', changed.funded_place), ${now}
      from changed join npq.registration_providers as provider on provider.registration_id = changed.id
      where unassigned_at is null returning id
    )
    select pg_sleep(${(Math.random() * LONGEST_OPEN) / 1_000}) from told`.execute(db)
}

/** To the other provider, as the commands of the product do it. */
const move = (db: Database, { providers: [one, other] }: World, id: string) =>
  db.transaction().execute(async (tx) => {
    const now = Temporal.Now.instant()
    const found = await lockRegistration(tx, id)
    if (!found) throw new Error('It is gone')
    await recordChange(tx, { registration: found, kind: 'provider-changed', before: {}, after: {}, now })
    const providerId = found.providerId === one.id ? other.id : one.id
    await unassignProvider(tx, { registrationId: id, because: 'changed-by-participant', now })
    await assignProvider(tx, { registrationId: id, providerId, now })
    await saveRegistration(tx, { ...found, providerId }, now)
    await sql`select pg_sleep(${(Math.random() * LONGEST_OPEN) / 1_000})`.execute(tx)
  })

async function register(db: Database, { providers, schoolId, ids }: World): Promise<void> {
  const { id } = await aRegistration(db, {
    teacher: await aTeacher(db),
    provider: providers[Math.random() < 0.7 ? 0 : 1],
    work: { worksInEngland: true, setting: 'a_school', organisationId: schoolId },
    now: Temporal.Now.instant(),
  })
  ids.push(id)
}
