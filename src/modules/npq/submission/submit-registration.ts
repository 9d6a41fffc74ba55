import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { accountsToTell, personOfAccount } from '../../access/public.ts'
import { lockPeople } from '../../directory/public.ts'
import { CourseIdentifier } from '../courses/course.ts'
import { CourseAnswers } from '../courses/course-answers.ts'
import { FUNDING_CHOICES } from '../registrations/registration.ts'
import { registrationsOf } from '../registrations/registrations-queries.ts'
import { employerNow } from '../work-details/employer-snapshot-queries.ts'
import { WorkDetailsValue } from '../work-details/work-details-row.ts'
import { checkSubmission } from './check-submission.ts'
import { registrationOfDraft } from './registration-of-draft-queries.ts'
import { registrationSubmitted } from './submission-events.ts'
import { submissionPolicy } from './submission-policy.ts'
import { heldAlready } from './submission-rules.ts'
import { SIGNED_IN_BY } from './submissions-store.ts'
import { type Submission, tellSubmitted, writeSubmission } from './write-submission.ts'

const Submitted = z.object({
  draftId: z.uuid(),
  cohort: z.string(),
  course: CourseIdentifier,
  answers: CourseAnswers,
  work: WorkDetailsValue,
  fundingChoice: z.enum(FUNDING_CHOICES).nullable(),
  providerId: z.uuid(),
  consentVersion: z.string(),
  /** What was shown of funding (`fundingShown`): nothing else is ever registered. */
  shown: z.string(),
  signedInBy: z.enum(SIGNED_IN_BY),
})
export type Submitted = z.output<typeof Submitted>

/**
 * Registers whoever is signed in. Everything that the journey asked is asked again of the database, because it may have changed
 * since: `already-registered` (with `registrationId`, also when the draft was sent before), a cohort that has closed, a course
 * or provider that is not offered any more, a workplace that has closed, and funding that is not what was shown. Of any number
 * at the same moment one succeeds.
 */
export const submitRegistration = command({
  name: 'npq.submit-registration',
  input: Submitted,
  refusals: [
    'already-registered',
    'cohort-closed',
    'course-not-offered',
    'provider-not-offered',
    'workplace-not-usable',
    'not-taken',
    'funding-changed',
    'payer-missing',
    'consent-changed',
  ],
  records: [registrationSubmitted.name],
  async run({ tx, actor, now, baseUrl, refuse }, input) {
    demand(submissionPolicy.register(actor))
    const accountId = actor.accountId ?? refuse('not-allowed')
    const personId = await personOfAccount(tx, { accountId, now })
    // Held until the end: the second of two at once waits here, and finds what the first has registered.
    const person = (await lockPeople(tx, [personId])).get(personId) ?? refuse('not-found')
    const earlier =
      (await registrationOfDraft(tx, input.draftId)) ?? heldAlready(await registrationsOf(tx, personId), input)?.id
    if (earlier) refuse('already-registered', { registrationId: earlier })
    const checked = await checkSubmission(tx, { input, personId, now })
    if (!checked.ok) return refuse(checked.because)
    const told = (await accountsToTell(tx, [accountId])).get(accountId) ?? null
    const employer = await employerNow(tx, input.work)
    const submission: Submission = { ...checked, input, person, accountId, told, employer, now, baseUrl }
    const registration = await writeSubmission(tx, submission)
    // Whoever writes without the lock above, such as a merge, is stopped by the database itself.
    if (!registration) {
      const held = heldAlready(await registrationsOf(tx, personId), input)
      return refuse('already-registered', { registrationId: held?.id ?? null })
    }
    return { value: { registrationId: registration.id }, ...tellSubmitted(registration, submission) }
  },
})
