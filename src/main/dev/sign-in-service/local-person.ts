import type { z } from 'zod'
import type { DfeOrganisation } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'

/** Somebody whom a local service can vouch for. */
export type LocalPerson = {
  readonly subject: string
  readonly name: string
  /** What becomes visible by being them, for whoever chooses. */
  readonly what?: string
  readonly email?: string
  readonly emailVerified?: boolean
  readonly organisations?: readonly LocalOrganisation[]
}

/** An organisation in DfE Sign-in's own words, with the roles that its approver gave them in our service; none is a 404. */
export type LocalOrganisation = z.input<typeof DfeOrganisation> & { readonly roles: readonly string[] | null }
