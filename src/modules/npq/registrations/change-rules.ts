import type { Registration } from './registration.ts'

/** What decides whether a registration may be changed, besides its states. */
export type ChangeFacts = {
  readonly registration: Pick<Registration, 'status' | 'trainingStatus'>
  /** A declaration that is submitted, eligible, payable or paid. */
  readonly hasCountingDeclaration: boolean
  readonly hasCompleted: boolean
  /** Whether we hold the rules that the registration was decided by. */
  readonly hasRules: boolean
}

/** What happens to the funding of a registration whose work details change. */
export type FundingEffect =
  /** Looked at again; what follows is shown before it is confirmed. */
  | 're-evaluated'
  /** Looked at again; a funded place stays and staff are told when it is in doubt. */
  | 're-evaluated-place-kept'
  /** Fixed when training started; what it would have been is kept for audit. */
  | 'frozen'

export type WhyNotChanged = 'rejected' | 'withdrawn' | 'expired' | 'completed' | 'started' | 'deferred'

type Allowed<How> = { readonly allowed: true } & How
type NotAllowed = { readonly allowed: false; readonly because: WhyNotChanged }

/** Whether work details may be changed, and what that does to funding. Source: docs/rules/npq.md, "Changing work details". */
export function workDetailsChange(facts: ChangeFacts): Allowed<{ readonly funding: FundingEffect }> | NotAllowed {
  const over = whyOver(facts)
  if (over !== null) return { allowed: false, because: over }
  const { status, trainingStatus } = facts.registration
  const isFixed = facts.hasCountingDeclaration || trainingStatus === 'deferred' || !facts.hasRules
  if (isFixed) return { allowed: true, funding: 'frozen' }
  return { allowed: true, funding: status === 'accepted' ? 're-evaluated-place-kept' : 're-evaluated' }
}

/** At once, or when the provider that accepted the registration releases it. */
export type How = { readonly how: 'at-once' | 'released-by-provider' }

/** Whether the course may be changed. */
export function courseChange(facts: ChangeFacts): Allowed<How> | NotAllowed {
  if (facts.registration.status === 'pending') return { allowed: true, how: 'at-once' }
  return released(facts)
}

/** Whether the provider may be changed. A registration that its provider rejected may go to another. */
export function providerChange(facts: ChangeFacts): Allowed<How> | NotAllowed {
  const { status } = facts.registration
  if (status === 'pending' || status === 'rejected') return { allowed: true, how: 'at-once' }
  return released(facts)
}

/** Whether its owner may take it back. Once accepted, leaving is agreed with the provider. */
export function withdrawal(facts: ChangeFacts): { readonly allowed: true } | NotAllowed {
  const { status } = facts.registration
  if (status === 'pending') return { allowed: true }
  return { allowed: false, because: whyOver(facts) ?? 'started' }
}

function released(facts: ChangeFacts): Allowed<How> | NotAllowed {
  const over = whyOver(facts)
  if (over !== null) return { allowed: false, because: over }
  if (facts.registration.trainingStatus === 'deferred') return { allowed: false, because: 'deferred' }
  if (facts.hasCountingDeclaration) return { allowed: false, because: 'started' }
  return { allowed: true, how: 'released-by-provider' }
}

function whyOver({ registration, hasCompleted }: ChangeFacts): WhyNotChanged | null {
  const { status, trainingStatus } = registration
  if (status === 'rejected' || status === 'withdrawn' || status === 'expired') return status
  if (trainingStatus === 'withdrawn') return 'withdrawn'
  return hasCompleted ? 'completed' : null
}
