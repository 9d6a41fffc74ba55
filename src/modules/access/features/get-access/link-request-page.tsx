import { academicYearText, dateText, londonDate, momentText, type Temporal } from '#src/kit/dates.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { waitText } from '#src/ui/wait-text.ts'
import type { School } from '../../../directory/public.ts'
import type { LinkRequest } from '../../link-requests/link-request.ts'
import {
  didNotArrive,
  type NextStep,
  pageEndsAt,
  REQUEST_PAGE_DAYS,
  WORKING_DAYS_TO_OPEN,
} from '../../link-requests/link-request-rules.ts'
import type { SentLink } from '../../link-requests/link-requests-queries.ts'
import { channelText, NOMINATION_LINK_DAYS, type ResendTarget } from '../../nominations/nomination-rules.ts'
import { sentToText } from '../../nominations/sent-to-text.ts'
import { dueText } from '../../proofs/proof-rules.ts'

/** A request as its requester follows it. */
export type Followed = {
  /** The address of the page. */
  readonly at: string
  readonly request: LinkRequest
  readonly school: School
  readonly eligible: boolean
  /** Newest first. */
  readonly links: readonly SentLink[]
  readonly step: NextStep
  readonly resend: ResendTarget | null
  /** When the school may be sent the next link; null for now. */
  readonly nextAt: Temporal.Instant | null
  readonly nominatedAt: Temporal.Instant | null
  readonly expectsNobodyIn: number | null
  readonly isRegistered: boolean
  readonly now: Temporal.Instant
}

/** What became of a request for a school's link, and what to do next. Its address is the only key to it. */
export const linkRequestPage = (followed: Followed): Page => {
  const { school, request, nominatedAt, eligible } = followed
  const title = `Your request for ${school.name}`
  return page(
    { title, back: `/schools/${school.urn}/access` },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <InsetText
        text={`Keep the address of this page. You can come back to it until ${dateText(londonDate(pageEndsAt(request.createdAt)))} to see what became of your request.`}
      />
      {nominatedAt ? <Nominated {...followed} at={nominatedAt} /> : <WithStaff {...followed} />}
      <Link {...followed} />
      {nominatedAt || !eligible ? null : <WhatNext {...followed} />}
      {eligible ? null : <NotEligible {...followed} />}
    </>,
  )
}

const Nominated = ({ school, at }: { readonly school: School; readonly at: Temporal.Instant }): Html => (
  <>
    <h2 class="govuk-heading-m">Somebody was nominated at {momentText(at)}</h2>
    <p class="govuk-body">The school has named its induction tutor. We have emailed them.</p>
    <p class="govuk-body">
      If that is you,{' '}
      <a class="govuk-link" href="/sign-in">
        sign in with the email address that the school gave us
      </a>
      . If it is a colleague,{' '}
      <a class="govuk-link" href={`/schools/${school.urn}/join-request`}>
        ask them to add you
      </a>
      .
    </p>
  </>
)

const WithStaff = ({ request, links }: Followed): Html | null => {
  const { status, asked, decidedAt, refusedBecause } = request
  if (status === 'with-staff' && asked)
    return (
      <>
        <h2 class="govuk-heading-m">Our support team has your request</h2>
        <p class="govuk-body">
          You asked at {momentText(asked.at)}. We check with the school first, and email you at{' '}
          {maskedAddress(asked.address)} when there is an answer. You do not need to ask again.
        </p>
      </>
    )
  if (status === 'answered' && decidedAt)
    return (
      <>
        <h2 class="govuk-heading-m">Our support team has answered</h2>
        <p class="govuk-body">
          At {momentText(decidedAt)}, after checking with the school, {answerText(links[0])}.
        </p>
      </>
    )
  if (status === 'refused' && decidedAt)
    return (
      <>
        <h2 class="govuk-heading-m">Our support team did not send a link</h2>
        <p class="govuk-body">Decided at {momentText(decidedAt)}, for this reason:</p>
        <p class="govuk-body">{refusedBecause}</p>
      </>
    )
  return null
}

const answerText = (link: SentLink | undefined): string =>
  link?.channel === 'letter'
    ? 'they sent the headteacher a letter with a code'
    : `they sent the link to ${link ? sentToText(link) : 'the school'}`

