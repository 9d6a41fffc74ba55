import { academicYearOf, londonDate } from '#src/kit/dates.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { organisationNames } from '../../../directory/public.ts'
import type { ListedClaim } from '../../claims/claim-totals-rules.ts'
import { claimsOfSchools } from '../../claims/school-claims-queries.ts'
import { acceptancesOf, conditionsOf } from '../../conditions/conditions-queries.ts'
import { giveFile } from '../../exports/give-file.tsx'
import { type TrustPlace, trustPolicy } from '../../trusts/trust-place.ts'
import { windowThatCounts } from '../../years/window-rules.ts'
import { allWindows } from '../../years/years-queries.ts'
import { trustClaimsFile } from './trust-claims-file.ts'
import { trustClaimsPage } from './trust-claims-page.tsx'

export const trustClaimsPath = ({ trustId }: Pick<TrustPlace, 'trustId'>): `/${string}` =>
  `/organisations/${trustId}/trust-claims`

const DONE: Readonly<Record<string, string>> = {
  sent: 'The claims of the file were sent to DfE. Each has its own reference.',
  drafted: 'The claims of the file are drafts now. Their hours are kept for a while: send them before that.',
  discarded: 'The file was thrown away. Nothing was changed.',
}

/** Every claim of every school of a trust for a year, with what they come to. Fifteen queries at most, however many schools. */
export async function showTrustClaims(request: WebRequest, trust: TrustPlace): Promise<Reply> {
  const { db, query, actor, now } = request
  const found = await claimsIn(request, trust)
  if (!found) return notFound
  const { year, years, all, claims } = found
  const shown = paging(query['page'], claims.length)
  if (!shown) return redirectTo(hrefOfPage(trustClaimsPath(trust), query, 1))
  const conditions = await conditionsOf(db, { year, now })
  const accepted =
    conditions && (await acceptancesOf(db, { version: conditions.version, organisationIds: [trust.trustId] }))
  return show(
    trustClaimsPage({
      ...{ trust, year, years, all, claims, paging: shown, query },
      schools: await organisationNames(db, trust.schoolIds),
      accepted: accepted?.get(trust.trustId) ?? null,
      hasConditions: conditions !== null,
      mayClaim: trustPolicy.claim(actor, trust).allowed,
      done: DONE[query['done'] ?? ''] ?? null,
    }),
  )
}

/** The same claims, filtered in the same way, as a file for spreadsheets. Staff say why they need it. */
export async function exportTrustClaims(request: WebRequest, trust: TrustPlace): Promise<Reply> {
  const found = await claimsIn(request, trust)
  if (!found) return notFound
  const schools = await organisationNames(request.db, trust.schoolIds)
  return giveFile(request, {
    ...{ title: `claims of ${trust.name}`, fileName: `trust-claims-${found.year}-to-${found.year + 1}.csv` },
    ...{ about: { kind: 'organisation', id: trust.trustId }, back: trustClaimsPath(trust), rows: found.claims.length },
    parts: () => trustClaimsFile(found.claims, schools),
  })
}

/** The filters of the address. What no claim has filters nothing out by mistake: it finds nothing. */
async function claimsIn({ db, query, now }: WebRequest, { schoolIds }: TrustPlace) {
  const windows = await allWindows(db)
  const counts = windowThatCounts(windows, londonDate(now))
  const year = yearAsked(query['year']) ?? counts?.year ?? academicYearOf(londonDate(now))
  const all = schoolIds.length === 0 ? [] : await claimsOfSchools(db, { schoolIds, year })
  const years = [...new Set([year, ...windows.map((window) => window.year)])].toSorted((one, other) => other - one)
  return { year, years, all, claims: all.filter((listed) => isAskedFor(listed, query)) }
}

const yearAsked = (asked: string | undefined): number | null =>
  /^20[0-9]{2}$/.test(asked ?? '') ? Number(asked) : null

function isAskedFor({ claim }: ListedClaim, query: WebRequest['query']): boolean {
  const is = (name: string, value: string) => (query[name] ?? '') === '' || query[name] === value
  return is('school', claim.schoolId) && is('provider', claim.providerId) && is('status', claim.status)
}
