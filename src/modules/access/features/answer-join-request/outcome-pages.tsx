import { momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { roleText } from '../../accounts/account.ts'
import { ANSWER_LINK_DAYS } from '../../join-requests/join-request-rules.ts'
import type { Decider } from '../../join-requests/join-requests-queries.ts'
import type { Question } from './handlers.ts'

type Decided = Question & { readonly decider: Decider | null; readonly justNow: boolean }

/** How the request was answered: to whoever has just done it, and to whoever comes second. */
export function decidedPage(decided: Decided): Page {
  const { request, justNow } = decided
  if (justNow && request.status === 'approved') {
    return confirmationPage({ title: 'Request approved', next: <WhatNext {...decided} /> })
  }
  if (justNow && request.status === 'refused') {
    const next = <p class="govuk-body">We have emailed {request.name} your reason. Your name is not in it.</p>
    return confirmationPage({ title: 'Request refused', next })
  }
  return page(
    { title: 'This request has been answered' },
    <>
      <h1 class="govuk-heading-l">This request has been answered</h1>
      <p class="govuk-body">{answeredText(decided)}</p>
      {request.status === 'approved' ? <WhatNext {...decided} /> : null}
      <p class="govuk-body">You do not need to do anything else.</p>
    </>,
  )
}

const answeredText = ({ request, decider }: Decided): string => {
  const at = request.decidedAt ? ` at ${momentText(request.decidedAt)}` : ''
  if (request.status === 'withdrawn') return `${request.name} withdrew it${at}.`
  return request.status === 'approved'
    ? `Already approved by ${deciderText(decider)}${at}.`
    : `Already refused by ${deciderText(decider)}${at}. The reason given: ${request.refusedBecause ?? ''}`
}

const deciderText = (decider: Decider | null): string => {
  if (decider === null) return 'the service'
  if (decider.kind === 'person') return decider.isStaff ? `${decider.name} (support)` : decider.name
  return `whoever reads the school’s email, ${decider.address}`
}

const WhatNext = ({ request, target, asMailbox }: Decided): Html => (
  <>
    <p class="govuk-body">
      {request.givenRole
        ? `${request.name} has the role ‘${roleText[request.givenRole]}’ at ${target.organisation.name}. We have told them how to sign in.`
        : `We have told ${request.name} that ${target.organisation.name} will hand over to them.`}
    </p>
    {request.role === 'induction-tutor' ? <HandOver target={target} asMailbox={asMailbox} /> : null}
  </>
)

/** People hand over when they are signed in; a mailbox names the tutor with the link that it is sent. */
const HandOver = ({ target, asMailbox }: Pick<Question, 'target' | 'asMailbox'>): Html => (
  <p class="govuk-body">
    {asMailbox ? (
      <a class="govuk-link" href={`/schools/${target.organisation.urn ?? ''}/access`}>
        Have the link to name them induction tutor sent to your mailbox
      </a>
    ) : (
      <a class="govuk-link" href={`/organisations/${target.organisation.id}/handover`}>
        Hand over to them as induction tutor
      </a>
    )}
  </p>
)

/** The school closed while the request was open. */
export const closedPage = ({ target: { organisation } }: Question): Page =>
  page(
    { title: `${organisation.name} cannot use this service any more` },
    <>
      <h1 class="govuk-heading-l">{organisation.name} cannot use this service any more</h1>
      <p class="govuk-body">
        Because of this, nobody can be added to it, and you do not need to answer. We tell whoever asked.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={organisation.urn ? `/schools/${organisation.urn}` : '/schools'}>
          See why, and which school took over
        </a>
      </p>
    </>,
  )

export type DeadAnswer = 'unknown' | 'expired' | 'not-yours'

const reasons: Readonly<Record<DeadAnswer, { readonly title: string; readonly why: string }>> = {
  unknown: {
    title: 'This link does not work',
    why: 'Some email programs cut links in two. Open it again from our email, or copy all of it. The link stays open in your browser for 12 hours.',
  },
  expired: {
    title: 'This link has expired',
    why: `Links to answer work for ${ANSWER_LINK_DAYS} days. The request has gone on to others. If you manage access, sign in and answer it there.`,
  },
  'not-yours': {
    title: 'You cannot answer this request any more',
    why: 'The link was sent to somebody who managed access then. That has changed since.',
  },
}

/** Says why a link to answer does not work, and where the answer can be given instead. */
export const deadAnswerPage = (dead: DeadAnswer): Page =>
  page(
    { title: reasons[dead].title },
    <>
      <h1 class="govuk-heading-l">{reasons[dead].title}</h1>
      <p class="govuk-body">{reasons[dead].why}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in">
          Sign in
        </a>
      </p>
    </>,
  )
