import type { RefusalAnswer } from '#src/ui/journey-config.ts'
import { journeyRoutes } from '#src/ui/journey-routes.ts'
import { coursePages } from '../../courses/questions/course-pages.tsx'
import { jobVerify } from '../../courses/questions/course-path.ts'
import { whoPaysPages } from '../../funding/questions/who-pays.tsx'
import { submissionPolicy } from '../../submission/submission-policy.ts'
import { submitRegistration } from '../../submission/submit-registration.ts'
import { workVerify } from '../../work-details/questions/work-facts-queries.ts'
import { workPages } from '../../work-details/questions/work-pages.tsx'
import { alreadyRegisteredPage, courseStops } from './course-stops.tsx'
import { firstPages } from './first-pages.tsx'
import { type RegisterSteps, registerJourney, submittedFrom } from './journey.ts'
import { checkRegistrationPage, lastPages } from './last-pages.tsx'
import { loadRegistering, prefillWork, type Registering, registerFacts, verifyAnswer } from './load.ts'
import { changedSincePage } from './refusal-pages.tsx'

/** The journey's rows, over a draft of whoever is signed in. */
export const registerRows = journeyRoutes({
  at: '/npq/register',
  feature: 'register',
  journey: registerJourney,
  policy: submissionPolicy.register,
  load: loadRegistering,
  owner: ({ actor }) => (actor.accountId ? `account:${actor.accountId}` : null),
  facts: registerFacts,
  prefill: prefillWork,
  verify: { ...workVerify, ...jobVerify, ...verifyAnswer },
  pages: { ...firstPages, ...workPages, ...coursePages, ...courseStops, ...whoPaysPages, ...lastPages },
  check: checkRegistrationPage,
  complete: {
    command: submitRegistration,
    input: (answers, { signedInBy }, { params }) => ({
      ...submittedFrom(answers),
      draftId: params['draft'] ?? '',
      signedInBy,
    }),
    refused: answerToRefusal,
  },
  leadsTo: ({ registrationId }) => `/npq/registrations/${registrationId}/registered`,
})

type Refusal = (typeof submitRegistration)['refusals'][number] | 'not-allowed' | 'not-found'

/** What has changed since the pages were shown is told, and the way back leads to the question that it concerns. */
function answerToRefusal(
  code: Refusal,
  facts: Readonly<Record<string, unknown>>,
  { at }: Registering,
): RefusalAnswer<RegisterSteps> {
  if (code !== 'already-registered') return { page: changedSincePage(code, `${at}/check-answers`) }
  const { registrationId: id } = facts
  const registrationId = typeof id === 'string' ? id : null
  return { page: alreadyRegisteredPage({ back: null, course: 'course', registrationId, otherCourse: null }) }
}
