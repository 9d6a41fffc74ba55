import { z } from 'zod'
import { date } from '#src/kit/form-date.ts'
import { journey, question } from '#src/kit/journey.ts'
import { type WorkplaceProblem, workPath, workSteps } from '../../work-details/questions/work-steps.ts'

const steps = {
  ...workSteps,
  'first-day': question(
    z.object({ firstDay: date({ missing: 'Enter the first day of this job', label: 'First day' }) }),
  ),
}
export type WorkplaceSteps = typeof steps

/** What the way depends on that nobody answers. */
type Facts = { readonly work: { readonly problem: WorkplaceProblem | null } }

/** The questions of registering about work, and since when. */
export const workplaceJourney = journey<WorkplaceSteps, Facts>({
  name: 'work-details',
  version: 1,
  steps,
  path: (answers, { work }) => [...workPath(answers, work), 'first-day'],
})
