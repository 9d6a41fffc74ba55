import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { membersToTell } from '../../access/public.ts'
import { schoolById } from '../../directory/public.ts'
import { preparationListEmail } from '../emails/preparation-emails.ts'
import { mentorPolicy } from '../mentors/mentor-policy.ts'
import { preparationListSent } from './preparation-events.ts'
import { preparationOf } from './preparation-queries.ts'

/** Everybody of a school or trust may be shown its preparation list. */
export const EVERY_ROLE = ['administrator', 'induction-tutor', 'claims', 'viewer'] as const

/** Sends a colleague of the same organisation the way to the preparation list, with how much is left. Never what is on it. */
export const sendPreparation = command({
  name: 'claims.send-preparation-list',
  input: z.object({ schoolId: z.uuid(), year: z.int(), accountId: z.uuid(), note: z.string().nullable() }),
  refusals: ['no-such-colleague'],
  records: [preparationListSent.name],
  async run({ tx, actor, process, now, baseUrl, refuse }, { schoolId, year, accountId, note }) {
    demand(mentorPolicy.change(actor, { schoolId }))
    const school = (await schoolById(tx, schoolId)) ?? refuse('not-found')
    const members = await membersToTell(tx, schoolId, EVERY_ROLE)
    const to = members.find((member) => member.accountId === accountId) ?? refuse('no-such-colleague')
    const items = await preparationOf(tx, { schoolId, year })
    const subject = { kind: 'school', id: schoolId } as const
    return {
      value: { name: to.name },
      events: [
        preparationListSent.of([subject, { kind: 'account', id: accountId }], { to: to.name, items: items.length }),
      ],
      send: [
        preparationListEmail({
          ...{ to, from: actor.name, school, year, note, items: items.length, baseUrl },
          occasion: `${process.id}:${now.epochMilliseconds}`,
        }),
      ],
    }
  },
})
