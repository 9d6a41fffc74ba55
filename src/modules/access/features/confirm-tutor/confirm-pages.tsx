import { z } from 'zod'
import { oneOf } from '#src/kit/form-fields.ts'
import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { RadioField } from '#src/ui/fields.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { UNANSWERED_WORKING_DAYS } from '../../confirmations/confirmation-rules.ts'
import type { SchoolName } from '../../emails/email-text.ts'

const MISSING = 'Select whether the induction tutor is still right'

/** What the tutor can answer by their link, and what the contact can by theirs. */
export const TutorAnswer = z.object({ answer: oneOf(['still-right', 'hand-over', 'left'], MISSING) })
export const ContactAnswer = z.object({ answer: oneOf(['still-right', 'somebody-else'], MISSING) })

export const tutorQuestionPage = (form: FormState, school: SchoolName): Page => {
  const title = `Are you still the induction tutor of ${school.name}?`
  return formPage(
    form,
    { title, caption: `URN ${school.urn}` },
    <RadioField
      name="answer"
      heading
      legend={title}
      choices={[
        { value: 'still-right', text: 'Yes' },
        { value: 'hand-over', text: 'No, and I will say who takes over', hint: 'You sign in and name them' },
        {
          value: 'left',
          text: 'No, and I do not know who takes over',
          hint: 'We ask whoever reads the school’s email',
        },
      ]}
    />,
  )
}

type ContactQuestion = { readonly school: SchoolName; readonly tutor: string; readonly masked: string | null }

export const contactQuestionPage = (form: FormState, { school, tutor, masked }: ContactQuestion): Page => {
  const title = `Who is the induction tutor of ${school.name}?`
  return formPage(
    form,
    { title, caption: `URN ${school.urn}` },
    <RadioField
      name="answer"
      heading
      legend={title}
      choices={[
        { value: 'still-right', text: `Still ${tutor}`, ...(masked ? { hint: masked } : {}) },
        { value: 'somebody-else', text: 'Somebody else', hint: 'You need their name and email address' },
      ]}
    />,
  )
}

/** After "yes". Can be visited again. */
export const stillRightPage = (school: SchoolName): Page =>
  confirmationPage({
    title: 'The induction tutor is confirmed',
    next: (
      <>
        <p class="govuk-body">You do not need to do anything else. We ask once a year.</p>
        <SchoolLink school={school} />
      </>
    ),
  })

/** After the tutor has said that they left. */
export const contactAskedPage = (school: SchoolName): Page =>
  confirmationPage({
    title: 'We have asked the school’s contact',
    next: (
      <>
        <p class="govuk-body">
          Whoever reads the email of {school.name} can name the next induction tutor with the link in it. Until they do,
          you have your access, and you can{' '}
          <a class="govuk-link" href={`/organisations/${school.id}/handover`}>
            hand over
          </a>{' '}
          yourself.
        </p>
        <SchoolLink school={school} />
      </>
    ),
  })

export type WhyNotAsked = 'unknown' | 'expired' | 'answered' | 'tutor-changed' | 'no-contact' | 'not-eligible'

const WHY: Readonly<Record<WhyNotAsked, readonly [title: string, why: string]>> = {
  unknown: [
    'This link does not work',
    'Some email programs cut links in two. Open it again from the email, or copy all of it. The link stays open in your browser for 12 hours.',
  ],
  expired: ['This link has expired', 'We ask again when there is a reason to. The induction tutor stays as they are.'],
  answered: ['This has been answered', 'Somebody has confirmed the induction tutor. You do not need to do anything.'],
  'tutor-changed': [
    'The induction tutor has changed',
    'Somebody else has become the induction tutor since we asked. You do not need to do anything.',
  ],
  'no-contact': [
    'We could not ask anybody else',
    'We have no other email address of the school. Sign in and hand over to whoever takes over.',
  ],
  'not-eligible': ['The school cannot use this service', 'Because of this, nobody can be named. Its page says why.'],
}

/** Why there is nothing to answer by the link, and where to go. */
export function notAskedPage(why: WhyNotAsked, school: SchoolName | null): Page {
  const [title, text] = WHY[why]
  return page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{text}</p>
      {why === 'no-contact' && school ? (
        <Button text="Sign in and hand over" href={`/organisations/${school.id}/handover`} />
      ) : null}
      {school ? (
        <SchoolLink school={school} />
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href="/schools">
            Find your school
          </a>
        </p>
      )}
    </>,
  )
}

type SignedIn = {
  readonly school: SchoolName
  readonly tutor: { readonly name: string; readonly address: string | null; readonly isOwn: boolean } | null
  readonly isAsked: boolean
}

/** For whoever is in charge of the school: who the tutor is, and whether that is still right. */
export function signedInPage({ school, tutor, isAsked }: SignedIn): Page {
  const title = isAsked ? 'Confirm your induction tutor' : 'Your induction tutor'
  return page(
    { title, back: '/home' },
    <>
      <span class="govuk-caption-l">{school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary
        rows={[
          { key: 'Induction tutor', value: tutor ? `${tutor.name}${tutor.isOwn ? ' (you)' : ''}` : 'Nobody' },
          { key: 'Email address', value: tutor?.address ?? null },
        ]}
      />
      {isAsked && tutor ? (
        <Form state={freshForm(`/organisations/${school.id}/confirm-tutor`)}>
          <p class="govuk-body">
            Lead providers and delivery partners write to the induction tutor. If nobody confirms them within{' '}
            {UNANSWERED_WORKING_DAYS} working days of our email, we ask whoever reads the school’s email.
          </p>
          <Button text="Yes, this is still right" preventDoubleClick />
        </Form>
      ) : (
        <p class="govuk-body">There is nothing to confirm. We ask once a year, and when we have a reason to.</p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/organisations/${school.id}/handover`}>
          {tutor ? 'Somebody else takes over' : 'Name the induction tutor'}
        </a>
      </p>
    </>,
  )
}

const SchoolLink = ({ school }: { readonly school: SchoolName }): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href={`/schools/${school.urn}`}>
      See what we know about {school.name}
    </a>
  </p>
)
