import { type AcademicYear, academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { trustOfSchool } from '../../../directory/public.ts'
import { claimPolicy } from '../../claims/claim-policy.ts'
import { acceptancesOf, conditionsOf } from '../../conditions/conditions-queries.ts'
import { reportsOfSchool } from '../../details/detail-reports-queries.ts'
import { payerKnowledge } from '../../details/payer-knowledge-queries.ts'
import { payingOf } from '../../payments/authority-paid-queries.ts'
import type { SchoolPlace } from '../../places/school-place.ts'
import { windowThatCounts } from '../../years/window-rules.ts'
import { allWindows, areaOfDistrict, ratesOf } from '../../years/years-queries.ts'
import { detailsPage } from './details-page.tsx'

/** What claims know of a school: who it is, what it gets for an hour and why, and what the payer knows. Ten queries. */
export async function showClaimDetails({ db, actor, query, now }: WebRequest, place: SchoolPlace): Promise<Reply> {
  const { schoolId, school } = place
  const year = windowThatCounts(await allWindows(db), londonDate(now))?.year ?? null
  const area = await areaOfDistrict(db, school.districtCode, londonDate(now))
  const rates = year === null ? null : await ratesOf(db, year, now)
  return show(
    detailsPage({
      ...{ place, area, rate: rates?.[area] ?? null, year },
      conditions: year === null ? 'There are none yet' : await conditionsText(db, { year, schoolId, now }),
      payer: await payerKnowledge(db, schoolId),
      paying: await payingOf(db, school, londonDate(now)),
      reports: await reportsOfSchool(db, schoolId),
      mayReport: claimPolicy.claimant(actor, place).allowed,
      receipt: /^[0-9]{8}$/.exec(query['receipt'] ?? '')?.[0] ?? null,
    }),
  )
}

type Asked = { readonly year: AcademicYear; readonly schoolId: string; readonly now: WebRequest['now'] }

/** By whom and when the conditions were accepted; where the trust did it for all of its schools, its name. */
async function conditionsText(db: WebRequest['db'], { year, schoolId, now }: Asked): Promise<string> {
  const conditions = await conditionsOf(db, { year, now })
  if (conditions === null) return `The conditions for ${academicYearText(year)} are not published yet`
  const trust = await trustOfSchool(db, schoolId, londonDate(now))
  const organisationIds = trust === null ? [schoolId] : [schoolId, trust.id]
  const accepted = await acceptancesOf(db, { version: conditions.version, organisationIds })
  const found = accepted.get(schoolId) ?? (trust === null ? undefined : accepted.get(trust.id))
  if (found === undefined) return `Not accepted yet for ${academicYearText(year)}`
  const by =
    trust && found.organisationId === trust.id ? `${found.byName}, for all schools of ${trust.name},` : found.byName
  return `Accepted by ${by} on ${dateText(londonDate(found.at))} for ${academicYearText(year)}`
}
