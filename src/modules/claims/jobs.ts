import type { Job } from '#src/platform/jobs/job.ts'
import { tellSchoolsJob } from './batches/tell-schools-job.ts'
import { markProvidersLostJob } from './claims/mark-providers-lost-job.ts'
import { remindLateJob } from './requests/remind-late.ts'
import { retireEvidenceJob } from './requests/scan-evidence-job.ts'

/** What the worker does for the module. */
export const jobs: readonly Job[] = [markProvidersLostJob, tellSchoolsJob, remindLateJob, retireEvidenceJob]
