import type { Actor } from '#src/kit/actor.ts'

/** The trust for which somebody acts at one of its schools; null where they have a role at the school themselves. */
export function actingTrust(actor: Actor, schoolId: string): string | null {
  if (actor.worksDirectlyAt(schoolId) && actor.actingFor === schoolId) return null
  const through = actor.memberships.flatMap((membership) =>
    membership.organisationId === schoolId && membership.through !== undefined ? [membership.through] : [],
  )
  if (actor.actingFor !== null && through.includes(actor.actingFor)) return actor.actingFor
  return actor.worksDirectlyAt(schoolId) ? null : (through[0] ?? null)
}
