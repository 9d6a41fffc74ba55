import type { Job } from '#src/platform/jobs/job.ts'
import { askTutorsJob } from './confirmations/ask-tutors-job.ts'
import { sendInvitationsJob } from './invitations/send-invitations-job.ts'
import { moveJoinRequestsOnJob } from './join-requests/move-join-requests-on-job.ts'
import { endMembershipsJob } from './memberships/end-memberships-job.ts'

/** What the worker does for access. */
export const jobs: readonly Job[] = [askTutorsJob, endMembershipsJob, moveJoinRequestsOnJob, sendInvitationsJob]
