import type { MembershipRole } from '#src/kit/actor.ts'

/** What somebody may do without: news of claims, reminders, dates. What must be answered is sent all the same. */
export const EMAIL_KINDS = ['progress', 'reminders', 'dates'] as const
export type EmailKind = (typeof EMAIL_KINDS)[number] | 'must'

/** Who claims, or answers for claims, at an organisation. */
export const CLAIMING_ROLES = [
  'administrator',
  'induction-tutor',
  'claims',
] as const satisfies readonly MembershipRole[]
