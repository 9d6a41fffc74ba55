import { momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import { roleText } from '../../accounts/account.ts'
import { stageText } from '../../emails/join-request-emails.ts'
import { wantedText } from '../../join-requests/join-request-rules.ts'
import { stageOf } from '../../join-requests/join-request-states.ts'
import type { Decider } from '../../join-requests/join-requests-queries.ts'
import { FasterRoute } from './request-page.tsx'
import type { AskedAt, Standing } from './standing.ts'

/** Where a request stands: whom we asked, when it goes on and to whom, how it ended. Never a name. */
export const standingPage = (standing: Standing): Page => {
  const { request, target } = standing
  return page(
    { title: `Your request to be added to ${target.organisation.name}` },
    <>
      <h1 class="govuk-heading-l">Your request to be added to {target.organisation.name}</h1>
      <Summary rows={rowsOf(standing)} />
      {stageOf(request.status) ? <Open standing={standing} /> : <Over standing={standing} />}
    </>,
  )
}

const rowsOf = ({ request }: Standing): readonly SummaryRow[] => [
  { key: 'Status', value: <StatusTag status={`join-request-${request.status}`} /> },
  { key: 'You asked for', value: wantedText[request.role].text },
  { key: 'Your email address', value: request.address },
  { key: 'Sent', value: momentText(request.createdAt) },
]

const Open = ({ standing }: { readonly standing: Standing }): Html => {
  const { request, target, asked, next, reference } = standing
  if (!target.open) return <ClosedMeanwhile standing={standing} />
  return (
    <>
      <h2 class="govuk-heading-m">Whom we have asked</h2>
      {asked.length === 0 ? null : (
        <>
          <p class="govuk-body">We have asked:</p>
          <ul class="govuk-list govuk-list--bullet">
            {asked.map((one) => (
              <Asked asked={one} />
            ))}
          </ul>
        </>
      )}
      {request.status === 'with-staff' ? (
        <p class="govuk-body">Our support team has your request. They answer every one.</p>
      ) : null}
      {next && request.movesOnAt ? (
        <p class="govuk-body">
          If nobody answers by {momentText(request.movesOnAt)}, we ask {stageText[next]}. Whoever was asked before can
          still answer.
        </p>
      ) : null}
      <h2 class="govuk-heading-m">A faster way</h2>
      <p class="govuk-body">Ask somebody at {target.organisation.name} to look for our email.</p>
      <FasterRoute target={target} />
      {reference ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/join-requests/${reference}/withdraw`}>
            Withdraw the request
          </a>
        </p>
      ) : null}
    </>
  )
}

const ClosedMeanwhile = ({ standing: { target } }: { readonly standing: Standing }): Html => (
  <>
    <InsetText text={`${target.organisation.name} cannot use this service any more, so nobody can be added to it.`} />
    <p class="govuk-body">
      <a class="govuk-link" href={target.organisation.urn ? `/schools/${target.organisation.urn}` : '/schools'}>
        See why, and which school took over
      </a>
    </p>
  </>
)

const Asked = ({ asked }: { readonly asked: AskedAt }): Html => (
  <li>
    {stageText[asked.stage]}, {asked.addresses.join(', ')}, at {momentText(asked.at)}
  </li>
)

/** Who answered, for whoever asked: what they are, not who. */
const deciderText = (decider: Decider | null): string => {
  if (decider === null) return 'This service'
  if (decider.kind === 'mailbox') return 'Whoever reads the school’s own email'
  return decider.isStaff ? 'Our support team' : 'Somebody who manages access there'
}

const Over = ({ standing }: { readonly standing: Standing }): Html => {
  const { request, target, decider } = standing
  const at = request.decidedAt ? ` at ${momentText(request.decidedAt)}` : ''
  if (request.status === 'withdrawn') {
    return (
      <p class="govuk-body">
        You withdrew the request{at}.{' '}
        <a class="govuk-link" href={target.path}>
          Ask again
        </a>
      </p>
    )
  }
  if (request.status === 'refused') return <Refused standing={standing} at={at} />
  return (
    <>
      <p class="govuk-body">
        {deciderText(decider)} approved it{at}.
      </p>
      {request.givenRole ? (
        <p class="govuk-body">
          You have the role ‘{roleText[request.givenRole]}’.{' '}
          <a class="govuk-link" href="/sign-in">
            Sign in
          </a>{' '}
          with {request.address}. You do not need a password.
        </p>
      ) : (
        <p class="govuk-body">{nextFor('join-request-approved', 'school')}</p>
      )}
    </>
  )
}

const Refused = ({ standing, at }: { readonly standing: Standing; readonly at: string }): Html => {
  const { request, target, decider } = standing
  return (
    <>
      <p class="govuk-body">
        {deciderText(decider)} refused it{at}. The reason given:
      </p>
      <InsetText text={request.refusedBecause ?? ''} />
      <h2 class="govuk-heading-m">What you can do</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>talk to somebody at {target.organisation.name}</li>
        {target.open ? (
          <li>
            <a class="govuk-link" href={target.path}>
              ask again, with a note that says who you are
            </a>
          </li>
        ) : null}
      </ul>
      {target.open ? <FasterRoute target={target} /> : <ClosedMeanwhile standing={standing} />}
    </>
  )
}

/** Asks before the request is taken back: the people who were asked are not asked again. */
export const withdrawPage = ({ target, reference }: Standing): Page =>
  formPage(
    freshForm(`/join-requests/${reference}/withdraw`, { back: `/join-requests/${reference}` }),
    {
      title: 'Withdraw your request',
      headed: 'by-page',
      caption: target.organisation.name,
      submit: 'Withdraw request',
    },
    <p class="govuk-body">Nobody can answer it after that. You can ask again whenever you want.</p>,
  )

/** A reference that is cut short or was never ours. */
export const unknownReferencePage = (): Page =>
  page(
    { title: 'We cannot find this request' },
    <>
      <h1 class="govuk-heading-l">We cannot find this request</h1>
      <p class="govuk-body">
        Some email programs cut links in two. Open the link again from our email, or copy all of it.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in/problems">
          See other ways to get in
        </a>
      </p>
    </>,
  )
