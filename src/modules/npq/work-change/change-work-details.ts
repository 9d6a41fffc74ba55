import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { CourseAnswers } from '../courses/course-answers.ts'
import { FUNDING_CHOICES, RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { workDetailsChanged } from '../work-details/work-details-events.ts'
import { WorkDetailsValue } from '../work-details/work-details-row.ts'
import { checkWorkChange } from './check-work-change.ts'
import { tellWorkChange } from './tell-work-change.ts'
import { WORK_CHANGE_KINDS } from './work-change-rules.ts'
import { writeWorkChange } from './write-work-change.ts'

const Change = z.object({
  registrationId: RegistrationId,
  /** What its owner saw on the page that they confirmed: after any other change they are asked again. */
  revision: z.int().positive(),
  work: WorkDetailsValue,
  /** What the course asks about the job; every other answer of the course stays. */
  jobAnswers: CourseAnswers,
  kind: z.enum(WORK_CHANGE_KINDS),
  /** The first day of a new job. A correction is as old as what it corrects. */
  effectiveOn: z.iso.date().nullable(),
  payer: z.enum(FUNDING_CHOICES).nullable(),
  /** The outcome that was shown, as `fundingKey` writes it: no other is ever confirmed. */
  funding: z.string(),
})
export type WorkChange = z.output<typeof Change>

/**
 * Changes where somebody with a registration works, by its owner or by staff with a reason. The registration keeps its id,
 * provider, cohort and status; funding is looked at again by the rules of its own decision, and a funded place is never taken away
 * here. Refuses a registration that is over (`not-editable`, with `because`), one that has changed since it was shown
 * (`changed-meanwhile`), the same details again (`unchanged`), and answers that do not fit.
 */
export const changeWorkDetails = command({
  name: 'npq.change-work-details',
  input: Change,
  refusals: [
    'reason-needed',
    'not-editable',
    'changed-meanwhile',
    'unchanged',
    'workplace-not-usable',
    'answers-missing',
    'payer-missing',
    'before-current',
    'too-far-ahead',
  ],
  records: [workDetailsChanged.name],
  async run({ tx, actor, now, baseUrl, process, refuse }, input) {
    const registration = (await lockRegistration(tx, input.registrationId)) ?? refuse('not-found')
    demand(registrationPolicy.change(actor, registration))
    const isByStaff = actor.personId !== registration.personId
    if (isByStaff && process.reason === null) refuse('reason-needed')
    const checked = await checkWorkChange(tx, { registration, input, now })
    if (!checked.ok) return refuse(checked.because, checked.facts)
    const change = { ...checked.change, registration, input, isByStaff, actor, now, baseUrl }
    const written = await writeWorkChange(tx, change)
    return {
      value: { versionId: written.versionId },
      ...(await tellWorkChange(tx, { ...change, ...written })),
    }
  },
})
