import { type AcademicYear, academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import { type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { newestExpectation } from '../../nominations/expectations-store.ts'
import { LANDING, type OpenedLink, openedLink } from '../../nominations/nomination-link.ts'
import { deadNominationPage } from './dead-nomination-page.tsx'

/** What the link is for, and the button that begins. Opening it as often as one likes changes nothing. */
export async function showLanding(request: WebRequest): Promise<Reply> {
  const opened = await openedLink(request)
  if (opened.state !== 'live') return show(deadNominationPage(opened))
  const said = await newestExpectation(request.db, opened.standing.school.id, opened.academicYear)
  return show(landingPage(opened, said === 'no'))
}

/** After the nomination. Can be visited again for as long as the browser remembers the link. */
export async function showNominated(request: WebRequest): Promise<Reply> {
  const opened = await openedLink(request)
  return show(opened.state === 'used' ? nominatedPage(opened.standing.school.name) : deadNominationPage(opened))
}

/** After "no". The link goes on working. */
export async function showNobody(request: WebRequest): Promise<Reply> {
  const opened = await openedLink(request)
  return show(opened.state === 'live' ? nobodyPage(opened) : deadNominationPage(opened))
}

type Live = Extract<OpenedLink, { state: 'live' | 'not-eligible' }>

function landingPage({ standing, proof, academicYear }: Live, saidNo: boolean): Page {
  const { school } = standing
  return page(
    { title: `Nominate the induction tutor of ${school.name}` },
    <>
      <h1 class="govuk-heading-l">Nominate the induction tutor of {school.name}</h1>
      <Summary
        rows={[
          { key: 'School', value: school.name },
          { key: 'URN', value: school.urn },
          { key: 'This link works until', value: dateText(londonDate(proof.expiresAt)) },
        ]}
      />
      <p class="govuk-body">
        The induction tutor arranges the training of early career teachers at your school. Each school names one person.
        It takes about 2 minutes. You need their name and email address.
      </p>
      <Form state={freshForm(LANDING)}>
        <Button text="Continue" preventDoubleClick />
      </Form>
      {saidNo ? <TakeBackNo school={school.name} academicYear={academicYear} /> : null}
    </>,
  )
}

type SaidNo = { readonly school: string; readonly academicYear: AcademicYear }

/** "No" can be taken back without nominating anybody: the school may have its tutor already. */
const TakeBackNo = ({ school, academicYear }: SaidNo): Html => (
  <Form state={freshForm(`${LANDING}/expectation`)}>
    <h2 class="govuk-heading-m">Early career teachers in {academicYearText(academicYear)}</h2>
    <p class="govuk-body">
      You told us that {school} expects none. If that has changed, and the induction tutor has not, tell us so:
    </p>
    <Button text="We expect early career teachers after all" preventDoubleClick classes="govuk-button--secondary" />
  </Form>
)

const nominatedPage = (school: string): Page =>
  confirmationPage({
    title: 'Induction tutor nominated',
    next: (
      <>
        <p class="govuk-body">
          We have emailed the person you nominated for {school}. They can sign in now with their email address.
        </p>
        <p class="govuk-body">
          If they do not get the email, they can go to the{' '}
          <a class="govuk-link" href="/sign-in">
            sign in page
          </a>{' '}
          and enter the address that you gave.
        </p>
      </>
    ),
  })

const nobodyPage = ({ standing }: Live): Page =>
  confirmationPage({
    title: 'Answer saved',
    next: (
      <>
        <p class="govuk-body">
          You told us that {standing.school.name} expects no early career teachers this academic year. You do not need
          to do anything else.
        </p>
        <p class="govuk-body">
          If that changes,{' '}
          <a class="govuk-link" href={LANDING}>
            use the link again
          </a>{' '}
          and nominate your induction tutor.
        </p>
      </>
    ),
  })