const Link = ({ at, school, links, expectsNobodyIn }: Followed): Html => {
  const [newest, ...earlier] = links
  if (!newest) return <p class="govuk-body">Nothing has been sent yet: we had no email address for {school.name}.</p>
  return (
    <>
      <h2 class="govuk-heading-m">The newest link</h2>
      <Summary
        rows={[
          { key: 'Sent to', value: `${sentToText(newest)}${newest.channel ? `, ${channelText[newest.channel]}` : ''}` },
          { key: 'Asked for', value: momentText(newest.sentAt) },
          ...(newest.message ? [{ key: 'What became of it', value: <Became {...newest.message} /> }] : []),
          { key: newest.channel === 'letter' ? 'Code' : 'Link', value: openedText(newest) },
        ]}
      />
      {expectsNobodyIn === null ? null : (
        <p class="govuk-body">
          The school said that it expects no early career teachers in {academicYearText(expectsNobodyIn)}. If that has
          changed, whoever has the link can change the answer.
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={at}>
          Check again
        </a>
      </p>
      {earlier.length === 0 ? null : <Earlier links={earlier} />}
    </>
  )
}

const Became = ({ text, next }: { readonly text: string; readonly next: string }): Html => (
  <>
    <strong>{text}</strong>
    <br />
    {next}
  </>
)

function openedText({ channel, openedAt, usedAt }: SentLink): string {
  if (usedAt) return `Used at ${momentText(usedAt)}`
  if (openedAt) return `Opened at ${momentText(openedAt)}. Nobody has been nominated with it yet`
  return channel === 'letter' ? 'Nobody has entered it yet' : 'Nobody has opened it yet'
}

const Earlier = ({ links }: { readonly links: readonly SentLink[] }): Html => (
  <>
    <h3 class="govuk-heading-s">Sent before</h3>
    <ul class="govuk-list govuk-list--bullet">
      {links.map((link) => (
        <li>
          {momentText(link.sentAt)} to {sentToText(link)}. {link.message?.text ?? ''}
        </li>
      ))}
    </ul>
  </>
)

const WhatNext = (followed: Followed): Html | null =>
  followed.request.status === 'with-staff' ? null : (
    <>
      <h2 class="govuk-heading-m">What you can do next</h2>
      <NextChannel {...followed} />
      <Resend {...followed} />
      {followed.isRegistered ? (
        <p class="govuk-body">
          Somebody is registered for the school.{' '}
          <a class="govuk-link" href={`/schools/${followed.school.urn}/join-request`}>
            Ask them to add you
          </a>
          .
        </p>
      ) : null}
    </>
  )

const NextChannel = ({ at, step, links }: Followed): Html => {
  if (step.kind === 'wait') return <Wait {...step} />
  return step.kind === 'contact' ? (
    <Form state={freshForm(`${at}/next-channel`)}>
      <p class="govuk-body">
        {whyNext(links) ?? 'The school has an email address now.'} We can send a link to{' '}
        <strong>{maskedAddress(step.contact.address)}</strong>, {channelText[step.contact.channel]}.
      </p>
      <Button text="Send it to that address" preventDoubleClick />
    </Form>
  ) : (
    <>
      <p class="govuk-body">
        {whyNext(links)} We have no other address for the school. Our support team can check with the school and send
        the link another way.
      </p>
      <Button text="Ask the support team" href={`${at}/help`} />
    </>
  )
}

function whyNext([newest]: readonly SentLink[]): string | null {
  if (!newest) return null
  return didNotArrive(newest)
    ? 'The email could not be delivered.'
    : `Nobody has been nominated within ${WORKING_DAYS_TO_OPEN} working days.`
}

const Wait = ({ until, then }: Extract<NextStep, { kind: 'wait' }>): Html => (
  <p class="govuk-body">
    Ask whoever reads that email to open the link. If nobody has been nominated by {dateText(londonDate(until))}, come
    back to this page:{' '}
    {then ? `you can then send it to ${maskedAddress(then.address)}` : 'you can then ask our support team'}.
  </p>
)

const Resend = ({ at, links, resend, nextAt, now }: Followed): Html | null => {
  const [newest] = links
  if (!newest || !resend || newest.status === 'permanent-failure') return null
  return nextAt ? (
    <p class="govuk-body">
      You can send the link again in {waitText(nextAt.since(now).total('seconds'))}, at {dueText(nextAt, now)}.
    </p>
  ) : (
    <Form state={freshForm(`${at}/resend`)}>
      <p class="govuk-body">
        If the email was deleted, send a new link to <strong>{sentToText(resend)}</strong>. It works for{' '}
        {NOMINATION_LINK_DAYS} days, and the ones before go on working.
      </p>
      <Button text="Send the link again" classes="govuk-button--secondary" preventDoubleClick />
    </Form>
  )
}

const NotEligible = ({ school }: Followed): Html => (
  <p class="govuk-body">
    The school cannot use the service any more.{' '}
    <a class="govuk-link" href={`/schools/${school.urn}/access`}>
      See why, and which school took over
    </a>
    .
  </p>
)

/** A reference of nothing, or of a request that has ended. */
export const unknownRequestPage = (): Page =>
  page(
    { title: 'This request cannot be found' },
    <>
      <h1 class="govuk-heading-l">This request cannot be found</h1>
      <p class="govuk-body">
        Requests can be followed for {REQUEST_PAGE_DAYS} days. If yours is newer, check that you copied the whole
        address of its page.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/schools">
          Find your school to see who is registered, and ask again
        </a>
      </p>
    </>,
  )
