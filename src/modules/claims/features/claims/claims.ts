import { type AcademicYear, londonDate } from '#src/kit/dates.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { claimPolicy } from '../../claims/claim-policy.ts'
import { type ListedClaim, totalsOf } from '../../claims/claim-totals-rules.ts'
import { type Claiming, claimingOf } from '../../claims/claiming-queries.ts'
import { claimsOfSchools, yearsAndMentors } from '../../claims/school-claims-queries.ts'
import { waitingForSchool } from '../../claims/waiting-for-school-queries.ts'
import { giveFile } from '../../exports/give-file.tsx'
import type { SchoolPlace } from '../../places/school-place.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { lastDay } from '../../years/window-rules.ts'
import { claimsFile } from './claims-file.ts'
import { claimsPage } from './claims-page.tsx'

/** The claims of a school for a year, what they come to, and what has to be done before another can be made. */
export async function showClaims(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const { db, actor, now, query } = request
  const claiming = await claimingOf(db, { schoolId: place.schoolId, school: place.school, now })
  const year = yearAsked(query['year'], claiming)
  if (year === null) return notFound
  const { years, mentors } = await yearsAndMentors(db, place.schoolId)
  const all = await claimsOfSchools(db, { schoolIds: [place.schoolId], year })
  const sent = all.filter(({ claim }) => claim.status !== 'draft')
  const shown = paging(query['page'], sent.length)
  if (!shown) return redirectTo(hrefOfPage(claimsPath(place), query, 1))
  const mayClaim = claimPolicy.claimant(actor, place).allowed
  return show(
    claimsPage({
      ...{ place, claiming, year, paging: shown, query, totals: totalsOf(sent), mayClaim, mentors },
      mayBegin: claimPolicy.claimantOrSupport(actor, place).allowed,
      ...{ waiting: mayClaim ? await waitingForSchool(db, place.schoolId) : [], today: londonDate(now) },
      years: [...new Set([...(claiming ? [claiming.year] : []), ...years])].toSorted((one, other) => other - one),
      drafts: all.filter(({ claim }) => claim.status === 'draft'),
      sent: sent.slice(shown.offset, shown.offset + shown.limit),
      daysLeft: await daysLeft(request, claiming),
      done: DONE[query['done'] ?? ''] ?? null,
    }),
  )
}

const claimsPath = ({ schoolId }: Pick<SchoolPlace, 'schoolId'>): `/${string}` => `/organisations/${schoolId}/claims`

const DONE: Readonly<Record<string, string>> = {
  discarded: 'The draft has been discarded. Its hours can be claimed again.',
  withdrawn: 'The claim has been withdrawn. Its hours can be claimed again.',
}

/** `?year=`, else the year of the window that counts; null for what is no year, or where there never was a window. */
function yearAsked(asked: string | undefined, claiming: Claiming | null): AcademicYear | null {
  if (asked === undefined) return claiming?.year ?? null
  return /^20[0-9]{2}$/.test(asked) ? Number(asked) : null
}

/** How many days of claiming are left, where they are few enough to warn of; the last day is one. */
async function daysLeft({ db, now }: WebRequest, claiming: Claiming | null): Promise<number | null> {
  if (!claiming?.openWindow) return null
  const days = londonDate(now).until(lastDay(claiming.openWindow), { largestUnit: 'days' }).days + 1
  return days <= (await figuresOn(db, now))['deadline-warning'] ? days : null
}

/** The same claims as a file for spreadsheets: a row for each mentor. Staff say why they need it. */
export async function exportClaims(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const { db, now, query } = request
  const claiming = await claimingOf(db, { schoolId: place.schoolId, school: place.school, now })
  const year = yearAsked(query['year'], claiming)
  if (year === null) return notFound
  const claims: readonly ListedClaim[] = await claimsOfSchools(db, { schoolIds: [place.schoolId], year })
  return giveFile(request, {
    ...{ title: `claims of ${place.school.name}`, fileName: `claims-${place.school.urn}-${year}-to-${year + 1}.csv` },
    ...{ about: { kind: 'school', id: place.schoolId }, back: claimsPath(place) },
    rows: claims.reduce((sum, { claim }) => sum + claim.lines.length, 0),
    parts: () => claimsFile(claims),
  })
}
