import { z } from 'zod'
import { academicYearOf, londonDate } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { OrganisationId } from '../../accounts/account.ts'
import { expectationFor } from '../../nominations/expectations-store.ts'
import { LANDING, linkHolder, openedLink } from '../../nominations/nomination-link.ts'
import { EXPECTATIONS } from '../../nominations/nomination-rules.ts'
import { type SchoolStanding, schoolStanding } from '../../nominations/school-standing-queries.ts'
import { ProofId } from '../../proofs/proof.ts'
import { answerExpectation } from './answer-expectation.ts'
import { cannotAnswerPage, expectationPage, savedPage } from './expectation-page.tsx'

const Answer = z.object({
  answer: oneOf(EXPECTATIONS, 'Select whether the school expects early career teachers this academic year'),
})
const AnswerWithReason = Answer.extend({
  reason: longText({ missing: 'Enter who told you, and how', label: 'Reason', max: 500 }),
})

type ExpectingSchool = SchoolStanding & { readonly organisationId: string }

export async function loadExpectingSchool({ db, params, now }: WebRequest): Promise<ExpectingSchool | null> {
  const organisationId = params['organisationId'] ?? ''
  const standing = await schoolStanding(db, organisationId, londonDate(now))
  return standing && { ...standing, organisationId }
}

async function askedOf({ db, now, actor }: WebRequest, { school }: ExpectingSchool) {
  const academicYear = academicYearOf(londonDate(now))
  const said = await expectationFor(db, school.id, academicYear)
  return { school, academicYear, said, isStaff: actor.isStaff }
}

const formOf = ({ school }: ExpectingSchool, { actor }: WebRequest) =>
  freshForm(`/organisations/${school.id}/expectation`, {
    back: actor.isStaff ? `/schools/${school.urn}` : '/home',
  })

/** The question, with the answer of this year chosen. */
export async function showExpectation(request: WebRequest, subject: ExpectingSchool): Promise<Reply> {
  if (!subject.eligible) return show(cannotAnswerPage(subject.school))
  const asked = await askedOf(request, subject)
  const values = asked.said ? { answer: asked.said.answer } : {}
  return show(expectationPage({ ...formOf(subject, request), values }, asked))
}

/** Saves the answer; staff give a reason, which the history keeps. */
export async function saveExpectation(request: WebRequest, subject: ExpectingSchool): Promise<Reply> {
  const staffForm = request.actor.isStaff ? parseForm(AnswerWithReason, request.form) : null
  const parsed = staffForm ?? parseForm(Answer, request.form)
  if (!parsed.ok) {
    const asked = await askedOf(request, subject)
    return showAgain(expectationPage({ ...formOf(subject, request), ...parsed }, asked))
  }
  const executor = staffForm?.ok ? request.withReason(staffForm.values.reason) : request
  const organisationId = OrganisationId.parse(subject.organisationId)
  const { answer } = parsed.values
  const saved = await executor.execute(answerExpectation, { by: 'account', organisationId, answer })
  if (saved.ok) return redirectTo(`/organisations/${organisationId}/expectation/saved`)
  return saved.refusal.code === 'not-eligible' ? showAgain(cannotAnswerPage(subject.school)) : notFound
}

export const showSaved = async (request: WebRequest, subject: ExpectingSchool): Promise<Reply> =>
  show(savedPage(await askedOf(request, subject)))

/** Takes a "no" back by the link that said it. What the link is now, its landing page says. */
export async function takeBackNo(request: WebRequest): Promise<Reply> {
  const link = await openedLink(request)
  if (link.state !== 'live') return redirectTo(LANDING)
  const proofId = ProofId.parse(link.proof.id)
  await request.executeAs(linkHolder(proofId), answerExpectation, { by: 'link', proofId, answer: 'yes' })
  return redirectTo(LANDING)
}
