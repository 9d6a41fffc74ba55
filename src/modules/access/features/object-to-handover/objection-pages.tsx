import { z } from 'zod'
import { momentText } from '#src/kit/dates.ts'
import { longText, optional } from '#src/kit/form-fields.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { LongTextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { SchoolName } from '../../emails/email-text.ts'
import type { Handover } from '../../handovers/handover.ts'
import { OBJECTION_DAYS } from '../../handovers/handover-rules.ts'
import type { HandoverWithPeople } from '../../handovers/handovers-queries.ts'

const LONGEST_EXPLANATION = 1_000

export const Explanation = z.object({
  explanation: optional(longText({ missing: '', label: 'What happened', max: LONGEST_EXPLANATION })),
})

type Objectable = { readonly change: HandoverWithPeople; readonly school: SchoolName; readonly form: FormState }

const masked = (address: string | null): string =>
  address === null ? 'somebody without an email address' : maskedAddress(address)

const howText = ({ handover, doneBy }: HandoverWithPeople): string => {
  if (handover.kind === 'nominated') return 'With the link that we sent to the school’s mailbox'
  return handover.kind === 'by-staff' ? 'By our support team' : `By ${doneBy ?? 'somebody at the school'}`
}

/** Who replaced whom, as far as the holder of a link may know, and the button that takes it back. */
export const objectPage = ({ change, school, form }: Objectable): Page =>
  page(
    { title: 'Was this change meant to happen?', errors: form.errors },
    <>
      <span class="govuk-caption-l">{school.name}</span>
      <h1 class="govuk-heading-l">Was this change meant to happen?</h1>
      <Summary
        rows={[
          { key: 'School', value: `${school.name}, URN ${school.urn}` },
          { key: 'Induction tutor before', value: masked(change.from.address) },
          { key: 'Induction tutor now', value: masked(change.to.address) },
          { key: 'Changed', value: momentText(change.handover.happenedAt) },
          { key: 'How', value: howText(change) },
        ]}
      />
      <p class="govuk-body">If it was meant to happen, you do not need to do anything.</p>
      <h2 class="govuk-heading-m">If this was not you or your school</h2>
      <p class="govuk-body">
        We take the change back at once: the induction tutor before has their access again, and the one now is signed
        out and loses it. Our support team then looks at what happened.
      </p>
      <Form state={form}>
        <LongTextField
          name="explanation"
          label="What happened (optional)"
          hint="For example, “I am still the induction tutor”"
          max={LONGEST_EXPLANATION}
        />
        <Button text="This was not meant to happen: take it back" preventDoubleClick classes="govuk-button--warning" />
      </Form>
    </>,
  )

export const objectedPage = (school: SchoolName): Page =>
  confirmationPage({
    title: 'The change has been taken back',
    next: (
      <>
        <p class="govuk-body">
          The induction tutor of {school.name} is the one before again. We have told both people and the school’s
          contact. Links to name another induction tutor have stopped working.
        </p>
        <p class="govuk-body">Our support team looks at what happened and decides whether it stays like this.</p>
        <Ways school={school} />
      </>
    ),
  })

type WhyNot = 'unknown' | 'expired' | 'used' | 'staff-decided' | 'tutor-again' | Exclude<Handover['status'], 'done'>

const WHY_NOT: Readonly<Record<WhyNot, readonly [title: string, why: string]>> = {
  unknown: [
    'This link does not work',
    'Some email programs cut links in two. Open it again from the email, or copy all of it. The link stays open in your browser for 12 hours.',
  ],
  expired: ['This link has expired', `A change of induction tutor can be taken back for ${OBJECTION_DAYS} days.`],
  used: ['This link has been used', 'The change was taken back with it.'],
  objected: ['The change has been taken back', 'Somebody objected to it. Our support team looks at what happened.'],
  undone: ['The change was undone', 'The induction tutor before has their access again.'],
  upheld: ['The change was taken back', 'Our support team agreed that it was not meant to happen.'],
  reinstated: [
    'Our support team has decided about this change',
    'They found that it was right, so the new induction tutor has the role.',
  ],
  'staff-decided': [
    'Our support team has changed the induction tutor since',
    'Because of this, the change before cannot be taken back with this link.',
  ],
  'tutor-again': ['The induction tutor is the one before again', 'There is nothing to take back.'],
}

/** Why the link changes nothing any more, and the other ways. */
export function cannotObjectPage(why: WhyNot, school: SchoolName | null): Page {
  const [title, text] = WHY_NOT[why]
  return page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{text}</p>
      <Ways school={school} />
    </>,
  )
}

const Ways = ({ school }: { readonly school: SchoolName | null }): Html => (
  <>
    <h2 class="govuk-heading-m">Other ways</h2>
    <ul class="govuk-list govuk-list--bullet">
      {school ? (
        <li>
          <a class="govuk-link" href={`/schools/${school.urn}`}>
            see how the induction tutor of {school.name} is named
          </a>
          , and have the link sent to the school’s mailbox
        </li>
      ) : (
        <li>
          <a class="govuk-link" href="/schools">
            find your school
          </a>{' '}
          and see how its induction tutor is named
        </li>
      )}
      <li>
        <a class="govuk-link" href="/sign-in/problems">
          get help to sign in
        </a>
      </li>
    </ul>
  </>
)
