import type { z } from 'zod'
import type { DatePart } from '#src/kit/form.ts'
import type { Answers, Journey, StepName, Steps } from '#src/kit/journey.ts'
import type { Policy } from '#src/kit/policy.ts'
import type { Command } from '#src/platform/commands/command.ts'
import type { Page, WebRequest } from '#src/platform/http/route.ts'
import type { FormState } from './form.tsx'

/** What a page of a journey is given: its form, what has been answered, and what the journey is about. */
export type StepView<S extends Steps, Subject> = {
  readonly form: FormState
  readonly answers: Answers<S>
  readonly subject: Subject
}

/** What check answers is given besides: the steps answered, in the order of the path, and where each is changed. */
export type CheckView<S extends Steps, Subject> = StepView<S, Subject> & {
  readonly answered: readonly StepName<S>[]
  readonly changeHref: (step: StepName<S>) => string
}

/** What to say when the command refuses: an error beside one of the journey's fields, or a page of its own. */
export type RefusalAnswer<S extends Steps> =
  | {
      readonly step: StepName<S>
      readonly field: string
      readonly message: string
      /** For a date, the inputs that are wrong. */
      readonly parts?: readonly DatePart[]
    }
  | { readonly page: Page }

/** A journey on the web, as far as its pages and drafts need it. */
export type JourneyPages<S extends Steps, Subject> = {
  /** The journey's address, such as `/schools/:urn/induction-tutor`. A POST to it begins a draft. */
  readonly at: `/${string}`
  readonly journey: Journey<S>
  /** What the journey is about, found and checked anew on every request of it; null is "page not found". */
  readonly load: (request: WebRequest) => Promise<Subject | null>
  /** Whose the draft is, such as `account:…` or `proof:…`; null when nobody can be told apart. */
  readonly owner: (request: WebRequest) => string | null
  readonly pages: { readonly [Name in StepName<S>]: (view: StepView<S, Subject>) => Page }
  readonly check: (view: CheckView<S, Subject>) => Page
  /** Where the first question's back link leads, and where to start again; without it, `at`. */
  readonly entry?: (subject: Subject) => string
}

/** All of a journey on the web: also who may take it, and the command that it ends in. */
export type JourneyRoutes<S extends Steps, Subject, Input extends z.ZodType, Value, Code extends string> = JourneyPages<
  S,
  Subject
> & {
  readonly feature: string
  readonly policy: Policy<Subject>
  readonly complete: {
    readonly command: Command<Input, Value, Code>
    readonly input: (answers: Answers<S>, subject: Subject, request: WebRequest) => z.input<Input>
    readonly refused: (
      code: Code | 'not-allowed',
      facts: Readonly<Record<string, unknown>>,
      subject: Subject,
    ) => RefusalAnswer<S>
  }
  /** The path of the confirmation: a page that can be visited again. */
  readonly leadsTo: (value: Value, subject: Subject) => string
}
