import { action, page, type Route } from '#src/platform/http/route.ts'
import { changeCourseRows, loadChangingCourse } from '../features/change-course/journey-rows.ts'
import { changeProviderRows, loadChangingProvider } from '../features/change-provider/journey-rows.ts'
import {
  type Asked,
  answer,
  loadProvider,
  loadRequest,
  showRequest,
  showRequests,
} from '../features/npq-release-requests/release-requests.ts'
import {
  type Leaving,
  loadWithdrawal,
  showWithdrawal,
  showWithdrawn,
  withdraw,
} from '../features/withdrawal/withdrawal.ts'
import { type Changing, changeRegistration } from '../requests/changing-queries.ts'
import { refuseRelease } from '../requests/refuse-release.ts'
import { releaseRegistration } from '../requests/release-registration.ts'
import type { ProviderPlace } from '../requests/release-requests-queries.ts'
import { answerRequests } from '../requests/request-policy.ts'
import { showDone, showStart } from '../requests/start-handlers.ts'
import { showTakeBack, takeBack } from '../requests/take-back-handlers.tsx'
import { takeBackRequest } from '../requests/take-back-request.ts'
import { withdrawRegistration } from '../requests/withdraw-registration.ts'

const REQUESTS = '/organisations/:organisationId/npq-release-requests'
const REGISTRATION = '/npq/registrations/:registrationId'
const policy = changeRegistration
const course = { feature: 'change-course', policy, load: loadChangingCourse } as const
const provider = { feature: 'change-provider', policy, load: loadChangingProvider } as const
const withdrawal = { feature: 'withdrawal', policy, load: loadWithdrawal } as const
const requests = { feature: 'npq-release-requests', policy: answerRequests } as const

/** Changing course or provider, and leaving. */
export const changeRoutes: readonly Route[] = [
  page<Changing>(`GET ${REGISTRATION}/change-course`, { ...course, handle: showStart }),
  page<Changing>(`GET ${REGISTRATION}/change-course/done`, { ...course, handle: showDone }),
  page<Changing>(`GET ${REGISTRATION}/change-course/take-back`, { ...course, handle: showTakeBack }),
  action<Changing>(`POST ${REGISTRATION}/change-course/take-back`, {
    ...{ ...course, commands: [takeBackRequest] },
    handle: takeBack,
  }),
  ...changeCourseRows,
  page<Changing>(`GET ${REGISTRATION}/change-provider`, { ...provider, handle: showStart }),
  page<Changing>(`GET ${REGISTRATION}/change-provider/done`, { ...provider, handle: showDone }),
  page<Changing>(`GET ${REGISTRATION}/change-provider/take-back`, { ...provider, handle: showTakeBack }),
  action<Changing>(`POST ${REGISTRATION}/change-provider/take-back`, {
    ...{ ...provider, commands: [takeBackRequest] },
    handle: takeBack,
  }),
  ...changeProviderRows,
  page<Leaving>(`GET ${REGISTRATION}/withdrawal`, { ...withdrawal, handle: showWithdrawal }),
  page<Leaving>(`GET ${REGISTRATION}/withdrawal/done`, { ...withdrawal, handle: showWithdrawn }),
  action<Leaving>(`POST ${REGISTRATION}/withdrawal`, {
    ...{ ...withdrawal, commands: [withdrawRegistration] },
    handle: withdraw,
  }),
  page<ProviderPlace>(`GET ${REQUESTS}`, { ...requests, load: loadProvider, handle: showRequests }),
  page<Asked>(`GET ${REQUESTS}/:requestId`, { ...requests, load: loadRequest, handle: showRequest }),
  action<Asked>(`POST ${REQUESTS}/:requestId`, {
    ...{ ...requests, load: loadRequest, commands: [releaseRegistration, refuseRelease] },
    handle: answer,
  }),
]
