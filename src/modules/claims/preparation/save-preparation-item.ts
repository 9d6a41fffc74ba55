import { z } from 'zod'
import { type AcademicYear, londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { rolesOn } from '../../directory/public.ts'
import { mentorPolicy } from '../mentors/mentor-policy.ts'
import { claimYear } from '../years/years-queries.ts'
import { lacks } from './preparation.ts'
import { preparationItemRemoved, preparationItemSaved } from './preparation-events.ts'
import { insertItem, lockItem, type Noted, saveItem, settleItem } from './preparation-store.ts'

/** Notes what a school knows of a mentor before it claims, or changes the note. Refuses one that a colleague changed meanwhile. */
export const savePreparationItem = command({
  name: 'claims.save-preparation-item',
  input: z.object({
    schoolId: z.uuid(),
    year: z.int(),
    /** Null for a new one. */
    item: z.object({ id: z.uuid(), seen: z.int() }).nullable(),
    noted: z.object({
      mentorName: z.string().min(1),
      hasTrn: z.boolean(),
      hasDateOfBirth: z.boolean(),
      providerId: z.uuid().nullable(),
      hoursAgreed: z.int().min(1).max(100).nullable(),
    }),
  }),
  refusals: ['changed-meanwhile', 'no-such-provider', 'too-many-hours'],
  records: [preparationItemSaved.name],
  async run({ tx, actor, now, refuse }, { schoolId, year, item, noted }) {
    const before = item === null ? null : ((await lockItem(tx, { schoolId, itemId: item.id })) ?? refuse('not-found'))
    demand(mentorPolicy.change(actor, { schoolId }))
    if (before && before.revision !== item?.seen) refuse('changed-meanwhile')
    const wrong = await wrongIn(tx, { year, noted, now })
    if (wrong) refuse(wrong.code, wrong.facts)
    if (before) await saveItem(tx, { itemId: before.id, noted })
    else await insertItem(tx, { schoolId, year, noted, by: actor.accountId, now })
    const payload = { before: before ? stateOf(before) : null, after: stateOf(noted) }
    return { value: null, events: [preparationItemSaved.of([{ kind: 'school', id: schoolId }], payload)] }
  },
})

type Judged = { readonly year: AcademicYear; readonly noted: Noted; readonly now: Temporal.Instant }

/** What cannot be noted: hours beyond any cap of the year, and a provider that is not accredited today. */
async function wrongIn(tx: Tx, { year, noted: { hoursAgreed, providerId }, now }: Judged) {
  const most = (await claimYear(tx, year))?.initialCap ?? 0
  if ((hoursAgreed ?? 0) > most) return { code: 'too-many-hours', facts: { most } } as const
  if (providerId === null) return null
  const roles = await rolesOn(tx, providerId, londonDate(now))
  return roles.includes('accredited-itt-provider') ? null : ({ code: 'no-such-provider', facts: {} } as const)
}

const stateOf = (noted: Noted) => ({ mentor: noted.mentorName, lacks: [...lacks(noted)] })

/** Takes a note off the list without a mentor coming of it. Refuses one that a colleague changed meanwhile. */
export const removePreparationItem = command({
  name: 'claims.remove-preparation-item',
  input: z.object({ schoolId: z.uuid(), itemId: z.uuid(), seen: z.int() }),
  refusals: ['changed-meanwhile'],
  records: [preparationItemRemoved.name],
  async run({ tx, actor, now, refuse }, { schoolId, itemId, seen }) {
    const item = (await lockItem(tx, { schoolId, itemId })) ?? refuse('not-found')
    demand(mentorPolicy.change(actor, { schoolId }))
    if (item.revision !== seen) refuse('changed-meanwhile')
    await settleItem(tx, { schoolId, itemId, now })
    const payload = { mentor: item.mentorName }
    return { value: null, events: [preparationItemRemoved.of([{ kind: 'school', id: schoolId }], payload)] }
  },
})
