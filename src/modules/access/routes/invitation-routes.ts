import { action, page, type Route } from '#src/platform/http/route.ts'
import {
  exportBatch,
  loadBatch,
  planBatch,
  showBatch,
  showBatches,
  showPlan,
  showStop,
  stopBatch,
} from '../features/invite-schools/invite-schools.ts'
import { exportMissing, showAuthorities, showMissing, showTrusts } from '../features/missing-tutors/missing-tutors.ts'
import { invitationPolicy } from '../invitations/invitation-policy.ts'
import { planInvitations } from '../invitations/plan-invitations.ts'
import { stopInvitations } from '../invitations/stop-invitations.ts'

const missing = { feature: 'missing-tutors', policy: invitationPolicy.seeMissing } as const
const inviting = { feature: 'invite-schools', policy: invitationPolicy.seeMissing } as const
const ofBatch = { feature: 'invite-schools', policy: invitationPolicy.seeMissing, load: loadBatch } as const

/** Who is missing, inviting many at once, and what partners see of a school. */
export const invitationRoutes = [
  page('GET /staff/missing-tutors', { ...missing, handle: showMissing }),
  page('GET /staff/missing-tutors/local-authorities', { ...missing, handle: showAuthorities }),
  page('GET /staff/missing-tutors/trusts', { ...missing, handle: showTrusts }),
  page('GET /staff/missing-tutors/export', { ...missing, priority: 'low', handle: exportMissing }),
  page('GET /staff/invitations', { ...inviting, handle: showBatches }),
  action('POST /staff/invitations', { ...inviting, commands: [planInvitations], handle: planBatch }),
  page('GET /staff/invitations/new', { ...inviting, handle: showPlan }),
  page('GET /staff/invitations/:id', { ...ofBatch, handle: showBatch }),
  page('GET /staff/invitations/:id/export', { ...ofBatch, priority: 'low', handle: exportBatch }),
  page('GET /staff/invitations/:id/stop', { ...ofBatch, handle: showStop }),
  action('POST /staff/invitations/:id/stop', { ...ofBatch, commands: [stopInvitations], handle: stopBatch }),
] satisfies readonly Route[]
