import { signedIn } from '#src/kit/policy.ts'
import { page, type Route } from '#src/platform/http/route.ts'
import { changeWorkRows, showChanged, showStart } from '../features/change-work-details/change-rows.ts'
import { loadChangingWork } from '../features/change-work-details/load.ts'
import {
  type Loaded,
  loadRegistration,
  showRegistration,
  showRegistrations,
} from '../features/registrations/registrations.ts'
import { loadWorkplace } from '../features/work-details/load.ts'
import { showTold, showWorkplace, workplaceRows } from '../features/work-details/work-details.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'

const change = {
  feature: 'change-work-details',
  policy: registrationPolicy.change,
  load: loadChangingWork,
} as const
const workplace = { feature: 'work-details', policy: signedIn, load: loadWorkplace } as const

/** Where registrations stand, and where their work details change. */
export const statusRoutes: readonly Route[] = [
  page('GET /npq/registrations', { feature: 'registrations', policy: signedIn, handle: showRegistrations }),
  page<Loaded>('GET /npq/registrations/:registrationId', {
    feature: 'registrations',
    policy: registrationPolicy.view,
    load: loadRegistration,
    handle: showRegistration,
  }),
  page('GET /npq/registrations/:registrationId/change-work-details', { ...change, handle: showStart }),
  page('GET /npq/registrations/:registrationId/change-work-details/changed', { ...change, handle: showChanged }),
  ...changeWorkRows,
  page('GET /npq/work-details', { ...workplace, handle: showWorkplace }),
  page('GET /npq/work-details/told', { ...workplace, handle: showTold }),
  ...workplaceRows,
]
