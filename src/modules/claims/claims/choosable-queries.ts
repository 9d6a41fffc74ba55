import type { WebRequest } from '#src/platform/http/route.ts'
import { allowanceKey, allowancesOf } from '../allowance/allowance-queries.ts'
import type { Allowance } from '../allowance/allowance-rules.ts'
import { mentorsOfSchool } from '../mentors/mentors-queries.ts'
import { claimYear } from '../years/years-queries.ts'
import type { ClaimPlace } from './claim-place.ts'

/** A mentor of the school with what may be claimed for them in this draft. */
export type Choosable = {
  readonly personId: string
  readonly name: string
  readonly trn: string
  /** Somebody whose number is not in use cannot be claimed for. */
  readonly numberInUse: boolean
  readonly allowance: Allowance
}

/** The mentors of the draft's school by name; the draft's own hours count as left. Four queries, however many mentors. */
export async function choosableMentors(
  { db, now }: Pick<WebRequest, 'db' | 'now'>,
  { claim, schoolId, providerId }: Pick<ClaimPlace, 'claim' | 'schoolId' | 'providerId'>,
): Promise<readonly Choosable[]> {
  const year = await claimYear(db, claim.year)
  if (year === null) return []
  const mentors = (await mentorsOfSchool(db, schoolId)).filter(({ trn }) => trn !== '')
  const personIds = mentors.map(({ personId }) => personId)
  const allowances = await allowancesOf(db, { personIds, providerIds: [providerId], year, now, without: claim.id })
  return mentors.flatMap(({ personId, name, trn, numberInUse }) => {
    const allowance = allowances.get(allowanceKey({ personId, providerId }))
    return allowance ? [{ personId, name, trn, numberInUse, allowance }] : []
  })
}
