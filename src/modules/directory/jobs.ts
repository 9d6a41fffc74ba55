import type { Job } from '#src/platform/jobs/job.ts'
import { endOldImportsJob } from './imports/end-old-imports-job.ts'
import { runImportJob } from './imports/run-import-job.ts'

/** What the worker does for the directory. */
export const jobs: readonly Job[] = [runImportJob, endOldImportsJob]
