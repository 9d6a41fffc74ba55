import type { Tx } from '#src/platform/db/database.ts'
import { endingOf } from './endings-queries.ts'
import { type Member, membersOf } from './memberships-queries.ts'
import type { Place } from './place.ts'

type Work = {
  readonly tx: Tx
  readonly refuse: (code: 'not-found' | 'already-ended' | 'is-tutor', facts?: Record<string, unknown>) => never
}

/**
 * The member whom a change is about, with all others, under the organisation's lock. Refuses when a colleague was faster, with whom
 * (`name`), who (`by`) and when (`at`), and for the induction tutor, who hands over instead.
 */
export async function memberInQuestion({ tx, refuse }: Work, place: Place, membershipId: string) {
  const members: readonly Member[] = await membersOf(tx, place.id)
  const member = members.find((one) => one.membershipId === membershipId)
  if (member?.role === 'induction-tutor') refuse('is-tutor')
  if (member) return { member, members }
  const ended = await endingOf(tx, { membershipId, organisationId: place.id })
  return ended ? refuse('already-ended', { name: ended.name, by: ended.by, at: ended.endedAt }) : refuse('not-found')
}
