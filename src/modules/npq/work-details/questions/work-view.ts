import type { FormState } from '#src/ui/form.tsx'
import type { WorkFacts } from './work-facts-queries.ts'
import type { WorkAnswers, WorkStep } from './work-steps.ts'

/** What a page about work is given; the views of every journey that has these questions and facts fit. */
export type WorkView = {
  readonly form: FormState
  readonly answers: WorkAnswers
  readonly facts: { readonly work: WorkFacts }
}

/** The address of another step of the same journey. */
export const stepBeside = ({ action }: FormState, step: WorkStep): string =>
  `${action.replace(/\?.*$/, '').replace(/[^/]+$/, '')}${step}`
