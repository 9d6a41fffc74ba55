import type { Job } from '#src/platform/jobs/job.ts'
import { workOnBulkJob } from './bulk/work-on-bulk-job.ts'
import { expireRegistrationsJob } from './expiry/expire-registrations-job.ts'

/** What the worker does for the module. */
export const jobs: readonly Job[] = [expireRegistrationsJob, workOnBulkJob]
