import { academicYearText, momentText, type Temporal } from '#src/kit/dates.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { roleText } from '../../accounts/account.ts'
import type { Member } from '../../memberships/memberships-queries.ts'
import { type Contact, channelText, NOMINATION_LINK_DAYS } from '../../nominations/nomination-rules.ts'
import { type SchoolFacts, Standing } from '../../nominations/standing.tsx'
import { dueText } from '../../proofs/proof-rules.ts'

export type AccessFacts = SchoolFacts & {
  readonly members: readonly Member[]
  readonly contact: Contact | null
  /** The academic year for which the school said that it expects nobody. */
  readonly expectsNobodyIn: number | null
  /** The newest link that still works. */
  readonly liveLink: { readonly sentTo: string; readonly sentAt: Temporal.Instant } | null
  /** When the next link may go to the school; null for now. */
  readonly nextAt: Temporal.Instant | null
  /** The page of this browser's own request for the school. */
  readonly ownRequest: string | null
  /** Made anew for every page: what the request that is sent from it will be known by. */
  readonly reference: string
  readonly now: Temporal.Instant
}

/** Where a school stands and every way in, for whoever wants access. */
export const accessPage = (facts: AccessFacts): Page => {
  const { school, eligibility } = facts
  const title = `Get access for ${school.name}`
  return page(
    { title, breadcrumbs: crumbs(school) },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Standing {...facts} />
      {eligibility.eligible ? (
        <>
          <OwnRequest {...facts} />
          <Registered {...facts} />
          {facts.members.length > 0 ? <WhenRegistered {...facts} /> : null}
          <LinkForSchool {...facts} />
          <NoTeachers />
        </>
      ) : null}
    </>,
  )
}

const crumbs = ({ name, urn }: SchoolFacts['school']) => [
  { text: 'Schools', href: '/schools' },
  { text: name, href: `/schools/${urn}` },
]

const OwnRequest = ({ ownRequest }: AccessFacts): Html | null =>
  ownRequest ? (
    <InsetText
      html={
        <>
          You asked for the school’s link in this browser.{' '}
          <a class="govuk-link" href={ownRequest}>
            See what became of your request
          </a>
        </>
      }
    />
  ) : null

/** Masked: enough for a colleague to recognise who it is, and no name. */
const Registered = ({ members, expectsNobodyIn }: AccessFacts): Html => (
  <>
    <h2 class="govuk-heading-m">Who is registered</h2>
    {members.length === 0 ? <p class="govuk-body">Nobody is registered for this school.</p> : null}
    {members.length === 0 ? null : (
      <Summary
        rows={members.map(({ role, address, verified }) => ({
          key: roleText[role],
          value: (
            <>
              <span class="govuk-!-text-break-word">{address ? maskedAddress(address) : 'No email address'}</span>
              <br />
              {verified ? 'Has signed in.' : 'Has not signed in yet.'}
            </>
          ),
        }))}
      />
    )}
    {expectsNobodyIn === null ? null : (
      <p class="govuk-body">
        The school said that it expects no early career teachers in {academicYearText(expectsNobodyIn)}. It can change
        its answer with the link that we send it.
      </p>
    )}
  </>
)

const WhenRegistered = ({ school }: AccessFacts): Html => (
  <>
    <h2 class="govuk-heading-m">If one of them is you</h2>
    <p class="govuk-body">
      <a class="govuk-link" href="/sign-in">
        Sign in with that email address
      </a>
      . You do not need a password.
    </p>
    <h2 class="govuk-heading-m">If it is a colleague</h2>
    <p class="govuk-body">
      They can give you access too.{' '}
      <a class="govuk-link" href={`/schools/${school.urn}/join-request`}>
        Ask to be added
      </a>
      . If they do not answer, your request goes on to others by itself.
    </p>
  </>
)

const LinkForSchool = (facts: AccessFacts): Html => (
  <>
    <h2 class="govuk-heading-m">
      {facts.members.length === 0 ? 'Have the induction tutor named' : 'If they have left, or nobody knows them'}
    </h2>
    {facts.contact ? <Sending {...facts} contact={facts.contact} /> : <NoContact {...facts} />}
  </>
)

const Sending = ({
  school,
  contact,
  liveLink,
  nextAt,
  reference,
  now,
}: AccessFacts & { readonly contact: Contact }) => (
  <>
    <p class="govuk-body">
      We send a link to <strong class="govuk-!-text-break-word">{maskedAddress(contact.address)}</strong>,{' '}
      {channelText[contact.channel]} in Get Information about Schools. Whoever reads it names the induction tutor, who
      can be you. The link works once, for {NOMINATION_LINK_DAYS} days.
    </p>
    {liveLink ? (
      <p class="govuk-body">
        A link that still works was sent to <span class="govuk-!-text-break-word">{liveLink.sentTo}</span> at{' '}
        {momentText(liveLink.sentAt)}. Ask whoever reads that email whether they have it.
      </p>
    ) : null}
    {nextAt ? (
      <p class="govuk-body">The next link can be sent at {dueText(nextAt, now)}.</p>
    ) : (
      <Form state={freshForm(`/schools/${school.urn}/link-request`, { hidden: { reference } })}>
        <Button text="Send the link to the school" preventDoubleClick />
      </Form>
    )}
  </>
)

/** Nobody can be written to: the school corrects the register, or staff check with it. */
const NoContact = ({ school, reference }: AccessFacts): Html => (
  <>
    <p class="govuk-body">
      We have no email address for this school. It can add one in{' '}
      <a class="govuk-link" href="https://get-information-schools.service.gov.uk/">
        Get Information about Schools
      </a>
      , and we use it from the next morning. If that is not possible, our support team can check with the school.
    </p>
    <Form state={freshForm(`/schools/${school.urn}/link-request`, { hidden: { reference } })}>
      <Button text="Ask the support team" preventDoubleClick />
    </Form>
  </>
)

const NoTeachers = (): Html => (
  <>
    <h2 class="govuk-heading-m">If you expect no early career teachers this year</h2>
    <p class="govuk-body">
      Nobody needs access then. The same link lets the school say so, and change its mind during the year.
    </p>
  </>
)

type NotNow = {
  readonly school: SchoolFacts['school']
  readonly why: string
  readonly ownRequest: string | null
  readonly isRegistered: boolean
}

/** A limit stopped the request: when it can be made, and what can be done until then. */
export const notNowPage = ({ school, why, ownRequest, isRegistered }: NotNow): Page =>
  page(
    { title: 'We did not send another link', back: `/schools/${school.urn}/access` },
    <>
      <h1 class="govuk-heading-l">We did not send another link</h1>
      <p class="govuk-body">{why}</p>
      <p class="govuk-body">Until then, you can:</p>
      <ul class="govuk-list govuk-list--bullet">
        {ownRequest ? (
          <li>
            <a class="govuk-link" href={ownRequest}>
              see what became of the link that you asked for
            </a>
          </li>
        ) : null}
        <li>
          <a class="govuk-link" href={`/schools/${school.urn}/access`}>
            see where the newest link went, and who is registered
          </a>
        </li>
        {isRegistered ? (
          <li>
            <a class="govuk-link" href={`/schools/${school.urn}/join-request`}>
              ask the people who are registered to add you
            </a>
          </li>
        ) : null}
        <li>ask whoever reads the school’s email to look for the link, in the junk folder too</li>
      </ul>
    </>,
  )
