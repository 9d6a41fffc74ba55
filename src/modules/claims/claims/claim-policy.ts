import type { Actor } from '#src/kit/actor.ts'
import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'
import type { Claim } from './claim.ts'

type Subject = Pick<Claim, 'schoolId' | 'providerId' | 'status'>

const CLAIMANTS = ['administrator', 'induction-tutor', 'claims'] as const

const known = (actor: Actor) => when(actor.accountId !== null, 'sign-in')
const staffSignIn = (actor: Actor) => (actor.accountId === null ? 'staff-sign-in' : 'not-yours')

/** Staff who help schools and providers with claims, and those who pay. */
const staff: Policy<unknown> = (actor) => when(actor.may('support') || actor.may('pay'), staffSignIn(actor))

/** Staff who help with claims. */
const support: Policy<unknown> = (actor) => when(actor.may('support'), staffSignIn(actor))

/** Staff who pay, and take back. Whoever changes money proves a short while before who they are. */
const pay: Policy<unknown> = (actor) => when(actor.may('pay'), staffSignIn(actor))
const payNow: Policy<unknown> = (actor, subject) => allOf(pay(actor, subject), when(actor.isFresh, 'fresh-sign-in'))

/** Everybody at the school or its trust, whatever their role. */
const atSchool: Policy<Pick<Subject, 'schoolId'>> = (actor, { schoolId }) =>
  allOf(known(actor), when(actor.worksAt(schoolId)))

/** Who claims for the school: there, or at its trust. */
const claimant: Policy<Pick<Subject, 'schoolId'>> = (actor, subject) =>
  allOf(atSchool(actor, subject), when(actor.worksAt(subject.schoolId, ...CLAIMANTS), 'role-cannot-claim'))

const claimantOrSupport: Policy<Pick<Subject, 'schoolId'>> = (actor, subject) =>
  anyOf(claimant(actor, subject), support(actor, subject))

const viewAsSchool: Policy<Pick<Subject, 'schoolId'>> = (actor, subject) =>
  anyOf(atSchool(actor, subject), staff(actor, subject))

/** The provider that a claim names, from the day it was sent. */
const atProvider: Policy<Subject> = (actor, { providerId, status }) =>
  allOf(known(actor), when(actor.worksAt(providerId) && status !== 'draft' && status !== 'discarded'))

const answersForProvider: Policy<Subject> = (actor, subject) =>
  allOf(atProvider(actor, subject), when(actor.worksAt(subject.providerId, ...CLAIMANTS), 'role-cannot-claim'))

/** Who may do what with a claim. Whether its state allows it is for the transition table to say. */
export const claimPolicy = {
  staff,
  support,
  pay,
  payNow,
  atSchool,
  claimant,
  claimantOrSupport,
  viewAsSchool,
  atProvider,
  answersForProvider,
  /** What a provider says of a claim, and staff for it with a reason. */
  answersForProviderOrSupport: (actor, subject) => anyOf(answersForProvider(actor, subject), support(actor, subject)),
  view: (actor, subject) => anyOf(atSchool(actor, subject), atProvider(actor, subject), staff(actor, subject)),
} as const satisfies Readonly<Record<string, Policy<Subject>>>
