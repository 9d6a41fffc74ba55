import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { MEMBERSHIP_ROLES, roleText } from '../accounts/account.ts'
import { ENDINGS, type Ending, GRANTS, type Grant } from './membership-rules.ts'

export const grantText: Readonly<Record<Grant, string>> = {
  nominated: 'nominated with a link',
  added: 'added by an administrator',
  'request-approved': 'their request was approved',
  'handed-over': 'handed over to them',
  restored: 'restored after an objection or an undo',
  'by-staff': 'given by staff',
  'dfe-sign-in': 'as DfE Sign-in says',
}

export const endingText: Readonly<Record<Ending, string>> = {
  replaced: 'replaced by somebody else',
  removed: 'removed by an administrator',
  left: 'they left',
  'handed-over': 'they handed over',
  undone: 'the change that gave it was undone',
  'date-reached': 'the agreed day came',
  'role-changed': 'their role was changed',
  'by-staff': 'ended by staff',
  'dfe-sign-in': 'DfE Sign-in no longer says so',
  merged: 'two accounts became one, and the other has the same role',
}

export const roleGiven = defineEvent({
  name: 'access.role-given',
  version: 1,
  payload: z.object({
    organisation: z.string(),
    role: z.enum(MEMBERSHIP_ROLES),
    name: z.string(),
    because: z.enum(GRANTS),
    until: z.iso.date().nullable(),
  }),
  sentence: ({ organisation, role, name, because }) =>
    `${name} given the role ${roleText[role].toLowerCase()} at ${organisation}: ${grantText[because]}`,
})

export const membershipEnded = defineEvent({
  name: 'access.membership-ended',
  version: 1,
  payload: z.object({ school: z.string(), role: z.enum(MEMBERSHIP_ROLES), because: z.enum(ENDINGS) }),
  sentence: ({ school, role, because }) => `${roleText[role]} of ${school} ended: ${endingText[because]}`,
})

export const roleChanged = defineEvent({
  name: 'access.role-changed',
  version: 1,
  payload: z.object({ organisation: z.string(), name: z.string(), role: change(z.enum(MEMBERSHIP_ROLES)) }),
  sentence: ({ organisation, name, role }) =>
    `Role of ${name} at ${organisation} changed from ${roleText[role.before].toLowerCase()} to ${roleText[role.after].toLowerCase()}`,
})

export const organisationChosen = defineEvent({
  name: 'access.organisation-chosen',
  version: 1,
  payload: z.object({ organisation: z.string() }),
  sentence: ({ organisation }) => `Began to act for ${organisation}`,
})

/** Who got and lost which role. */
export const membershipEvents: readonly EventDefinition[] = [
  roleGiven,
  membershipEnded,
  roleChanged,
  organisationChosen,
]
