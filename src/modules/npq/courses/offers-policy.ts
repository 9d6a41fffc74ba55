import { type Policy, when } from '#src/kit/policy.ts'

/** Who sees and who says which provider delivers which course. */
export const offersPolicy = {
  view: (actor) => when(actor.isStaff, asks(actor)),
  change: (actor) => when(actor.may('manage-reference-data'), asks(actor)),
} as const satisfies Readonly<Record<string, Policy<unknown>>>

const asks = ({ identity }: Parameters<Policy>[0]) => (identity.kind === 'anonymous' ? 'staff-sign-in' : 'not-yours')
