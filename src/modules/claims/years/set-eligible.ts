import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { schoolById } from '#src/modules/directory/public.ts'
import type { Subject } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import { schoolMadeEligible, schoolMadeIneligible } from './eligible-school-events.ts'
import { whyNotEligible } from './eligible-school-rules.ts'
import { addEligible, removeEligible } from './eligible-schools-store.ts'
import { rulesPolicy } from './rules-policy.ts'
import { claimYear } from './years-queries.ts'

const input = z.object({ schoolId: z.uuid(), year: z.int() })

const subjectsOf = (schoolId: string, year: number): readonly [Subject, Subject] => [
  { kind: 'organisation', id: schoolId },
  { kind: 'claim-rules', id: `eligible-schools-${year}` },
]

/** Puts a school on the list by hand: one that the data forgot. */
export const makeSchoolEligible = command({
  name: 'claims.make-school-eligible',
  input,
  refusals: ['no-such-year', 'is-eligible', 'cannot-be-eligible', 'reason-needed'],
  records: [schoolMadeEligible.name],
  async run({ tx, actor, process, now, refuse }, { schoolId, year }) {
    demand(rulesPolicy.manage(actor))
    const { reason } = process
    if (reason === null) return refuse('reason-needed')
    if (!(await claimYear(tx, year))) refuse('no-such-year')
    const school = (await schoolById(tx, schoolId)) ?? refuse('not-found')
    const why = whyNotEligible(school)
    if (why !== null) refuse('cannot-be-eligible', { why })
    const added = await addEligible(tx, { schoolIds: [schoolId], year, source: `By hand: ${reason}`, now })
    if (added.length === 0) refuse('is-eligible')
    const event = schoolMadeEligible.of(subjectsOf(schoolId, year), { year, name: school.name })
    return { value: { schoolId }, events: [event] }
  },
})

/** Takes a school off the list. What it has claimed stays; it begins no other claim for the year. */
export const makeSchoolIneligible = command({
  name: 'claims.make-school-ineligible',
  input,
  refusals: ['is-not-eligible', 'reason-needed'],
  records: [schoolMadeIneligible.name],
  async run({ tx, actor, process, now, refuse }, { schoolId, year }) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    const school = (await schoolById(tx, schoolId)) ?? refuse('not-found')
    if (!(await removeEligible(tx, { schoolId, year, now }))) refuse('is-not-eligible')
    const event = schoolMadeIneligible.of(subjectsOf(schoolId, year), { year, name: school.name })
    return { value: { schoolId }, events: [event] }
  },
})
