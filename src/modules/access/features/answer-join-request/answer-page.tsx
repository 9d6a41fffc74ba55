import { momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { GIVEN_ROLES } from '../../join-requests/join-request.ts'
import { LONGEST_REASON, NO_ROLE_YET, wantedText } from '../../join-requests/join-request-rules.ts'
import type { Question, Typed } from './handlers.ts'

/** Who asks, with the address in full for whoever decides, and the two answers. */
export const answerPage = (question: Question, typed: Typed | null = null): Page => {
  const { request, target } = question
  return page(
    { title: `Answer a request to be added to ${target.organisation.name}`, errors: typed?.errors ?? [] },
    <>
      <h1 class="govuk-heading-l">Answer a request to be added to {target.organisation.name}</h1>
      <Summary
        rows={[
          { key: 'Who asks', value: request.name },
          { key: 'Email address', value: request.address },
          { key: 'They ask for', value: wantedText[request.role].text },
          { key: 'Their note', value: request.note },
          { key: 'Asked', value: momentText(request.createdAt) },
        ]}
      />
      <p class="govuk-body">
        We have not checked who they are. Approve only if you know that this person and this email address belong
        together. They sign in with it.
      </p>
      <Approve question={question} typed={typed} />
      <Refuse question={question} typed={typed} />
    </>,
  )
}

type Props = { readonly question: Question; readonly typed: Typed | null }

const Approve = ({ question, typed }: Props): Html => {
  const { request, path, asStaff } = question
  const chosen = request.role === 'induction-tutor' ? {} : { role: request.role }
  const state = freshForm(`${path}/approve`, typed?.form === 'approve' ? typed : { values: chosen })
  return (
    <>
      <h2 class="govuk-heading-m">Approve</h2>
      <Form state={state}>
        {request.role === 'induction-tutor' ? <TutorChoice /> : <RoleChoice />}
        {asStaff ? (
          <LongTextField
            name="reason"
            label="Why you approve"
            hint="What you checked. Only staff see it"
            rows={3}
            max={LONGEST_REASON}
          />
        ) : null}
        <Button text="Approve request" preventDoubleClick />
      </Form>
    </>
  )
}

const RoleChoice = (): Html => (
  <RadioField
    name="role"
    legend="What can they do?"
    choices={GIVEN_ROLES.map((role) => ({ value: role, ...wantedText[role] }))}
  />
)

/** A school has one induction tutor: it is handed over, and nobody has to give anything before that. */
const TutorChoice = (): Html => (
  <>
    <p class="govuk-body">
      A school has one named induction tutor. Approving does not change who that is: the next page leads to the
      handover.
    </p>
    <RadioField
      name="role"
      legend="What can they do until the handover?"
      choices={[
        { value: NO_ROLE_YET, text: 'Nothing yet', hint: 'They get access with the handover' },
        { value: 'administrator', ...wantedText.administrator },
      ]}
    />
  </>
)

const Refuse = ({ question, typed }: Props): Html => (
  <>
    <h2 class="govuk-heading-m">Refuse</h2>
    <Form state={freshForm(`${question.path}/refuse`, typed?.form === 'refuse' ? typed : {})}>
      <LongTextField
        name="because"
        label="Why you refuse"
        hint="They read it. They do not see your name"
        rows={3}
        max={LONGEST_REASON}
      />
      <Button text="Refuse request" classes="govuk-button--secondary" preventDoubleClick />
    </Form>
  </>
)
