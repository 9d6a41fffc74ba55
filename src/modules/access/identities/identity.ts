import type { DoorName } from '#src/platform/oidc/sign-in-port.ts'

/** The doors for everybody but staff. */
export const VISITOR_DOORS = ['dfe-sign-in', 'one-login'] as const satisfies readonly DoorName[]
export type VisitorDoor = (typeof VISITOR_DOORS)[number]

/** Doors as pages and messages name them. */
export const doorText: Readonly<Record<DoorName, string>> = {
  staff: 'Staff sign-in',
  'dfe-sign-in': 'DfE Sign-in',
  'one-login': 'GOV.UK One Login',
}
