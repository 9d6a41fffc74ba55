import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { settleItem } from '../preparation/preparation-store.ts'
import { mentorAdded } from './mentor-events.ts'
import { mentorPolicy } from './mentor-policy.ts'
import { insertMentor, lockNumbers, personOfNumber } from './mentors-store.ts'

const Number7 = z.string().regex(/^[0-9]{7}$/)

/** What the teaching record has found, for commands. The date of birth that found it is not among it. */
const Found = z.object({ trn: Number7, followedFrom: Number7.nullable(), name: z.string().min(1) })

/**
 * Puts on a school's list a mentor whom the teaching record has just found. Whoever adds them says that the mentor knows of it.
 * Refuses somebody who is on the list, and a number that somebody with an account has given without proving it.
 */
export const addMentor = command({
  name: 'claims.add-mentor',
  input: z.object({
    schoolId: z.uuid(),
    found: Found,
    /** The school has told the mentor what is done with their details. */
    informed: z.literal(true),
    /** What the school had noted of them before it knew their number. */
    preparationItemId: z.uuid().nullable(),
  }),
  refusals: ['on-list-already', 'for-support'],
  records: [mentorAdded.name],
  async run({ tx, actor, now, refuse }, { schoolId, found, preparationItemId }) {
    await lockNumbers(tx, [found])
    demand(mentorPolicy.change(actor, { schoolId }))
    const personId = (await personOfNumber(tx, found, now)) ?? refuse('for-support')
    const added = await insertMentor(tx, { schoolId, personId, by: actor.accountId, now })
    const mentorId = added ?? refuse('on-list-already', { name: found.name })
    if (preparationItemId !== null) await settleItem(tx, { schoolId, itemId: preparationItemId, now })
    const { name: mentor, trn, followedFrom } = found
    return {
      value: { mentorId },
      events: [mentorAdded.of(subjects(schoolId, personId), { mentor, trn, followedFrom, byFile: null })],
    }
  },
})

/** On whose timelines it belongs what happens to a mentor of a school. */
export const subjects = (schoolId: string, personId: string) =>
  [
    { kind: 'school', id: schoolId },
    { kind: 'person', id: personId },
  ] as const
