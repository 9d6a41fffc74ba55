import { type Answers, answerTo, type StepName, type Steps } from '#src/kit/journey.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Form } from './form.tsx'
import { Button } from './govuk.ts'
import type { Html } from './govuk-types.ts'
import type { CheckView } from './journey-config.ts'
import { page } from './layout.tsx'
import { Summary, type SummaryRow } from './summary.tsx'

/** One line of check answers. `change` ends the link's name: "your name" is read as "Change your name". */
export type CheckRow = { readonly key: string; readonly value: Html | string | null; readonly change: string }

/** The lines of each question, from its answer. */
type Rows<S extends Steps> = {
  readonly [Name in keyof Answers<S>]-?: (answer: NonNullable<Answers<S>[Name]>) => readonly CheckRow[]
}

type CheckAnswers<S extends Steps> = {
  readonly title?: string
  readonly caption?: string
  readonly rows: Rows<S>
  /** What will happen, said above the button. */
  readonly before?: Html
  /** What the button does: "Nominate induction tutor", never "Continue". */
  readonly submit: string
}

/** The page just before sending: all answers on the path, in its order, each with a link that changes it and comes back. */
export function checkAnswersPage<S extends Steps, Subject, Facts>(
  view: CheckView<S, Subject, Facts>,
  options: CheckAnswers<S>,
): Page {
  const { title = 'Check your answers', caption, before, submit } = options
  return page(
    { title, back: view.form.back, errors: view.form.errors },
    <>
      {caption ? <span class="govuk-caption-l">{caption}</span> : null}
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary rows={answeredRows(view, options.rows)} />
      {before ?? null}
      <Form state={view.form}>
        <Button text={submit} preventDoubleClick />
      </Form>
    </>,
  )
}

/** The lines of those questions that have some, for a page that shows its answers by topic. */
export const answeredRows = <S extends Steps, Subject, Facts>(
  view: CheckView<S, Subject, Facts>,
  rows: Partial<Rows<S>>,
): readonly SummaryRow[] => view.answered.flatMap((step) => rowsOf(view, rows, step))

function rowsOf<S extends Steps, Subject, Facts>(
  view: CheckView<S, Subject, Facts>,
  rows: Partial<Rows<S>>,
  step: StepName<S>,
): readonly SummaryRow[] {
  if (!isAnswered(view.answers, step)) return []
  const lines = rows[step]?.(answerTo(view.answers, step)) ?? []
  return lines.map(({ key, value, change }) => ({
    key,
    value,
    actions: [{ text: 'Change', href: view.changeHref(step), hidden: change }],
  }))
}

const isAnswered = <A extends object, Name extends string>(answers: A, step: Name): step is Name & keyof A =>
  Object.hasOwn(answers, step)
