import type { Actor, MembershipRole } from '#src/kit/actor.ts'
import { allOf, anyOf, type Decision, type Policy, when } from '#src/kit/policy.ts'

/** Of a trust, who may write to its schools: everybody but those who only look. */
const SENDING_ROLES = ['administrator', 'induction-tutor', 'claims'] as const satisfies readonly MembershipRole[]

/** Members of the organisation itself; a role in one of its schools is none in it. */
const worksFor = (actor: Actor, organisationId: string | null, roles: readonly MembershipRole[] = []): Decision =>
  when(organisationId !== null && actor.worksAt(organisationId, ...roles))

const support = (actor: Actor): Decision => allOf(when(actor.accountId !== null, 'sign-in'), when(actor.may('support')))

/** A batch as policies see it: the trust that asked for it, or null. */
type Batch = { readonly askedFor: string | null }

export const invitationPolicy = {
  /** Who is missing, why, and what became of invitations: support staff. */
  seeMissing: support,
  /** Support staff whomever they like; a trust its own schools. The system too, for the demonstration's world. */
  plan: (actor, { askedFor }) =>
    anyOf(support(actor), worksFor(actor, askedFor, SENDING_ROLES), when(actor.identity.kind === 'system')),
  seeBatch: (actor, { askedFor }) => anyOf(support(actor), worksFor(actor, askedFor)),
  stop: (actor, { askedFor }) => anyOf(support(actor), worksFor(actor, askedFor, SENDING_ROLES)),
  /** The clock sends, nobody else. */
  send: (actor) => when(actor.identity.kind === 'system'),
} as const satisfies {
  readonly seeMissing: Policy<unknown>
  readonly plan: Policy<Batch>
  readonly seeBatch: Policy<Batch>
  readonly stop: Policy<Batch>
  readonly send: Policy<unknown>
}

/** An organisation that has dealings with schools on this day: a provider, a partner, a body or a trust. Null: the visitor has none. */
export type PartnerSubject = { readonly partner: { readonly id: string } | null }
export type PartnerSchoolSubject = PartnerSubject & {
  /** A trust is told about its own schools only. */
  readonly isTheirs: boolean
}

export const partnerPolicy = {
  see: (actor, { partner }) => allOf(when(actor.accountId !== null, 'sign-in'), worksFor(actor, partner?.id ?? null)),
  seeSchool: (actor, { partner, isTheirs }) =>
    allOf(when(actor.accountId !== null, 'sign-in'), worksFor(actor, partner?.id ?? null), when(isTheirs)),
  sendLink: (actor, { partner, isTheirs }) =>
    allOf(
      when(actor.accountId !== null, 'sign-in'),
      worksFor(actor, partner?.id ?? null),
      when(isTheirs),
      when(worksFor(actor, partner?.id ?? null, SENDING_ROLES).allowed, 'only-looks'),
    ),
} as const satisfies {
  readonly see: Policy<PartnerSubject>
  readonly seeSchool: Policy<PartnerSchoolSubject>
  readonly sendLink: Policy<PartnerSchoolSubject>
}
