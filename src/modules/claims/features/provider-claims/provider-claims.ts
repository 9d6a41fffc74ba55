import { CSV_BEGINNING, csvLine } from '#src/kit/csv.ts'
import { type AcademicYear, londonDate } from '#src/kit/dates.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { statusOf } from '#src/ui/statuses.ts'
import { auditsInList } from '../../audits/audit-lists-queries.ts'
import type { ProviderPlace } from '../../audits/audit-place.ts'
import { auditPolicy } from '../../audits/audit-policy.ts'
import type { Claim } from '../../claims/claim.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import { giveFile } from '../../exports/give-file.tsx'
import { type ShownYear, shownYear } from '../../places/shown-year.ts'
import {
  countProviderClaims,
  countProviderMentors,
  type ProviderSearch,
  providerClaims,
  SEEN_STATUSES,
  silentSchools,
} from '../../provider/provider-claims-queries.ts'
import { openRequestsAt } from '../../requests/requests-queries.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { homePage } from './home-page.tsx'
import { silentPage } from './silent-page.tsx'

/** What a provider is asked now, the rules and dates, and every claim that names it. */
export async function showHome(request: WebRequest, place: ProviderPlace): Promise<Reply> {
  const { db, now, actor, path, query } = request
  const shown = await shownYear(db, { asked: query['year'], now })
  if (!shown) return notFound
  const search = searchOf(request, place, shown.rules.year)
  const part = paging(query['page'], await countProviderClaims(db, search))
  if (!part) return redirectTo(hrefOfPage(path, query, 1))
  const today = londonDate(now)
  return show(
    homePage({
      ...{ place, shown, search, today, path, query, paging: part },
      audits: (await auditsInList(db, { providerId: place.providerId, today })).filter(({ waiting }) => waiting > 0),
      requests: await openRequestsAt(db, place.providerId),
      claims: await providerClaims(db, search, part),
      figures: await figuresOn(db, now),
      mayAnswer: auditPolicy.answer(actor, place).allowed,
    }),
  )
}

function searchOf({ query }: WebRequest, { providerId }: ProviderPlace, year: AcademicYear): ProviderSearch {
  const status = SEEN_STATUSES.find((known) => known === query['status']) ?? null
  return { providerId, year, text: (query['q'] ?? '').slice(0, 200), status }
}

/** The claims that the filters leave, a row for each mentor. Sums are the school's business and not in it. */
export async function exportClaims(request: WebRequest, place: ProviderPlace): Promise<Reply> {
  const { db, now, query } = request
  const shown = await shownYear(db, { asked: query['year'], now })
  if (!shown) return notFound
  const search = searchOf(request, place, shown.rules.year)
  return giveFile(request, {
    ...{
      title: 'claims that name a provider',
      fileName: `claims-that-name-us-${search.year}-to-${search.year + 1}.csv`,
    },
    ...{
      about: { kind: 'organisation', id: place.providerId },
      back: `/organisations/${place.providerId}/provider-claims`,
    },
    rows: await countProviderMentors(db, search),
    parts: () => partsOf(request, search),
  })
}

const AT_ONCE = 500

async function* partsOf({ db }: WebRequest, search: ProviderSearch): AsyncGenerator<string> {
  yield `${CSV_BEGINNING}${csvLine([...HEADERS])}`
  for (let offset = 0; ; offset += AT_ONCE) {
    const claims = await providerClaims(db, search, { offset, limit: AT_ONCE })
    yield claims.flatMap(rowsOf).map(csvLine).join('')
    if (claims.length < AT_ONCE) return
  }
}

const HEADERS = [
  ...['claim_reference', 'academic_year', 'school_urn', 'school_name', 'claim_submission_date'],
  ...['status', 'mentor_trn', 'mentor_full_name', 'training', 'mentor_hours_of_training'],
] as const

const rowsOf = ({ reference, year, submitted, status, lines }: Claim) =>
  lines.map((line) => [
    ...[reference, `${year} to ${year + 1}`, submitted?.schoolUrn ?? null, submitted?.schoolName ?? null],
    ...[submitted ? londonDate(submitted.at).toString() : null, statusOf(statusKey(status)).text],
    ...[line.mentorTrn, line.mentorName, line.trainingType, line.hours],
  ])

/** Schools that the provider knows and that have not claimed for the year. */
export async function showSilent({ db, now, query }: WebRequest, place: ProviderPlace): Promise<Reply> {
  const shown: ShownYear | null = await shownYear(db, { asked: query['year'], now })
  if (!shown) return notFound
  const { year } = shown.rules
  return show(silentPage({ place, shown, schools: await silentSchools(db, { providerId: place.providerId, year }) }))
}
