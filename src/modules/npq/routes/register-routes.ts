import { everyone } from '#src/kit/policy.ts'
import { page, type Route } from '#src/platform/http/route.ts'
import { showStart } from '../features/npq-start/start.ts'
import { registerRows } from '../features/register/journey-rows.ts'
import { loadRegistered, showRegistered } from '../features/register/registered-page.tsx'
import { suggestWorkplaces } from '../features/workplaces/suggest-workplaces.ts'
import type { Registration } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { submissionPolicy } from '../submission/submission-policy.ts'

/** Registering for a course, and what it asks while it does. */
export const registerRoutes: readonly Route[] = [
  page('GET /npq', { feature: 'npq-start', policy: everyone, handle: showStart }),
  page('GET /npq/register', { feature: 'npq-start', policy: submissionPolicy.register, handle: showStart }),
  ...registerRows,
  page<Registration>('GET /npq/registrations/:registrationId/registered', {
    feature: 'register',
    policy: registrationPolicy.changeOwn,
    load: loadRegistered,
    handle: showRegistered,
  }),
  page('GET /npq/workplaces/suggestions', {
    feature: 'workplaces',
    policy: everyone,
    priority: 'low',
    handle: suggestWorkplaces,
  }),
]
