import type { Page } from '#src/platform/http/route.ts'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import type { WhyNotSubmitted } from '../../submission/check-submission.ts'

type Words = { readonly title: string; readonly text: string; readonly go: string }

/** The moment between the check page and the registration was enough for something to change: nothing was sent. */
export const changedSincePage = (code: WhyNotSubmitted | 'not-allowed' | 'not-found', goOn: string): Page => {
  const { title, text, go } = code === 'not-allowed' || code === 'not-found' ? LOST : WORDS[code]
  return page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{text}</p>
      <p class="govuk-body">You have not been registered yet. Your answers are kept.</p>
      <Button text={go} href={goOn} />
    </>,
  )
}

const LOST: Words = {
  title: 'You cannot register with this account',
  text: 'You may have signed out, or signed in with another account.',
  go: 'Check your answers again',
}

const WORDS: Readonly<Record<WhyNotSubmitted, Words>> = {
  'cohort-closed': {
    title: 'Registration for this start has closed',
    text: 'It closed after you opened your answers.',
    go: 'Choose when you want to start',
  },
  'course-not-offered': {
    title: 'This course is not offered any more',
    text: 'No provider delivers it for this start any more.',
    go: 'Choose another course',
  },
  'provider-not-offered': {
    title: 'Your provider does not deliver this course any more',
    text: 'It has stopped taking registrations for the course since you chose it.',
    go: 'Choose another provider',
  },
  'workplace-not-usable': {
    title: 'Your workplace has changed',
    text: 'The register of schools and providers has changed since you chose your workplace.',
    go: 'Look at it again',
  },
  'not-taken': {
    title: 'You cannot do this course yet',
    text: 'Your answers about the course do not meet its conditions.',
    go: 'Check your answers again',
  },
  'funding-changed': {
    title: 'Scholarship funding for your course has changed',
    text: 'The rules or a list of settings changed after we showed you whether you are eligible.',
    go: 'Look at it again',
  },
  'payer-missing': {
    title: 'Tell us who pays for your course',
    text: 'Your course is not eligible for scholarship funding, so we need to know who pays.',
    go: 'Check your answers again',
  },
  'consent-changed': {
    title: 'What you agree to has changed',
    text: 'The words that you agreed to have been replaced since.',
    go: 'Read them again',
  },
}
