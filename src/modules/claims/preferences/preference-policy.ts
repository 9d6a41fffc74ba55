import type { Actor } from '#src/kit/actor.ts'
import { allOf, when } from '#src/kit/policy.ts'
import { CLAIMING_ROLES } from '../claims/email-kinds.ts'

type Place = { readonly organisationId: string }

/** Those who are written to about claims of an organisation choose for themselves. */
export const preferencePolicy = {
  choose: (actor: Actor, { organisationId }: Place) =>
    allOf(
      when(actor.accountId !== null, 'sign-in'),
      when(actor.worksAt(organisationId)),
      when(actor.worksAt(organisationId, ...CLAIMING_ROLES), 'role-cannot-claim'),
    ),
} as const
