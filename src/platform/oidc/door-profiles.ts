import type { DoorName } from './sign-in-port.ts'

/** What we ask of a service, and what its answer must say, besides what every OpenID provider is asked. */
type DoorProfile = {
  readonly scope: string
  readonly parameters: Readonly<Record<string, string>>
  /** Claims that must have exactly this value: that the proof was as strong as asked for (OWASP ASVS 5.0, 6.8.4). */
  readonly demands: Readonly<Record<string, string>>
  /** Names and addresses are in its user info, not in the ID token. */
  readonly readsUserInfo: boolean
  /** The oldest proof that it may vouch for; null asks nothing. */
  readonly maxAgeSeconds: number | null
}

/** Source: DfE Sign-in and GOV.UK One Login technical documentation (standards.md, 2.3). */
export const DOOR_PROFILES: Readonly<Record<DoorName, DoorProfile>> = {
  // Asking for an age makes the service say when they proved themselves, which fresh authentication rests on. As long as a session.
  staff: { scope: 'openid', parameters: {}, demands: {}, readsUserInfo: false, maxAgeSeconds: 12 * 60 * 60 },
  'dfe-sign-in': {
    scope: 'openid profile email organisation',
    parameters: {},
    demands: {},
    readsUserInfo: true,
    maxAgeSeconds: null,
  },
  'one-login': {
    scope: 'openid email',
    parameters: { vtr: '["Cl.Cm"]' },
    demands: { vot: 'Cl.Cm' },
    readsUserInfo: true,
    maxAgeSeconds: null,
  },
}
