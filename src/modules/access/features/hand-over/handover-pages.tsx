import { dateText, momentText } from '#src/kit/dates.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import type { LatestMessage } from '#src/platform/email/messages-queries.ts'
import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { lastDayOf } from '../../handovers/handover-rules.ts'
import type { HandingOver, MadeChange } from './load.ts'

/** What handing over is, who is tutor now, and the button that begins. */
export const startPage = ({ school, tutor, own }: HandingOver): Page => {
  const title = tutor ? `Hand over as induction tutor of ${school.name}` : `Name the induction tutor of ${school.name}`
  return page(
    { title, back: '/home' },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary
        rows={[
          { key: 'School', value: `${school.name}, URN ${school.urn}` },
          {
            key: 'Induction tutor now',
            value: tutor ? `${tutor.name}${tutor.accountId === own ? ' (you)' : ''}` : 'Nobody',
          },
        ]}
      />
      <p class="govuk-body">
        You can choose a colleague who has access already, or name somebody new. Whoever takes over can start at once.
        {tutor ? ' Whoever hands over can stay as administrator for a while.' : ''}
      </p>
      <Form state={freshForm(`/organisations/${school.id}/handover`)}>
        <Button text="Continue" preventDoubleClick />
      </Form>
    </>,
  )
}

/** Where nobody was replaced, there is nothing to undo. */
export const namedPage = ({ school, tutor }: HandingOver): Page =>
  confirmationPage({
    title: 'Induction tutor named',
    next: (
      <>
        <p class="govuk-body">
          {tutor ? `${tutor.name} is the induction tutor of ${school.name} now. ` : ''}We have emailed them how to sign
          in.
        </p>
        <HomeLink school={school} />
      </>
    ),
  })

type Made = {
  readonly change: MadeChange
  readonly messages: readonly LatestMessage[]
  readonly mayUndo: boolean
}

const addressOf = ({ school, handover }: MadeChange): string => `/organisations/${school.id}/handover/${handover.id}`

/** What was changed and sent, for whoever did it and for who is in charge of the school; with the way back. */
export function changePage({ change, messages, mayUndo }: Made): Page {
  const { handover, school, from, to } = change
  if (handover.status !== 'done') return takenBackPage(change)
  const next = (
    <>
      <p class="govuk-body">
        {to.name} is the induction tutor of {school.name} instead of {from.name}, since{' '}
        {momentText(handover.happenedAt)}.
        {handover.overlapUntil
          ? ` ${from.name} is administrator until the end of ${dateText(lastDayOf(handover.overlapUntil))}.`
          : ''}
      </p>
      <Sent messages={messages} />
      {mayUndo ? (
        <>
          <h2 class="govuk-heading-m">If this was a mistake</h2>
          <p class="govuk-body">
            You can undo it until {momentText(handover.objectUntil)}. Everything is then as it was before.
          </p>
          <Button text="Undo this" href={`${addressOf(change)}/undo`} classes="govuk-button--secondary" />
        </>
      ) : null}
      <HomeLink school={school} />
    </>
  )
  return confirmationPage({ title: 'The induction tutor has changed', next })
}

/** What became of a change that does not stand any more. */
function takenBackPage({ handover, school, from, to }: MadeChange): Page {
  const reinstated = handover.status === 'reinstated'
  const title = reinstated ? 'The change of induction tutor stands' : 'The change of induction tutor was undone'
  const at = handover.settledAt ?? handover.objectedAt
  return page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {reinstated ? to.name : from.name} was made the induction tutor of {school.name} again
        {at ? ` at ${momentText(at)}` : ''}. We have told both people and the school’s contact.
      </p>
      <HomeLink school={school} />
    </>,
  )
}

/** Asked once more, because it takes somebody's access away. */
export const undoPage = (change: MadeChange): Page => {
  const { school, from, to } = change
  return page(
    { title: 'Undo the change of induction tutor', back: addressOf(change) },
    <>
      <h1 class="govuk-heading-l">Undo the change of induction tutor</h1>
      <p class="govuk-body">
        {from.name} becomes the induction tutor of {school.name} again, with the access that they had. {to.name} loses
        the role, and is signed out. We tell both of them and the school’s contact.
      </p>
      <Form state={freshForm(`${addressOf(change)}/undo`)}>
        <Button text="Undo the change" preventDoubleClick classes="govuk-button--warning" />
      </Form>
    </>,
  )
}

/** It cannot be undone any more, and what can be done instead. */
export const cannotUndoPage = (change: MadeChange, why: 'not-undoable' | 'changed-since'): Page =>
  page(
    { title: 'This cannot be undone any more' },
    <>
      <h1 class="govuk-heading-l">This cannot be undone any more</h1>
      <p class="govuk-body">
        {why === 'changed-since'
          ? `${change.school.name} has changed its induction tutor again since.`
          : `It was settled already, or is older than ${momentText(change.handover.objectUntil)}.`}{' '}
        You can hand over again instead, or ask whoever reads the school’s email to use the link that we send there.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/schools/${change.school.urn}`}>
          See how the induction tutor of {change.school.name} is named
        </a>
      </p>
    </>,
  )

const Sent = ({ messages }: { readonly messages: readonly LatestMessage[] }): Html | null =>
  messages.length === 0 ? null : (
    <>
      <p class="govuk-body">We have sent:</p>
      <Summary
        rows={messages.map(({ subject, to, text }) => ({ key: subject, value: `To ${maskedAddress(to)}. ${text}` }))}
      />
    </>
  )

const HomeLink = ({ school }: { readonly school: MadeChange['school'] }): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href={`/schools/${school.urn}`}>
      Go to {school.name}
    </a>
  </p>
)
