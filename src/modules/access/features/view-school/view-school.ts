import { academicYearOf, londonDate } from '#src/kit/dates.ts'
import { latestMessages } from '#src/platform/email/messages-queries.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import {
  contactsOf,
  eligibilityOn,
  linkedSchools,
  type School,
  schoolByUrn,
  trustOfSchool,
} from '../../../directory/public.ts'
import { accountPolicy, nominationPolicy } from '../../access-policy.ts'
import { newestExpectation } from '../../expectations-store.ts'
import { membersOf } from '../../memberships-queries.ts'
import { contactForNomination, maySendLink } from '../../nomination-rules.ts'
import { nominationSends } from '../../proofs-queries.ts'
import { historyBefore } from '../../record-page.tsx'
import { type PublicFacts, schoolPage } from './school-page.tsx'
import type { ForStaff } from './staff-sections.tsx'

export const loadSchool = ({ db, params }: WebRequest): Promise<School | null> => schoolByUrn(db, params['urn'] ?? '')

/** What GIAS says about a school and whether it may use the service, for everybody; the rest for staff. */
export async function showSchool(request: WebRequest, school: School): Promise<Reply> {
  const { db, now, actor } = request
  const day = londonDate(now)
  const facts: PublicFacts = {
    school,
    eligibility: await eligibilityOn(db, school, day),
    trust: await trustOfSchool(db, school.id, day),
    links: await linkedSchools(db, school.urn),
  }
  return show(schoolPage(facts, accountPolicy.seeSchoolRecord(actor).allowed ? await forStaff(request, facts) : null))
}

async function forStaff(request: WebRequest, { school, eligibility }: PublicFacts): Promise<ForStaff> {
  const { db, now, actor, query } = request
  const subject = { kind: 'school', id: school.id } as const
  const contacts = await contactsOf(db, school.id)
  const academicYear = academicYearOf(londonDate(now))
  return {
    contacts,
    members: await membersOf(db, school.id),
    academicYear,
    expectation: await newestExpectation(db, school.id, academicYear),
    messages: await latestMessages(db, subject),
    sending: {
      maySend: nominationPolicy.sendNominationLink(actor).allowed,
      eligible: eligibility.eligible,
      contact: contactForNomination(contacts),
      decision: maySendLink(await nominationSends(db, school.id, now), now),
    },
    history: await request.history(subject, historyBefore(query['before'])),
    now,
  }
}
