import type { Membership } from '#src/kit/actor.ts'

export type Acting = {
  readonly actingFor: string | null
  /** What was chosen and is no longer theirs. */
  readonly lostActingFor: string | null
}

/**
 * For whom somebody acts: the organisation that they chose while they have a role in it, else their only one. Roles through a
 * trust count for what they chose and never choose by themselves.
 */
export function actingOrganisation(chosen: string | null, memberships: readonly Membership[]): Acting {
  const isTheirs = memberships.some(({ organisationId }) => organisationId === chosen)
  if (chosen !== null && isTheirs) return { actingFor: chosen, lostActingFor: null }
  const own = memberships.filter(({ through }) => through === undefined)
  const [only, ...others] = new Set(own.map(({ organisationId }) => organisationId))
  return { actingFor: only !== undefined && others.length === 0 ? only : null, lostActingFor: chosen }
}
