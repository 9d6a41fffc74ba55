import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { lockPeople, lockTrn } from '../../directory/public.ts'
import { subjects } from './add-mentor.ts'
import { mentorNameRefreshed, mentorNumberChecked, mentorStatusNoted } from './mentor-events.ts'
import { mentorPolicy } from './mentor-policy.ts'
import { isInUse } from './mentor-rules.ts'
import { lockMentor } from './mentors-store.ts'
import { Renewed, renewMentor } from './renew-mentor.ts'

/** Notes what the teaching record has just said of the number of a mentor, because the school asked for it to be looked at again. */
export const checkNumber = command({
  name: 'claims.check-mentor-number',
  input: z.object({ schoolId: z.uuid(), mentorId: z.uuid(), renewed: Renewed }),
  refusals: ['changed-since'],
  records: [mentorNumberChecked.name, mentorNameRefreshed.name, mentorStatusNoted.name],
  async run({ tx, actor, now, refuse }, { schoolId, mentorId, renewed }) {
    const mentor = (await lockMentor(tx, { schoolId, mentorId })) ?? refuse('not-found')
    demand(mentorPolicy.change(actor, { schoolId }))
    const numbers = renewed.said === 'ok' ? [renewed.trn, renewed.newTrn] : [renewed.trn]
    for (const number of [...new Set(numbers)].toSorted()) await lockTrn(tx, number)
    const person = (await lockPeople(tx, [mentor.personId])).get(mentor.personId)
    if (person?.trn !== renewed.trn || person.id !== renewed.personId) return refuse('changed-since')
    const { status, events } = await renewMentor(tx, { person, one: renewed, now })
    const checked = mentorNumberChecked.of(subjects(schoolId, person.id), {
      mentor: person.name,
      trn: renewed.trn,
      status,
    })
    return { value: { inUse: isInUse(status) }, events: [checked, ...events] }
  },
})
