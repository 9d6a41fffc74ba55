import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { subjects } from './add-mentor.ts'
import { mentorRemoved } from './mentor-events.ts'
import { mentorPolicy } from './mentor-policy.ts'
import { claimsNeeding, mentorById } from './mentors-queries.ts'
import { endMentor, lockMentor } from './mentors-store.ts'

/** Takes a mentor off a school's list. Refuses while a claim of the school that is not over needs them, and says which. */
export const removeMentor = command({
  name: 'claims.remove-mentor',
  input: z.object({ schoolId: z.uuid(), mentorId: z.uuid() }),
  refusals: ['on-a-claim'],
  records: [mentorRemoved.name],
  async run({ tx, actor, now, refuse }, { schoolId, mentorId }) {
    const locked = (await lockMentor(tx, { schoolId, mentorId })) ?? refuse('not-found')
    demand(mentorPolicy.change(actor, { schoolId }))
    const claims = await claimsNeeding(tx, locked)
    if (claims.length > 0) refuse('on-a-claim', { references: claims.map(({ reference }) => reference) })
    const mentor = (await mentorById(tx, { schoolId, mentorId })) ?? refuse('not-found')
    await endMentor(tx, { mentorId, by: actor.accountId, now })
    const { name, trn } = mentor
    return {
      value: { name },
      events: [mentorRemoved.of(subjects(schoolId, locked.personId), { mentor: name, trn })],
    }
  },
})
