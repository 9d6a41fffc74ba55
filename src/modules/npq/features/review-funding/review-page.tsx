import { momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { Button, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { Told } from '../../../access/public.ts'
import { OutcomeForStaff } from '../../funding/outcome.tsx'
import { movesFrom } from '../../reviews/review-states.ts'
import { reviewTag } from '../../reviews/review-tags.ts'
import { reviewMoveText } from '../../reviews/review-words-rules.ts'
import type { ReviewNote } from '../../reviews/reviews-queries.ts'
import type { LoadedStatus } from '../../status/loaded-status-queries.ts'
import { workRows } from '../../work-details/work-names.ts'

type Facts = {
  readonly loaded: LoadedStatus
  readonly form: FormState
  readonly assignedTo: string | null
  readonly notes: readonly ReviewNote[]
  readonly staff: ReadonlyMap<string, Told>
  /** The member of staff who looks at it. */
  readonly me: string | null
  readonly done: string | null
}

/** One review of somebody's funding. */
export const reviewPage = (facts: Facts): Page => {
  const { loaded, form, done } = facts
  const { view, person } = loaded
  const { reviewStatus: status } = view.registration
  const isOpen = status !== null && status !== 'decision_made'
  const name = person?.name ?? 'No name'
  return page(
    { title: `Funding review: ${name}`, back: form.back, errors: form.errors },
    <>
      {done === 'funding' ? (
        <NotificationBanner type="success" text="The funding is decided. The person has been told" />
      ) : null}
      <span class="govuk-caption-l">
        {view.course.name}, {view.cohort.name}
      </span>
      <h1 class="govuk-heading-l">{name}</h1>
      <p class="govuk-body">
        {status === null ? (
          'Its funding was never in review.'
        ) : (
          <>
            <StatusTag status={reviewTag[status]} /> {nextFor(reviewTag[status], 'staff')}
          </>
        )}
      </p>
      <Known {...facts} />
      {isOpen ? <Assignment {...facts} /> : null}
      <Decide {...facts} />
      {isOpen ? <NoteForm {...facts} /> : null}
      <Notes {...facts} />
    </>,
  )
}

const Known = ({ loaded }: Facts): Html => {
  const { view, work } = loaded
  const [current] = work
  return (
    <Summary
      rows={[
        { key: 'Funding', value: <OutcomeForStaff outcome={view.decision} /> },
        { key: 'Provider', value: view.provider.name },
        { key: 'Registered', value: momentText(view.registration.createdAt) },
        ...(current ? workRows(current) : []),
      ]}
    />
  )
}

const Decide = ({ loaded }: Facts): Html => {
  const { id } = loaded.view.registration
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`/staff/npq/registrations/${id}/funding`}>
        Decide the funding
      </a>
      <br />
      <a class="govuk-link" href={`/staff/npq/registrations/${id}`}>
        See the whole registration
      </a>
    </p>
  )
}

const Assignment = ({ loaded, assignedTo, staff, me }: Facts): Html => {
  const action = `/staff/npq/reviews/${loaded.view.registration.id}/assignment`
  const isMine = assignedTo !== null && assignedTo === me
  const holder = assignedTo === null ? 'Nobody has taken it.' : `Taken by ${nameOf(staff, assignedTo)}.`
  return (
    <>
      <p class="govuk-body">{isMine ? 'You have taken it.' : holder}</p>
      <Form state={freshForm(action, { hidden: { to: isMine ? 'nobody' : 'me' } })}>
        <Button text={isMine ? 'Give it back' : 'Take it'} classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    </>
  )
}

const NoteForm = ({ loaded, form }: Facts): Html => {
  const { reviewStatus } = loaded.view.registration
  const moves = reviewStatus === null ? [] : movesFrom(reviewStatus)
  return (
    <>
      <h2 class="govuk-heading-m">Write a note</h2>
      <Form state={form}>
        <LongTextField
          name="note"
          label="Note"
          hint="What you found out or asked, and of whom. Staff read it; it is never changed"
          rows={4}
        />
        <RadioField
          name="move"
          legend="What happens next?"
          choices={[
            { value: 'stay', text: 'The review stays as it is' },
            ...moves.map((value) => ({ value, text: reviewMoveText[value] })),
          ]}
        />
        <Button text="Save the note" preventDoubleClick />
      </Form>
    </>
  )
}

const Notes = ({ notes, staff }: Facts): Html => (
  <>
    <h2 class="govuk-heading-m">Notes</h2>
    {notes.length === 0 ? <p class="govuk-body">Nobody has written a note yet.</p> : null}
    {notes.map(({ note, accountId, writtenAt }) => (
      <>
        <p class="govuk-body govuk-!-margin-bottom-1">{note}</p>
        <p class="govuk-hint">
          {accountId === null ? 'The service' : nameOf(staff, accountId)}, {momentText(writtenAt)}
        </p>
      </>
    ))}
  </>
)

const nameOf = (staff: ReadonlyMap<string, Told>, id: string): string => staff.get(id)?.name ?? 'A colleague'
