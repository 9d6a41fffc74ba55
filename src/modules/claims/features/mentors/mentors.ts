import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { hoursOfMentors } from '../../mentors/hours-queries.ts'
import type { Mentor } from '../../mentors/mentor.ts'
import { mentorPolicy } from '../../mentors/mentor-policy.ts'
import { mentorsOfSchool } from '../../mentors/mentors-queries.ts'
import type { SchoolPlace } from '../../places/school-place.ts'
import { shownYear } from '../../places/shown-year.ts'
import { mentorsPage } from './mentors-page.tsx'

export const mentorsPath = ({ schoolId }: Pick<SchoolPlace, 'schoolId'>): `/${string}` =>
  `/organisations/${schoolId}/mentors`

/** The mentors of a school, and what may still be claimed for each. Nine queries, however many mentors. */
export async function showMentors({ db, query, actor, now }: WebRequest, place: SchoolPlace): Promise<Reply> {
  const year = await shownYear(db, { asked: query['year'], now })
  if (!year) return notFound
  const all = await mentorsOfSchool(db, place.schoolId)
  const shown = paging(query['page'], all.length)
  if (!shown) return redirectTo(hrefOfPage(mentorsPath(place), query, 1))
  const mentors = all.slice(shown.offset, shown.offset + shown.limit)
  const personIds = mentors.map(({ personId }) => personId)
  const hours = await hoursOfMentors(db, { schoolId: place.schoolId, personIds, year: year.rules, now })
  return show(
    mentorsPage({
      ...{ place, year, mentors, hours, paging: shown, query },
      mayChange: mentorPolicy.change(actor, place).allowed,
      done: doneText(query, all),
    }),
  )
}

/** What was just done, for those who come from doing it. */
function doneText(query: WebRequest['query'], mentors: readonly Mentor[]): string | null {
  const added = mentors.find(({ id }) => id === query['added'])
  if (added) {
    return `${added.name} is on the list. You can put them on a claim. If this is somebody else than you meant, remove them.`
  }
  const checked = mentors.find(({ id, numberInUse }) => id === query['checked'] && numberInUse)
  if (checked) return `The number of ${checked.name} is in use. You can claim for them.`
  if (query['removed'] === 'yes') return 'The mentor is not on the list any more. Claims that are over keep them.'
  const count = /^[0-9]{1,4}$/.exec(query['file'] ?? '')?.[0]
  if (count === undefined) return null
  return count === '0' ? 'Everybody in the file was on the list already.' : `Mentors added by the file: ${count}.`
}
