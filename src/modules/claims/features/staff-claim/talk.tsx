import { momentText } from '#src/kit/dates.ts'
import { LongTextField, RadioField, SelectField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { StaffClaimFacts } from './staff-claim-page.tsx'

const ROLES: Readonly<Record<string, string>> = {
  'induction-tutor': 'Induction tutor',
  administrator: 'Administrator',
  claims: 'Claims',
  viewer: 'Viewer',
}

/** Whom to ask: everybody at the school, its trust where that claimed, and the provider, with when they last came. */
export const People = ({ people, names }: StaffClaimFacts): Html =>
  people.length === 0 ? (
    <p class="govuk-body">Nobody at the school or the provider has access.</p>
  ) : (
    <WideTable
      caption="People of the school and the provider"
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={['Name', 'Organisation', 'Role', 'Email address', 'Last signed in'].map((text) => ({ text }))}
      rows={people.map((one) => [
        {
          html: (
            <a class="govuk-link" href={`/people/${one.accountId}`}>
              {one.name}
            </a>
          ),
        },
        { text: names.get(one.organisationId)?.name ?? '' },
        { text: ROLES[one.role] ?? one.role },
        { text: one.address ?? '' },
        { text: one.lastSignedInAt === null ? 'Not known' : momentText(one.lastSignedInAt) },
      ])}
    />
  )

/** A form of this page: it keeps what was typed and names the revision that was shown. */
const formAt = ({ place: { claim }, typed }: StaffClaimFacts, rest: string) =>
  freshForm(`/staff/claims/${claim.id}/${rest}`, { ...typed, hidden: { seen: String(claim.revision) } })

/** Who looks after it. */
export const Assignment = (facts: StaffClaimFacts): Html => {
  const { place, staff, typed } = facts
  const state = formAt(facts, 'assignment')
  const assignee = place.claim.assignedTo ?? 'nobody'
  return (
    <Form state={{ ...state, values: { assignee, ...typed.values } }}>
      <SelectField
        name="assignee"
        label="Assigned to"
        choices={[{ value: 'nobody', text: 'Nobody' }, ...staff.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <Button text="Assign" classes="govuk-button--secondary" preventDoubleClick />
    </Form>
  )
}

/** What staff wrote, the newest first. */
export const Notes = ({ notes, names }: StaffClaimFacts): Html =>
  notes.length === 0 ? (
    <p class="govuk-body">Nothing has been written yet.</p>
  ) : (
    <section aria-label="Notes and messages">
      {notes.map(({ organisationId, text, byName, at }) => (
        <div class="govuk-inset-text">
          <h3 class="govuk-heading-s">
            {organisationId === null ? 'Note for staff' : `Message to ${names.get(organisationId)?.name ?? 'them'}`}
          </h3>
          {text.split('\n').map((line) => (
            <p class="govuk-body">{line}</p>
          ))}
          <p class="govuk-hint">
            {byName}, {momentText(at)}
          </p>
        </div>
      ))}
    </section>
  )

/** Another note, or another message. */
export const NoteForm = (facts: StaffClaimFacts): Html => (
  <>
    <Form state={formAt(facts, 'notes')}>
      <LongTextField name="note" label="Add a note" hint="Only staff read it" rows={3} />
      <Button text="Add the note" classes="govuk-button--secondary" preventDoubleClick />
    </Form>
    <Form state={formAt(facts, 'messages')}>
      <RadioField
        name="to"
        legend="Write to"
        choices={[
          { value: 'school', text: facts.place.school.name, hint: 'Everybody there who claims, by email' },
          { value: 'provider', text: facts.place.providerName, hint: 'Once the claim has been sent' },
        ]}
      />
      <LongTextField name="message" label="Message" hint="It is sent by email and kept here" rows={5} />
      <Button text="Send the message" classes="govuk-button--secondary" preventDoubleClick />
    </Form>
  </>
)
