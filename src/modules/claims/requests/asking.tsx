import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { date, dateValues, sameOrAfter } from '#src/kit/form-date.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import { workingDaysAfter } from '#src/kit/working-days.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField, RadioField, SelectField } from '#src/ui/fields.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { bankHolidaysFrom } from '../../directory/public.ts'
import { LineId } from '../claims/claim.ts'
import type { ClaimPlace } from '../claims/claim-place.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { askForInformation } from './ask-for-information.ts'
import { REQUEST_TOPICS, topicText } from './information-request.ts'

/** What a form of a question begins with: the usual day, in working days. */
export async function usualDue({ db, now }: Pick<WebRequest, 'db' | 'now'>): Promise<RawValues> {
  const today = londonDate(now)
  const days = (await figuresOn(db, now))['information-answer']
  return dateValues('dueOn', workingDaysAfter(today, days, await bankHolidaysFrom(db, today)))
}

const LONGEST = 2_000

/** Fields of a question; whom it is for is asked where it can be either. */
export const AskFields = ({ place, of }: { readonly place: ClaimPlace; readonly of: 'either' | 'school' }): Html => (
  <>
    {of === 'school' ? null : (
      <RadioField
        name="of"
        legend="Who is asked?"
        choices={[
          { value: 'school', text: place.claim.submitted?.schoolName ?? place.school.name, hint: 'The school' },
          { value: 'provider', text: place.providerName, hint: 'The provider' },
        ]}
      />
    )}
    <SelectField
      name="lineId"
      label="Which mentor is it about?"
      choices={[
        { value: '', text: 'The whole claim' },
        ...place.claim.lines.map(({ id, mentorName, mentorTrn }) => ({
          value: id,
          text: `${mentorName} (TRN ${mentorTrn})`,
        })),
      ]}
    />
    <RadioField
      name="topic"
      legend="What is it about?"
      choices={REQUEST_TOPICS.map((value) => ({ value, text: topicText[value] }))}
    />
    <LongTextField
      name="question"
      label="What do you want to know?"
      hint="Say what you need to see, such as a timetable or a page of a contract. The question is shown on a page and is not part of the email"
      max={LONGEST}
    />
    <DateField
      name="dueOn"
      legend="When do you need the answer?"
      hint="They are reminded before. For example, 27 1 2027"
    />
  </>
)

type Asked =
  | { readonly kind: 'asked'; readonly requestId: string }
  | { readonly kind: 'wrong'; readonly errors: readonly FieldError[] }
  /** The claim is not there any more, or not theirs. */
  | { readonly kind: 'gone' }

/** Reads the form and asks. Of the command `askForInformation`. */
export async function askOn(request: WebRequest, { claim }: ClaimPlace, of: 'either' | 'school'): Promise<Asked> {
  const parsed = parseForm(schemaOf(request), request.form)
  const whom = of === 'school' ? null : parseForm(Whom, request.form)
  const errors = [whom, parsed].flatMap((part) => (part === null || part.ok ? [] : part.errors))
  if (!parsed.ok || (whom && !whom.ok)) return { kind: 'wrong', errors }
  const { topic, question, dueOn } = parsed.values
  const lineId = LineId.safeParse(request.form['lineId'])
  const done = await request.execute(askForInformation, {
    ...{ claimId: claim.id, of: whom?.ok ? whom.values.of : 'school', topic, question, dueOn },
    lineId: lineId.success ? lineId.data : null,
  })
  if (done.ok) return { kind: 'asked', requestId: done.value.requestId }
  return done.refusal.code === 'unknown-mentor'
    ? { kind: 'wrong', errors: [{ field: 'lineId', message: 'Select a mentor of this claim' }] }
    : { kind: 'gone' }
}

const Whom = z.object({ of: oneOf(['school', 'provider'], 'Select who is asked') })

const schemaOf = ({ now }: WebRequest) =>
  z.object({
    topic: oneOf(REQUEST_TOPICS, 'Select what it is about'),
    question: longText({ missing: 'Enter what you want to know', label: 'Question', max: LONGEST }),
    dueOn: date({
      missing: 'Enter when you need the answer',
      label: 'The day',
      notBefore: sameOrAfter('The day', londonDate(now)),
    }),
  })
