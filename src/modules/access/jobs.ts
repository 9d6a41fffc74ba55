import type { Job } from '#src/platform/jobs/job.ts'
import { tellExpiringTokensJob } from './api-tokens/tell-expiring-tokens-job.ts'
import { askTutorsJob } from './confirmations/ask-tutors-job.ts'
import { sendInvitationsJob } from './invitations/send-invitations-job.ts'
import { moveJoinRequestsOnJob } from './join-requests/move-join-requests-on-job.ts'
import { endMembershipsJob } from './memberships/end-memberships-job.ts'
import { refreshMissingListJob } from './missing-list/refresh-missing-list-job.ts'

/** What the worker does for access. */
export const jobs: readonly Job[] = [
  askTutorsJob,
  endMembershipsJob,
  moveJoinRequestsOnJob,
  refreshMissingListJob,
  sendInvitationsJob,
  tellExpiringTokensJob,
]
