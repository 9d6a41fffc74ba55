import { academicYearOf, londonDate } from '#src/kit/dates.ts'
import { historyBefore } from '#src/platform/audit/history-pages.ts'
import { messagesWithEvidence } from '#src/platform/email/messages-queries.ts'
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
import { newestHandover } from '../../handovers/handovers-queries.ts'
import { openRequestsTo } from '../../join-requests/join-requests-queries.ts'
import { rolesWithReasons } from '../../memberships/person-roles-queries.ts'
import { newestExpectation } from '../../nominations/expectations-store.ts'
import { linksSent } from '../../nominations/links-sent-queries.ts'
import { contactForNomination, maySendLink } from '../../nominations/nomination-rules.ts'
import { MOST_MESSAGES, messagesShown } from '../../record-page.tsx'
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

/** What staff may have just done for the school, by the word in its address. */
const DONE: Readonly<Record<string, string>> = {
  'link-sent': 'Link sent. See below what becomes of it.',
  'tutor-replaced': 'Induction tutor named. They, the one before and the school’s contact have been told.',
}

/** Links that the page shows: more than may be sent in a day. */
const NEWEST_LINKS = 20

async function forStaff(request: WebRequest, { school, eligibility }: PublicFacts): Promise<ForStaff> {
  const { db, now, actor, query } = request
  const subject = { kind: 'school', id: school.id } as const
  const contacts = await contactsOf(db, school.id)
  const academicYear = academicYearOf(londonDate(now))
  const links = await linksSent(db, school.id, NEWEST_LINKS)
  const evidence = await messagesWithEvidence(db, { subject, limit: MOST_MESSAGES })
  const { messages, more } = messagesShown(evidence, `/schools/${school.urn}`, query['messages'])
  const sends = links.map(({ sentAt }) => sentAt)
  return {
    contacts,
    roles: await rolesWithReasons(db, { organisationId: school.id }),
    handover: await newestHandover(db, school.id),
    requests: await openRequestsTo(db, school.id),
    academicYear,
    expectation: await newestExpectation(db, school.id, academicYear),
    links,
    evidence,
    messages,
    moreMessages: more,
    sending: {
      maySend: nominationPolicy.sendNominationLink(actor).allowed,
      eligible: eligibility.eligible,
      contact: contactForNomination(contacts),
      decision: maySendLink(sends, now),
    },
    mayChange: actor.may('support'),
    history: await request.history(subject, historyBefore(query['before'])),
    done: DONE[query['done'] ?? ''] ?? null,
    now,
  }
}
