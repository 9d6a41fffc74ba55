import type { Job } from '#src/platform/jobs/job.ts'
import { workOnBulkJob } from './bulk/work-on-bulk-job.ts'

/** What the worker does for the module. */
export const jobs: readonly Job[] = [workOnBulkJob]
