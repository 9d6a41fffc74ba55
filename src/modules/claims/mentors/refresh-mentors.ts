import { z } from 'zod'
import { demand, type Policy, when } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import {
  confirmTrn,
  lockPeople,
  lockTrn,
  noteRecordStatus,
  type Person,
  personWithTrn,
} from '../../directory/public.ts'
import { mentorNameRefreshed, mentorStatusNoted, mentorsLookedUp } from './mentor-events.ts'

const Trn = z.string().regex(/^[0-9]{7}$/)

/** What the teaching record says of a number today. */
export const Renewed = z.discriminatedUnion('said', [
  z.object({ personId: z.uuid(), trn: Trn, said: z.literal('ok'), newTrn: Trn, name: z.string().min(1) }),
  z.object({ personId: z.uuid(), trn: Trn, said: z.enum(['merged', 'deactivated', 'not-found']) }),
])
export type Renewed = z.output<typeof Renewed>

/** Only the job that asks the teaching record. */
const mayRefresh: Policy = (actor) => when(actor.identity.kind === 'system')

/**
 * Notes what the teaching record says today of mentors: another name, another number, or that the number is not in use any more.
 * Whoever has changed meanwhile is left alone. Claims keep the names under which they were sent.
 */
export const refreshMentors = command({
  name: 'claims.refresh-mentors',
  input: z.object({ renewed: z.array(Renewed).min(1).max(500) }),
  refusals: [],
  records: [mentorsLookedUp.name, mentorNameRefreshed.name, mentorStatusNoted.name],
  async run({ tx, actor, now }, { renewed }) {
    demand(mayRefresh(actor))
    const numbers = renewed.flatMap((one) => (one.said === 'ok' ? [one.trn, one.newTrn] : [one.trn]))
    for (const number of [...new Set(numbers)].toSorted()) await lockTrn(tx, number)
    const people = await lockPeople(
      tx,
      renewed.map(({ personId }) => personId),
    )
    const changes: AuditEvent[] = []
    for (const one of renewed) {
      const person = people.get(one.personId)
      if (person?.trn === one.trn && person.mergedInto === null)
        changes.push(...(await renew(tx, { person, one, now })))
    }
    const payload = { looked: renewed.length, changed: changes.length }
    return {
      value: payload,
      events: [mentorsLookedUp.of([{ kind: 'platform', id: 'mentors' }], payload), ...changes] as const,
    }
  },
})

type Renewing = {
  readonly person: Person
  readonly one: Renewed
  readonly now: Parameters<typeof confirmTrn>[1]['now']
}

async function renew(tx: Tx, { person, one, now }: Renewing): Promise<readonly AuditEvent[]> {
  const subject = [{ kind: 'person', id: person.id }] as const
  if (one.said !== 'ok') {
    await noteRecordStatus(tx, { personId: person.id, recordStatus: one.said, now })
    const status = { before: person.recordStatus, after: one.said }
    return status.before === status.after ? [] : [mentorStatusNoted.of(subject, { status })]
  }
  const holder = one.newTrn === one.trn ? null : await personWithTrn(tx, one.newTrn)
  if (holder) {
    // Two people of ours are one on the teaching record: that is for staff to merge.
    await noteRecordStatus(tx, { personId: person.id, recordStatus: 'merged', now })
    return [mentorStatusNoted.of(subject, { status: { before: person.recordStatus, after: 'merged' } })]
  }
  await noteRecordStatus(tx, { personId: person.id, recordStatus: 'ok', now })
  if (one.name === person.name && one.newTrn === one.trn) return []
  await confirmTrn(tx, { personId: person.id, trn: one.newTrn, name: one.name, now })
  const name = { before: person.name, after: one.name }
  return [mentorNameRefreshed.of(subject, { name, trn: { before: one.trn, after: one.newTrn } })]
}
