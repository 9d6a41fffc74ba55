import { londonDate, momentText, timeText } from '#src/kit/dates.ts'
import { VIEWING_AS } from '#src/kit/policy.ts'
import type { ErrorPages, Problem, Resend } from '#src/platform/http/error-pages.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from './form.tsx'
import { useFrame } from './frame.ts'
import { Button } from './govuk.ts'
import type { Html } from './govuk-types.ts'
import { page } from './layout.tsx'
import { waitText } from './wait-text.ts'

/** What a visitor sees instead of the page they asked for: what happened, what became of their answers, what to do. */
export const errorPages: ErrorPages = (problem) => {
  const { title, body } = wordsFor(problem)
  return problemPage(title, body)
}

const problemPage = (title: string, body: Html): Page =>
  page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {body}
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          Go to the start page
        </a>
      </p>
    </>,
  )

type Words = { readonly title: string; readonly body: Html }

function wordsFor(problem: Problem): Words {
  switch (problem.kind) {
    case 'not-found':
      return { title: 'Page not found', body: <NotFound /> }
    case 'not-allowed':
      return problem.reason === VIEWING_AS
        ? { title: 'You cannot change anything while you view as somebody else', body: <OnlyViewing /> }
        : { title: 'You cannot do this', body: <NotAllowed /> }
    case 'expired':
      return { title: 'This page has expired', body: <Expired resend={problem.resend} /> }
    case 'bad-request':
      return { title: 'We could not read what was sent', body: <BadRequest /> }
    case 'too-large':
      return { title: 'The file is too large', body: <TooLarge megabytes={problem.maxMegabytes} /> }
    case 'too-many':
      return { title: 'Too many requests', body: <TooMany seconds={problem.waitSeconds} /> }
    case 'broken':
      return { title: 'Sorry, there is a problem with the service', body: <Broken /> }
    case 'unavailable':
      return { title: 'Sorry, the service is unavailable', body: <Unavailable seconds={problem.waitSeconds} /> }
  }
}

const NotFound = (): Html => (
  <>
    <p class="govuk-body">If you typed the web address, check it is correct.</p>
    <p class="govuk-body">If you pasted the web address, check you copied all of it.</p>
    <p class="govuk-body">
      If you followed a link to a record, it may no longer be there, or it may not be yours to see. If you work for a
      school, check that you are signed in.
    </p>
  </>
)

const NotAllowed = (): Html => (
  <p class="govuk-body">
    You can see this record but not make this change, or not at this time. Nothing has been changed.
  </p>
)

const OnlyViewing = (): Html => (
  <>
    <p class="govuk-body">
      Nothing has been changed. Only the person whose view this is can do it, or you as yourself from the staff pages.
    </p>
    <p class="govuk-body">Go back to go on viewing, or use ‘Stop viewing’ at the top of this page.</p>
  </>
)

const Expired = ({ resend }: { readonly resend: Resend | null }): Html => (
  <>
    <p class="govuk-body">
      It was open for a long time, or you have signed in or out since you opened it. What you sent has not been used.
    </p>
    {resend === null ? (
      <p class="govuk-body">Go back, load the page again and send your answers again.</p>
    ) : (
      <Form state={freshForm(resend.to, { hidden: {} })}>
        {Object.entries(resend.fields).flatMap(([name, value]) =>
          [value].flat().map((one) => <input type="hidden" name={name} value={one} />),
        )}
        <Button text="Send your answers again" preventDoubleClick />
      </Form>
    )}
  </>
)

const BadRequest = (): Html => (
  <p class="govuk-body">
    Nothing has been changed. Go back and try again. If you use a program to fill in forms, fill in this one by hand.
  </p>
)

const TooLarge = ({ megabytes }: { readonly megabytes: number }): Html => (
  <p class="govuk-body">
    The file must be smaller than {megabytes}MB. Nothing has been changed. Go back and choose another file.
  </p>
)

const TooMany = ({ seconds }: { readonly seconds: number }): Html => (
  <p class="govuk-body">
    There have been too many requests from you, or from the network that you use. Wait {waitText(seconds)}, then try
    again.
  </p>
)

const Broken = (): Html => (
  <>
    <p class="govuk-body">Try again later.</p>
    <p class="govuk-body">
      If you were answering questions, the answers to the pages that you had finished are saved. What you sent last may
      not have been saved: check before you send it again.
    </p>
  </>
)

/** A short wait is told in seconds, a longer one by the clock. */
const Unavailable = ({ seconds }: { readonly seconds: number }): Html => (
  <>
    <p class="govuk-body">
      {seconds < 120 ? `Try again in ${waitText(seconds)}.` : `You will be able to use it from ${backAt(seconds)}.`}
    </p>
    <p class="govuk-body">If you were answering questions, the answers to the pages that you had finished are saved.</p>
  </>
)

function backAt(seconds: number): string {
  const { now } = useFrame()
  const at = now.add({ seconds }).round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  return londonDate(at).equals(londonDate(now)) ? `${timeText(at)} today` : momentText(at)
}
