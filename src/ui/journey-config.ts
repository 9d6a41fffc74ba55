import type { z } from 'zod'
import type { DatePart, FieldError, RawValues } from '#src/kit/form.ts'
import type { Answers, Journey, RawAnswers, StepName, Steps } from '#src/kit/journey.ts'
import type { Policy } from '#src/kit/policy.ts'
import type { Command } from '#src/platform/commands/command.ts'
import type { Page, WebRequest } from '#src/platform/http/route.ts'
import type { FormState } from './form.tsx'

/** What a page of a journey is given: its form, what has been answered, and what the journey is about. */
export type StepView<S extends Steps, Subject, Facts = void> = {
  readonly form: FormState
  readonly answers: Answers<S>
  readonly subject: Subject
  readonly facts: Facts
}

/** What check answers is given besides: the steps answered, in the order of the path, and where each is changed. */
export type CheckView<S extends Steps, Subject, Facts = void> = StepView<S, Subject, Facts> & {
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

/** What is asked of a journey's facts, and of the answer to a question: everything known at that moment. */
export type Asked<S extends Steps, Subject> = {
  readonly answers: Answers<S>
  readonly subject: Subject
  readonly request: WebRequest
}

/** Facts are looked up where the journey has them, with at most a few queries: it happens on every page of it. */
// biome-ignore lint/suspicious/noConfusingVoidType: methods of a journey without facts are called without them
type FactsLookup<S extends Steps, Subject, Facts> = [Facts] extends [void]
  ? { readonly facts?: undefined }
  : { readonly facts: (asked: Asked<S, Subject>) => Promise<Facts> }

/** A journey on the web, as far as its pages and drafts need it. */
export type JourneyPages<S extends Steps, Subject, Facts = void> = FactsLookup<S, Subject, Facts> & {
  /** The journey's address, such as `/schools/:urn/induction-tutor`. A POST to it begins a draft. */
  readonly at: `/${string}`
  readonly journey: Journey<S, Facts>
  /** What the journey is about, found and checked anew on every request of it; null is "page not found". */
  readonly load: (request: WebRequest) => Promise<Subject | null>
  /** Whose the draft is, such as `account:…` or `proof:…`; null when nobody can be told apart. */
  readonly owner: (request: WebRequest) => string | null
  readonly pages: { readonly [Name in StepName<S>]: (view: StepView<S, Subject, Facts>) => Page }
  readonly check: (view: CheckView<S, Subject, Facts>) => Page
  /** The answers that a draft begins with, as they would have been typed. */
  readonly prefill?: (asked: Omit<Asked<S, Subject>, 'answers'>) => RawAnswers | Promise<RawAnswers>
  /** What only the database can say of an answer, such as that a school exists: errors beside its fields, or none. */
  readonly verify?: {
    readonly [Name in StepName<S>]?: (asked: Asked<S, Subject>, values: RawValues) => Promise<readonly FieldError[]>
  }
  /** Where the first question's back link leads, and where to start again; without it, `at`. */
  readonly entry?: (subject: Subject) => string
}

/** All of a journey on the web: also who may take it, and the command that it ends in. */
export type JourneyRoutes<
  S extends Steps,
  Subject,
  Input extends z.ZodType,
  Value,
  Code extends string,
  Facts = void,
> = JourneyPages<S, Subject, Facts> & {
  readonly feature: string
  readonly policy: Policy<Subject>
  readonly complete: {
    readonly command: Command<Input, Value, Code>
    readonly input: (answers: Answers<S>, subject: Subject, request: WebRequest) => z.input<Input>
    /** Why, where the journey asks that of staff: it is kept with the process. */
    readonly reason?: (answers: Answers<S>) => string | null
    readonly refused: (
      code: Code | 'not-allowed',
      facts: Readonly<Record<string, unknown>>,
      subject: Subject,
    ) => RefusalAnswer<S>
  }
  /** The path of the confirmation: a page that can be visited again. */
  readonly leadsTo: (value: Value, subject: Subject) => string
}
