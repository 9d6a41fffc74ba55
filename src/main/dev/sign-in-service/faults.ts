/** How a local sign-in service can misbehave, and what the platform must make of it. */
export const FAULTS = {
  none: 'Works as it should',
  down: 'Answers nothing but 503',
  slow: 'Takes 10 seconds for each answer',
  cancelled: 'Says that the visitor stopped',
  error: 'Says that it has a fault',
  'wrong-nonce': 'Vouches for another visit (wrong nonce)',
  'wrong-audience': 'Vouches to another service (wrong audience)',
  'wrong-issuer': 'Vouches as another service (wrong issuer)',
  'wrong-signature': 'Vouches with another key (wrong signature)',
  'no-signature': 'Vouches without a signature (alg none)',
  'public-key-as-secret': 'Vouches with its public key as a secret (alg HS256)',
  'no-token': 'Vouches for nobody (no ID token)',
  expired: 'Vouches for a time that is over',
  future: 'Vouches for a time to come',
  'clock-behind': 'Its clock is 20 seconds behind (within tolerance)',
  'clock-ahead': 'Its clock is 20 seconds ahead (within tolerance)',
  stale: 'Asked for no proof, when asked for a fresh one (old auth_time)',
  weak: 'Asked for a weaker proof than it was told to (another vot)',
} as const satisfies Record<string, string>

export type Fault = keyof typeof FAULTS

/** How the local API of DfE Sign-in can misbehave. */
export const API_FAULTS = {
  none: 'Works as it should',
  down: 'Answers nothing but 503',
  slow: 'Takes 10 seconds for each answer',
  'no-access': 'Knows no role of anybody (404)',
  error: 'Answers 500',
  garbage: 'Answers with what is not JSON',
} as const satisfies Record<string, string>

export type ApiFault = keyof typeof API_FAULTS

/** The switch: one for each service of each running platform. */
export const faultSwitch = (): { fault: Fault } => ({ fault: 'none' })
export type FaultSwitch = ReturnType<typeof faultSwitch>

export const apiFaultSwitch = (): { fault: ApiFault } => ({ fault: 'none' })
export type ApiFaultSwitch = ReturnType<typeof apiFaultSwitch>

export const SLOW_MILLISECONDS = 10_000
