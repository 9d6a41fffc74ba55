import { type Page, type Reply, show } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { SERVICE_NAME } from '#src/ui/navigation.tsx'

/** When somebody last compared this statement with the service. */
const REVIEWED = '22 November 2026'

export const showAccessibilityStatement = (): Reply => show(statementPage())

const statementPage = (): Page =>
  page(
    { title: 'Accessibility statement' },
    <>
      <h1 class="govuk-heading-l">Accessibility statement for {SERVICE_NAME}</h1>
      <p class="govuk-body">
        This statement is about the {SERVICE_NAME} service. The Department for Education (DfE) runs it. We want as many
        people as possible to be able to use it. You should be able to:
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>change colours, contrast and fonts in your browser or device</li>
        <li>zoom in up to 400% without the text going off the screen</li>
        <li>do everything with a keyboard alone, or with speech recognition software</li>
        <li>listen to the pages with a screen reader</li>
        <li>do everything with JavaScript switched off</li>
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href="https://mcmw.abilitynet.org.uk/">
          AbilityNet
        </a>{' '}
        has advice on making your device easier to use if you have a disability.
      </p>
      <HowAccessible />
      <Contact />
      <Compliance />
    </>,
  )

const HowAccessible = (): Html => (
  <>
    <h2 class="govuk-heading-m">How accessible the service is</h2>
    <p class="govuk-body">
      The service has been partly tested. Nobody outside the team has audited it yet, and people who use assistive
      technology have not tested it yet. So there may be problems that we do not know of.
    </p>
  </>
)

const Contact = (): Html => (
  <>
    <h2 class="govuk-heading-m">Telling us about a problem, or asking for another format</h2>
    <p class="govuk-body">
      Use the{' '}
      <a class="govuk-link" href="https://www.gov.uk/contact-dfe">
        DfE contact form
      </a>
      . Say which page you were on and what went wrong.
    </p>
    <h2 class="govuk-heading-m">If you are not content with our answer</h2>
    <p class="govuk-body">
      The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and Mobile
      Applications) (No. 2) Accessibility Regulations 2018. If you are not content with how we answer you, contact the{' '}
      <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">
        Equality Advisory and Support Service
      </a>
      .
    </p>
  </>
)

const Compliance = (): Html => (
  <>
    <h2 class="govuk-heading-m">How far the service meets the standard</h2>
    <p class="govuk-body">
      The service is partially compliant with the{' '}
      <a class="govuk-link" href="https://www.w3.org/TR/WCAG22/">
        Web Content Accessibility Guidelines version 2.2
      </a>{' '}
      AA standard, because it has not been audited yet.
    </p>
    <h3 class="govuk-heading-s">Content that is not accessible</h3>
    <p class="govuk-body">We do not know of any. An audit may find some, and we will list it here.</p>
    <h2 class="govuk-heading-m">How we tested it</h2>
    <p class="govuk-body">
      At every change, programs check each page: with the axe tool, against the rules of the GOV.UK Design System, with
      the keyboard alone, on a narrow screen, and with JavaScript switched off. Programs find about a third of what
      stands in people’s way.
    </p>
    <h2 class="govuk-heading-m">What we are doing next</h2>
    <p class="govuk-body">
      Before the service opens to all schools we will have it audited, and tested by people who use assistive
      technology.
    </p>
    <p class="govuk-body">This statement was prepared, and last reviewed, on {REVIEWED}.</p>
  </>
)
