import { dateText, londonDate } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { NamedOrganisation } from '../../../directory/public.ts'
import { roleText } from '../../accounts/account.ts'
import type { HandoverWithPeople } from '../../handovers/handovers-queries.ts'
import type { EndedMembership } from '../../memberships/endings-queries.ts'
import type { Ending } from '../../memberships/membership-rules.ts'

const TITLE = 'You do not have access to an organisation yet'
const TITLE_AFTER = 'You no longer have access to an organisation'

type Nowhere = {
  readonly ended: readonly EndedMembership[]
  readonly names: ReadonlyMap<string, NamedOrganisation>
  /** What they changed themselves and may still undo. */
  readonly undoable: readonly HandoverWithPeople[]
}

/** Somebody who signs in and has no role, such as a tutor who was replaced: how that came about, and what to do. */
export const nowherePage = ({ ended, names, undoable }: Nowhere): Page => {
  const title = ended.length > 0 ? TITLE_AFTER : TITLE
  return page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">Your account works, but you have no role in a school or another organisation now.</p>
      {ended.length === 0 ? null : (
        <ul class="govuk-list govuk-list--bullet">
          {ended.map((ending) => (
            <li>
              {endedText(ending, names.get(ending.organisationId)?.name ?? 'an organisation')}.{' '}
              <AskAgain organisation={names.get(ending.organisationId)} />
            </li>
          ))}
        </ul>
      )}
      {undoable.map((change) => (
        <Undo {...change} />
      ))}
      <WhatToDo />
    </>,
  )
}

const Undo = ({ handover, to }: HandoverWithPeople): Html => (
  <p class="govuk-body">
    You handed over to {to.name} on {dateText(londonDate(handover.happenedAt))}.{' '}
    <a class="govuk-link" href={`/organisations/${handover.organisationId}/handover/${handover.id}`}>
      See what was sent, or undo it
    </a>
    .
  </p>
)

const endedText = ({ role, because, endedAt, by }: EndedMembership, organisation: string): string =>
  `${roleText[role]} of ${organisation} until ${dateText(londonDate(endedAt))}: ${becauseText[because](by ?? 'somebody')}`

const AskAgain = ({ organisation }: { readonly organisation: NamedOrganisation | undefined }): Html | null =>
  organisation ? (
    <a
      class="govuk-link"
      href={
        organisation.urn
          ? `/schools/${organisation.urn}/join-request`
          : `/organisations/${organisation.id}/join-request`
      }
    >
      Ask to be added to {organisation.name} again
    </a>
  ) : null

const becauseText: Readonly<Record<Ending, (by: string) => string>> = {
  replaced: () => 'the school named somebody else',
  removed: (by) => `${by} ended your role`,
  left: () => 'you left',
  'handed-over': () => 'the role was handed over',
  undone: () => 'the change that gave it to you was undone',
  'date-reached': () => 'the agreed day came',
  'role-changed': () => 'your role was changed',
  'by-staff': () => 'our staff ended it',
  'dfe-sign-in': () => 'DfE Sign-in no longer says so',
  merged: () => 'two accounts of yours became one',
}

const WhatToDo = (): Html => (
  <>
    <h2 class="govuk-heading-m">What you can do</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        <a class="govuk-link" href="/schools">
          Find your school
        </a>{' '}
        and ask to be added. The people who manage access there answer you
      </li>
      <li>If your school is not signed up, have the link sent to the school from the same page</li>
      <li>If you work for a trust or a training provider, ask a colleague who has access to add you</li>
      <li>
        If you teach, you can{' '}
        <a class="govuk-link" href="/npq">
          register for a national professional qualification (NPQ)
        </a>{' '}
        without a role
      </li>
      <li>If you have another email address, sign out and sign in with that one</li>
    </ul>
  </>
)
