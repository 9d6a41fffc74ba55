import { z } from 'zod'
import { oneOf } from '#src/kit/form-fields.ts'
import { question, when } from '#src/kit/journey.ts'
import type { Page } from '#src/platform/http/route.ts'
import type { CheckRow } from '#src/ui/check-answers.tsx'
import { RadioField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { FundingChoice } from '../../registrations/registration.ts'
import { CHOICES_AT_SCHOOL, CHOICES_ELSEWHERE } from '../outcome-rules.ts'

const MISSING = 'Select who pays for your course'

/** Two questions, because a school or trust can pay only for somebody who works in one: an answer of the other setting is stale. */
export const whoPaysSteps = {
  'who-pays': question(z.object({ payer: oneOf(CHOICES_ELSEWHERE, MISSING) })),
  'who-pays-at-school': question(z.object({ payer: oneOf(CHOICES_AT_SCHOOL, MISSING) })),
}

type Asked = { readonly isAsked: boolean; readonly isAtSchool: boolean }

/** The steps of the question who pays: one of the two, or none. */
export const whoPaysPath = ({ isAsked, isAtSchool }: Asked) =>
  [...when(isAsked && !isAtSchool, 'who-pays'), ...when(isAsked && isAtSchool, 'who-pays-at-school')] as const

type Answered = {
  readonly 'who-pays'?: { readonly payer: FundingChoice }
  readonly 'who-pays-at-school'?: { readonly payer: FundingChoice }
}

/** The answer of whichever was asked: give it pruned answers. Null when neither was. */
export const whoPaysFrom = (answers: Answered): FundingChoice | null =>
  answers['who-pays-at-school']?.payer ?? answers['who-pays']?.payer ?? null

/** Who pays, as pages say it of the reader. */
export const payerText: Readonly<Record<FundingChoice, string>> = {
  school: 'My school or college pays',
  trust: 'My trust pays',
  self: 'I pay myself',
  another: 'Somebody else pays',
  employer: 'My employer pays',
}

const TITLE = 'How will you pay for your course?'

const hint = 'Your registration is not eligible for scholarship funding. Nobody is asked for money now'

const whoPaysPage =
  (choices: readonly FundingChoice[]) =>
  ({ form }: { readonly form: FormState }): Page =>
    formPage(
      form,
      { title: TITLE },
      <RadioField
        name="payer"
        heading
        legend={TITLE}
        hint={hint}
        choices={choices.map((value) => ({ value, text: payerText[value] }))}
      />,
    )

/** The pages of both questions. */
export const whoPaysPages = {
  'who-pays': whoPaysPage(CHOICES_ELSEWHERE),
  'who-pays-at-school': whoPaysPage(CHOICES_AT_SCHOOL),
}

const rows = ({ payer }: { readonly payer: FundingChoice }): readonly CheckRow[] => [
  { key: 'Who pays', value: payerText[payer], change: 'who pays for your course' },
]

/** Their lines of check answers. */
export const whoPaysRows = { 'who-pays': rows, 'who-pays-at-school': rows }
