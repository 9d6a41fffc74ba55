import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'
import type { ChangeRequest } from './change-request.ts'

const atProvider: Policy<{ readonly organisationId: string }> = (actor, { organisationId }) =>
  allOf(when(actor.accountId !== null, 'sign-in'), when(actor.worksAt(organisationId, 'administrator', 'claims')))

const support: Policy<unknown> = (actor) => allOf(when(actor.accountId !== null, 'sign-in'), when(actor.may('support')))

/** The people of a provider who look after its participants, and staff for them. */
export const answerRequests: Policy<{ readonly organisationId: string }> = (actor, place) =>
  anyOf(atProvider(actor, place), support(actor, place))

/** Those of the provider that was asked. */
export const mayAnswer: Policy<Pick<ChangeRequest, 'fromProviderId'>> = (actor, { fromProviderId }) =>
  answerRequests(actor, { organisationId: fromProviderId })
