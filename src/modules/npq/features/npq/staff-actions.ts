import { registrationStates } from '../../registrations/registration-states.ts'
import type { LoadedStatus } from '../../status/loaded-status-queries.ts'

export type StaffAction = { readonly href: string; readonly text: string }

const CHANGED = {
  'work-details': 'Change work details for them',
  course: 'Change the course for them',
  provider: 'Move it to another provider',
  withdrawal: 'Withdraw it for them',
} as const

/** What staff can do with a registration in its state: what its owner can, with a reason, and what only staff can. */
export function actionsOf({ view, changes }: Pick<LoadedStatus, 'view' | 'changes'>): readonly StaffAction[] {
  const { id, status } = view.registration
  const path = `/staff/npq/registrations/${id}`
  const can = (move: 'revertToPending' | 'reject') => registrationStates.move(move, status) !== null
  return [
    ...Object.values(changes).flatMap(({ change, href }) => (href === null ? [] : [{ href, text: CHANGED[change] }])),
    { href: `${path}/funding`, text: 'Decide its funding' },
    ...(can('revertToPending') ? [{ href: `${path}/revert`, text: 'Make it pending again' }] : []),
    ...(can('reject') ? [{ href: `${path}/reject`, text: 'Reject it' }] : []),
  ]
}
