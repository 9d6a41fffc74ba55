import { setTimeout as sleep } from 'node:timers/promises'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { Criteria } from '#src/modules/access/invitations/batch.ts'
import { planInvitations } from '#src/modules/access/invitations/plan-invitations.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import type { Scenario } from './scenario.ts'

/** A local authority that the seeded world does not have: the batch is of these schools alone. */
const LA_CODE = '999'
const PER_MINUTE = 3_000
const AT_A_TIME = 20
const LOOK_EVERY_MILLISECONDS = 1_000

/**
 * One invitation of many schools, planned as staff plan it and sent by the worker, which is killed on the way. Notify behaves: how
 * messages survive its bad days is the other scenarios' business.
 */
export const invitations: Scenario = {
  name: 'invitations',
  isCalm: true,
  async open({ db, baseUrl, messages }) {
    const schools = await schoolsToInvite(db, messages)
    const batchId = await plan(db, baseUrl, messages)
    const sent = follow(db, batchId, messages)
    return {
      async act(number) {
        return `access.nomination-link:${await sent(schools[number] ?? '')}`
      },
      verify: () => faultsOf(db, batchId, messages),
    }
  },
}

async function schoolsToInvite(db: Database, count: number): Promise<readonly string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    const some = Array.from({ length: Math.min(AT_A_TIME, count - ids.length) }, (_, at) =>
      aSchool(db, { laCode: LA_CODE, contacts: { main: `office${ids.length + at}@invited.example` } }),
    )
    ids.push(...(await Promise.all(some)).map(({ id }) => id))
  }
  return ids
}

async function plan(db: Database, baseUrl: string, expected: number): Promise<string> {
  const context = {
    ...{ db, baseUrl, now: Temporal.Now.instant(), process: newProcess('bench-faults') },
    actor: Actor.system('bench-faults', 'staff', ['support']),
  }
  const criteria = Criteria.parse({ laCode: LA_CODE })
  const planned = await execute(context, planInvitations, {
    ...{ name: 'Bench', criteria, startsAt: null, perMinute: PER_MINUTE, expected, askedFor: null },
  })
  if (!planned.ok) throw new Error(`Not planned: ${planned.refusal.code}`)
  return planned.value.batchId
}

/** Tells of each school, once, the proof whose link it was sent. */
function follow(db: Database, batchId: string, count: number): (schoolId: string) => Promise<string> {
  const told = new Map<string, PromiseWithResolvers<string>>()
  const of = (schoolId: string) => {
    const waiting = told.get(schoolId) ?? Promise.withResolvers<string>()
    told.set(schoolId, waiting)
    return waiting
  }
  const look = async () => {
    let seen = 0
    while (seen < count) {
      const rows = await db
        .selectFrom('access.invitations')
        .select(['organisation_id', 'proof_id'])
        .where('batch_id', '=', batchId)
        .where('status', '=', 'sent')
        .execute()
      for (const row of rows) of(row.organisation_id).resolve(row.proof_id ?? '')
      seen = rows.length
      await sleep(LOOK_EVERY_MILLISECONDS)
    }
  }
  look().catch((error: unknown) => {
    for (const { reject } of told.values()) reject(error)
  })
  return (schoolId) => of(schoolId).promise
}

/** Each school was sent one link, which is live, in a batch that has finished; each link has its event and its message. */
async function faultsOf(db: Database, batchId: string, count: number): Promise<readonly string[]> {
  const links = await db
    .selectFrom('access.proofs as proof')
    .innerJoin('access.invitations as invitation', 'invitation.organisation_id', 'proof.organisation_id')
    .select(({ fn }) => [
      fn.countAll<number>().as('links'),
      fn.count<number>('proof.organisation_id').distinct().as('schools'),
      fn.countAll<number>().filterWhereRef('proof.id', '=', 'invitation.proof_id').as('recorded'),
      fn.countAll<number>().filterWhere('proof.revoked_at', 'is', null).as('live'),
    ])
    .where('invitation.batch_id', '=', batchId)
    .where('proof.purpose', '=', 'nomination')
    .executeTakeFirstOrThrow()
  const batch = await db
    .selectFrom('access.invitation_batches')
    .select('status')
    .where('id', '=', batchId)
    .executeTakeFirstOrThrow()
  const events = await db
    .selectFrom('audit.event_subjects as about')
    .innerJoin('audit.events as event', 'event.id', 'about.event_id')
    .select('event.name')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('about.subject_kind', '=', 'invitation-batch')
    .where('about.subject_id', '=', batchId)
    .groupBy('event.name')
    .execute()
  const found = {
    ...links,
    batch: batch.status,
    ...Object.fromEntries(events.map(({ name, count: times }) => [name, times])),
  }
  const expected = {
    ...{ links: count, schools: count, recorded: count, live: count, batch: 'finished' },
    ...{ 'access.invitation-planned': 1, 'access.invitation-started': 1 },
    ...{ 'access.nomination-link-sent': count, 'access.invitation-finished': 1 },
  }
  const [is, shouldBe] = [found, expected].map((facts) => JSON.stringify(Object.entries(facts).sort()))
  return is === shouldBe ? [] : [`the invitation is ${is} and should be ${shouldBe}`]
}
