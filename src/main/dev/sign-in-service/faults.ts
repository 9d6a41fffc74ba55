/** How the local sign-in service can misbehave, and what the platform must make of it. */
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
  expired: 'Vouches for a time that is over',
  stale: 'Asked for no proof, when asked for a fresh one (old auth_time)',
} as const satisfies Record<string, string>

export type Fault = keyof typeof FAULTS

export const isFault = (name: string): name is Fault => name in FAULTS

/** The switch: one for each running platform. */
export const faultSwitch = (): { fault: Fault } => ({ fault: 'none' })
export type FaultSwitch = ReturnType<typeof faultSwitch>

export const SLOW_MILLISECONDS = 10_000
