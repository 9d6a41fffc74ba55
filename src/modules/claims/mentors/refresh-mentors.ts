import { z } from 'zod'
import { demand, type Policy, when } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import { lockPeople, lockTrn } from '../../directory/public.ts'
import { mentorNameRefreshed, mentorStatusNoted, mentorsLookedUp } from './mentor-events.ts'
import { Renewed, renewMentor } from './renew-mentor.ts'

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
        changes.push(...(await renewMentor(tx, { person, one, now })).events)
    }
    const payload = { looked: renewed.length, changed: changes.length }
    return {
      value: payload,
      events: [mentorsLookedUp.of([{ kind: 'platform', id: 'mentors' }], payload), ...changes] as const,
    }
  },
})
