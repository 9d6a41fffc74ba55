import { page, type Route } from '#src/platform/http/route.ts'
import { sendRepeated, showDuplicates, showRepeated } from '../features/duplicates/duplicates.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'

const duplicates = { feature: 'duplicates', policy: registrationPolicy.support } as const

/** The report of repeated registrations. */
export const duplicatesRoutes: readonly Route[] = [
  page('GET /staff/npq/duplicates', { ...duplicates, handle: showDuplicates }),
  page('GET /staff/npq/duplicates/registrations', { ...duplicates, handle: showRepeated }),
  page('GET /staff/npq/duplicates/file', { ...duplicates, priority: 'low', handle: sendRepeated }),
]
