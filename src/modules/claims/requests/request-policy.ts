import type { Actor } from '#src/kit/actor.ts'
import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'
import { claimPolicy } from '../claims/claim-policy.ts'

/** Whose answer it is. */
type Asked = { readonly organisationId: string }
/** Who sent a claim, and whom it names. */
type Sent = Parameters<typeof claimPolicy.view>[1]

const known = (actor: Actor) => when(actor.accountId !== null, 'sign-in')
const ANSWERING = ['administrator', 'induction-tutor', 'claims'] as const

const atOrganisation: Policy<Asked> = (actor, { organisationId }) =>
  allOf(known(actor), when(actor.worksAt(organisationId)))

const answers: Policy<Asked> = (actor, asked) =>
  allOf(atOrganisation(actor, asked), when(actor.worksAt(asked.organisationId, ...ANSWERING), 'role-cannot-claim'))

/** The provider that asked reads question and answer; the files stay between the school and DfE. */
const asker = (actor: Actor, { askedByOrganisationId: id }: { readonly askedByOrganisationId: string | null }) =>
  allOf(known(actor), when(id !== null && actor.worksAt(id)))

/** Staff who help or pay ask whomever; a provider asks the school of a claim that names it. */
export const requestPolicy = {
  ask: (actor: Actor, asking: Sent & { readonly of: 'school' | 'provider' }) =>
    asking.of === 'school'
      ? anyOf(claimPolicy.staff(actor, asking), claimPolicy.answersForProvider(actor, asking))
      : claimPolicy.staff(actor, asking),
  /** Who was asked, the provider that asked, and staff. */
  view: (actor: Actor, asked: Asked & { readonly askedByOrganisationId: string | null }) =>
    anyOf(atOrganisation(actor, asked), asker(actor, asked), claimPolicy.staff(actor, undefined)),
  answer: answers,
  settle: claimPolicy.staff,
  /** Evidence is for whoever uploaded it and for staff. */
  openEvidence: (actor: Actor, asked: Asked) =>
    anyOf(atOrganisation(actor, asked), claimPolicy.staff(actor, undefined)),
} as const
