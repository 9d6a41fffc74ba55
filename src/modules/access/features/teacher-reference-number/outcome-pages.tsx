import type { Page } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'

const PATH = '/account/teacher-reference-number'

type Outcome = { readonly title: string; readonly said: readonly string[]; readonly back: string | null }

const outcomePage = ({ title, said, back }: Outcome): Page =>
  page(
    { title, back: back ? `${PATH}?return=${encodeURIComponent(back)}` : PATH },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {said.map((words) => (
        <p class="govuk-body">{words}</p>
      ))}
      <Next back={back} />
    </>,
  )

const Next = ({ back }: { readonly back: string | null }): Html => (
  <ul class="govuk-list">
    {back ? (
      <li>
        <a class="govuk-link" href={back}>
          Go on without a number for now
        </a>
      </li>
    ) : null}
    <li>
      <a class="govuk-link" href="/account">
        Go to your account
      </a>
    </li>
    <li>
      <a class="govuk-link" href="/sign-in/problems">
        Ask the support team
      </a>
    </li>
  </ul>
)

export const deactivatedPage = (back: string | null): Page =>
  outcomePage({
    title: 'This teaching record is not in use',
    said: [
      'The teaching record with this number has been deactivated, so we cannot put your training on it.',
      'That happens when somebody had two records by mistake, or asked for theirs to be closed. If you have another number, go back and enter that one.',
      'If you do not, ask the Teaching Regulation Agency, which keeps the record: qts.enquiries@education.gov.uk.',
    ],
    back,
  })

/** Never an error: the number is kept, and the rest of the service goes on. */
export const waitingPage = (back: string | null): Page =>
  outcomePage({
    title: 'We will check this and email you',
    said: [
      'The teaching record does not answer at the moment. We have kept the number and ask again until it does.',
      'We have not kept your date of birth. Once the record answers we will email you, and you enter both once more to confirm the number.',
      'You do not need to wait for it: you can go on without a confirmed number.',
    ],
    back,
  })

const FOR_STAFF: Readonly<Record<string, string>> = {
  'other-number':
    'Your account has another number that the teaching record has confirmed. One person has one number, so the support team must look at it first.',
  'for-staff':
    'Somebody has registered training under this number already. The support team must bring the two together.',
}

export const forStaffPage = (code: string): Page =>
  outcomePage({
    title: 'The support team must look at this number',
    said: [FOR_STAFF[code] ?? 'Your account has changed since you opened the page.', 'Nothing was changed.'],
    back: null,
  })
