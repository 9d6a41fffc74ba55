import { academicYearOf, londonDate } from '#src/kit/dates.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { contactsOf, eligibilityOn, type School, schoolsById } from '../../../directory/public.ts'
import { newestExpectation } from '../../expectations-store.ts'
import { membersOf } from '../../memberships-queries.ts'
import { chooseSchoolPage, noSchoolPage, schoolHomePage } from './home-pages.tsx'

/**
 * Where somebody lands after signing in: their school, a choice when they have several, or what to do when they have none.
 * Staff have a home of their own. Another's school is "not found".
 */
export async function showHome(request: WebRequest): Promise<Reply> {
  const { actor, db, query } = request
  if (actor.isStaff) return redirectTo('/staff')
  const schools = [
    ...(
      await schoolsById(
        db,
        actor.memberships.map(({ organisationId }) => organisationId),
      )
    ).values(),
  ]
  const [only, ...others] = schools
  if (!only) return show(noSchoolPage())
  const wanted = query['school']
  if (wanted === undefined) return others.length > 0 ? show(chooseSchoolPage(schools)) : showOne(request, only, false)
  const school = schools.find(({ urn }) => urn === wanted)
  return school ? showOne(request, school, others.length > 0) : notFound
}

async function showOne({ db, now, actor }: WebRequest, school: School, hasOthers: boolean): Promise<Reply> {
  const day = londonDate(now)
  const academicYear = academicYearOf(day)
  return show(
    schoolHomePage({
      school,
      hasOthers,
      eligible: (await eligibilityOn(db, school, day)).eligible,
      members: await membersOf(db, school.id),
      own: actor.accountId,
      contacts: await contactsOf(db, school.id),
      academicYear,
      expectation: await newestExpectation(db, school.id, academicYear),
    }),
  )
}
