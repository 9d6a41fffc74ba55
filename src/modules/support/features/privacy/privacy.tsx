import { DRAFT_DAYS } from '#src/platform/drafts/drafts-rules.ts'
import { type Page, type Reply, show } from '#src/platform/http/route.ts'
import { SESSIONS } from '#src/platform/jobs/retention-rules.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'

export const showPrivacy = (): Reply => show(privacyPage())

const privacyPage = (): Page =>
  page(
    { title: 'Privacy' },
    <>
      <h1 class="govuk-heading-l">Privacy</h1>
      <p class="govuk-body">
        This page says what the service keeps about people, why, and for how long. The Department for Education (DfE) is
        responsible for it (the “data controller”).
      </p>
      <WhatWeKeep />
      <Why />
      <HowLong />
      <WhoSees />
      <YourRights />
    </>,
  )

const WhatWeKeep = (): Html => (
  <>
    <h2 class="govuk-heading-m">What we keep about you</h2>
    <p class="govuk-body">If you work for a school, or a school names you:</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>your name, your work email address, your school and your role there</li>
      <li>when you signed in and out, and which kind of browser you used</li>
      <li>the emails that we sent you, and whether they arrived</li>
      <li>what you did in the service, and when</li>
      <li>answers that you have given and not sent yet</li>
    </ul>
    <p class="govuk-body">
      If your school gave an email address to Get Information about Schools (GIAS), we use it to reach the school. From
      GIAS we also show the name of the headteacher, as GIAS does.
    </p>
    <p class="govuk-body">
      When you ask for a sign-in email we keep a scrambled form of your internet address for up to 2 days, which shows
      that requests come from one place but not which.
    </p>
  </>
)

const Why = (): Html => (
  <>
    <h2 class="govuk-heading-m">Why we keep it</h2>
    <p class="govuk-body">
      To let the right people act for each school, to show who changed what, to answer you when something goes wrong,
      and to keep others out. We do this because it is part of our public task.
    </p>
  </>
)

const HowLong = (): Html => (
  <>
    <h2 class="govuk-heading-m">How long we keep it</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>answers that you have not sent: {DRAFT_DAYS} days after the last of them</li>
      <li>what we know of a sign-in: {SESSIONS.total('days')} days after you are signed out</li>
      <li>a sign-in link or code in an email that we sent: until the email has left us</li>
    </ul>
    <p class="govuk-body">
      We have not yet set an end for accounts, for the history of changes and for the list of emails sent. We will say
      here when we have.
    </p>
  </>
)

const WhoSees = (): Html => (
  <>
    <h2 class="govuk-heading-m">Who sees it</h2>
    <p class="govuk-body">
      DfE staff who support the service, and people who act for the same school. GOV.UK Notify sends our emails and sees
      your email address for that. We do not sell data and we do not use it for advertising.
    </p>
  </>
)

const YourRights = (): Html => (
  <>
    <h2 class="govuk-heading-m">Your rights</h2>
    <p class="govuk-body">
      You can ask to see what we keep about you, to have it put right, to have it deleted, or to have its use
      restricted. The{' '}
      <a
        class="govuk-link"
        href="https://www.gov.uk/government/organisations/department-for-education/about/personal-information-charter"
      >
        DfE personal information charter
      </a>{' '}
      says how.
    </p>
    <p class="govuk-body">
      You can complain to the{' '}
      <a class="govuk-link" href="https://ico.org.uk/make-a-complaint/">
        Information Commissioner’s Office
      </a>
      .
    </p>
  </>
)
