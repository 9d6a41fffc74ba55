import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import type { School } from '../../../directory/public.ts'
import { type HandoverWithPeople, handoverWithPeople, newestHandover } from '../../handovers/handovers-queries.ts'
import { wasInCharge } from '../../handovers/was-in-charge-queries.ts'
import { type Member, membersOf } from '../../memberships/memberships-queries.ts'
import { schoolStanding } from '../../nominations/school-standing-queries.ts'

/** The school whose tutor hands over, as a request finds it now: everything may have changed since the page before. */
export type HandingOver = {
  readonly organisationId: string
  readonly school: School
  readonly eligible: boolean
  readonly members: readonly Member[]
  readonly tutor: Member | null
  /** Who reads. */
  readonly own: string | null
  readonly isInCharge: boolean
  /** They were in charge and are no more: they are told so, where others are told that there is nothing here. */
  readonly wasInCharge: boolean
  /** Who was quicker; read only for somebody who is no longer in charge. */
  readonly newest: HandoverWithPeople | null
  readonly today: Temporal.PlainDate
}

/** Null when there is no such school. */
export async function loadHandingOver({ db, params, actor, now }: WebRequest): Promise<HandingOver | null> {
  const organisationId = params['organisationId'] ?? ''
  const today = londonDate(now)
  const standing = await schoolStanding(db, organisationId, today)
  if (!standing) return null
  const isInCharge = actor.worksAt(organisationId, 'induction-tutor', 'administrator')
  const own = actor.accountId
  const was = !isInCharge && own !== null && (await wasInCharge(db, own, organisationId))
  const members = isInCharge ? await membersOf(db, organisationId) : []
  return {
    ...standing,
    organisationId,
    members,
    tutor: members.find(({ role }) => role === 'induction-tutor') ?? null,
    own,
    isInCharge,
    wasInCharge: was,
    newest: was ? await newestHandover(db, organisationId) : null,
    today,
  }
}

/** One change that was made, with what the policy must know of it; null also when it is another school's. */
export type MadeChange = HandoverWithPeople & {
  readonly organisationId: string
  readonly school: School
}

export async function loadChange({ db, params, now }: WebRequest): Promise<MadeChange | null> {
  const change = await handoverWithPeople(db, params['handoverId'] ?? '')
  const organisationId = params['organisationId'] ?? ''
  if (!change || change.handover.organisationId !== organisationId) return null
  const standing = await schoolStanding(db, organisationId, londonDate(now))
  return standing && { ...change, organisationId, school: standing.school }
}
