import type { ClaimStatus } from './claim-states.ts'

/** Who is to act on a claim. */
export type NextActor = 'school' | 'provider' | 'dfe' | 'payer' | 'nobody'

/** Who acts next, by where the claim stands. Source: docs/rules/claims.md, statuses in plain words. */
export const NEXT_ACTOR: Readonly<Record<ClaimStatus, NextActor>> = {
  draft: 'school',
  discarded: 'nobody',
  submitted: 'dfe',
  withdrawn: 'nobody',
  'needs-provider': 'school',
  'with-payer': 'payer',
  'payer-needs-information': 'school',
  'information-sent': 'payer',
  'not-paid': 'nobody',
  paid: 'nobody',
  'in-audit': 'provider',
  'provider-disagrees': 'school',
  'not-upheld': 'dfe',
  'clawback-proposed': 'dfe',
  'clawback-refused': 'dfe',
  'clawback-agreed': 'payer',
  'clawback-with-payer': 'payer',
  'clawed-back': 'nobody',
}

/** The claim's status in the registry of statuses (src/ui/claim-statuses.ts). */
export const statusKey = <Status extends ClaimStatus>(status: Status): `claim-${Status}` => `claim-${status}`
