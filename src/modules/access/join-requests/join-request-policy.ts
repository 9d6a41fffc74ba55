import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'
import { MANAGING_ROLES } from '../memberships/membership-rules.ts'

export type Answerable = {
  readonly organisationId: string
  /** The link to answer this very request whose holder may still speak for the organisation; null when none was brought. */
  readonly proofId: string | null
}

export const joinRequestPolicy = {
  /** Who adds and removes people there, the holder of a link that asks them, and support. A trust's people count in its schools. */
  answer: (actor, { organisationId, proofId }) =>
    anyOf(
      allOf(
        when(actor.identity.kind !== 'anonymous', 'sign-in'),
        when(actor.worksAt(organisationId, ...MANAGING_ROLES)),
      ),
      when(actor.may('support')),
      when(proofId !== null && actor.holdsLink(proofId)),
    ),
  /** Whoever asked: they alone hold its reference. */
  withdraw: (actor, { id }) => when(actor.holdsLink(id)),
  /** The clock moves requests on, nobody else. */
  moveOn: (actor) => when(actor.identity.kind === 'system'),
} as const satisfies {
  readonly answer: Policy<Answerable>
  readonly withdraw: Policy<{ readonly id: string }>
  readonly moveOn: Policy<unknown>
}
