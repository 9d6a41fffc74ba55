import { action, page, type Route } from '#src/platform/http/route.ts'
import { rejectRegistration } from '../acceptance/reject-registration.ts'
import { revertToPending } from '../acceptance/revert-to-pending.ts'
import { loadRecord, type StaffRecord, showRecord } from '../features/npq/record.ts'
import { showSearch } from '../features/npq/search.ts'
import { sendReject, sendRevert, showReject, showRevert } from '../features/npq/settle.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'

const staff = { feature: 'npq', policy: registrationPolicy.support } as const
const one = { ...staff, load: loadRecord } as const
const RECORD = '/staff/npq/registrations/:registrationId'

/** What staff see of registrations and do with them. */
export const consoleRoutes: readonly Route[] = [
  page('GET /staff/npq', { ...staff, handle: showSearch }),
  page<StaffRecord>(`GET ${RECORD}`, { ...one, handle: showRecord }),
  page<StaffRecord>(`GET ${RECORD}/revert`, { ...one, handle: showRevert }),
  action<StaffRecord>(`POST ${RECORD}/revert`, { ...one, commands: [revertToPending], handle: sendRevert }),
  page<StaffRecord>(`GET ${RECORD}/reject`, { ...one, handle: showReject }),
  action<StaffRecord>(`POST ${RECORD}/reject`, { ...one, commands: [rejectRegistration], handle: sendReject }),
]
