import { parseForm } from '#src/kit/form.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { OrganisationId } from '../../accounts/account.ts'
import { type OpenQuestion, openQuestionOf, questionById } from '../../confirmations/confirmations-store.ts'
import { nominationTokenFrom } from '../../confirmations/nomination-token.ts'
import type { SchoolName } from '../../emails/email-text.ts'
import {
  MAILED_LANDINGS,
  mailedLinkHolder,
  type OpenedMailedLink,
  openedMailedLink,
} from '../../handovers/mailed-link.ts'
import { schoolOf } from '../../handovers/school-of-queries.ts'
import { type Member, tutorOf } from '../../memberships/memberships-queries.ts'
import { LANDING as NOMINATION, rememberNominationLink } from '../../nominations/nomination-link.ts'
import { ProofId } from '../../proofs/proof.ts'
import { hashOfToken } from '../../proofs/proof-secrets.ts'
import {
  ContactAnswer,
  contactAskedPage,
  contactQuestionPage,
  notAskedPage,
  signedInPage,
  stillRightPage,
  TutorAnswer,
  tutorQuestionPage,
  type WhyNotAsked,
} from './confirm-pages.tsx'
import { confirmTutor } from './confirm-tutor.ts'
import { nameSomebodyElse, reportTutorLeft } from './doubt-tutor.ts'

const LANDING = MAILED_LANDINGS['confirm-tutor']

type Opened = OpenedMailedLink & {
  readonly question: OpenQuestion
  readonly school: SchoolName
  readonly tutor: Member | null
}

/** What the browser's link asks, looked at anew; null when it opens nothing. */
async function openedQuestion(request: WebRequest): Promise<Opened | null> {
  const link = await openedMailedLink(request, 'confirm-tutor')
  const question = link && (await questionById(request.db, link.proof.aboutId))
  const school = question && (await schoolOf(request.db, question.organisationId))
  if (!link || !question || !school) return null
  return { ...link, question, school, tutor: await tutorOf(request.db, school.id) }
}

function whyNotAsked({ question, tutor, state }: Opened): WhyNotAsked | null {
  if (question.answeredAt) return 'answered'
  if (tutor?.membershipId !== question.membershipId) return 'tutor-changed'
  if (state === 'live') return null
  return state === 'expired' ? 'expired' : 'answered'
}

const questionPage = ({ proof, school, tutor }: Opened, form: FormState): Page =>
  proof.accountId
    ? tutorQuestionPage(form, school)
    : contactQuestionPage(form, {
        school,
        tutor: tutor?.name ?? 'the same person',
        masked: tutor?.address ? maskedAddress(tutor.address) : null,
      })

/** The question, or why there is none any more. A GET changes nothing. */
export async function showQuestion(request: WebRequest): Promise<Reply> {
  const opened = await openedQuestion(request)
  if (!opened) return show(notAskedPage('unknown', null))
  const why = whyNotAsked(opened)
  return show(why ? notAskedPage(why, opened.school) : questionPage(opened, freshForm(LANDING)))
}

/** Acts on the answer; what stands in the way is said by the page itself, which looks again. */
export async function answerQuestion(request: WebRequest): Promise<Reply> {
  const opened = await openedQuestion(request)
  if (!opened || whyNotAsked(opened)) return redirectTo(LANDING)
  const parsed = parseForm(opened.proof.accountId ? TutorAnswer : ContactAnswer, request.form)
  if (!parsed.ok) return showAgain(questionPage(opened, { ...freshForm(LANDING), ...parsed }))
  const proofId = ProofId.parse(opened.proof.id)
  const holder = mailedLinkHolder(opened.proof)
  switch (parsed.values.answer) {
    case 'hand-over':
      return redirectTo(`/organisations/${opened.school.id}/handover`)
    case 'somebody-else':
      return nominate(request, opened)
    case 'left': {
      const left = await request.executeAs(holder, reportTutorLeft, { proofId })
      return !left.ok && left.refusal.code === 'no-contact'
        ? showAgain(notAskedPage('no-contact', opened.school))
        : redirectTo(`${LANDING}/done`)
    }
    case 'still-right':
      await request.executeAs(holder, confirmTutor, { by: 'link', proofId })
      return redirectTo(`${LANDING}/done`)
  }
}

/** Goes on to naming somebody: whoever reads the school's mailbox may. */
async function nominate(request: WebRequest, { proof, school, token }: Opened): Promise<Reply> {
  const nominationToken = nominationTokenFrom(token)
  const done = await request.executeAs(mailedLinkHolder(proof), nameSomebodyElse, {
    proofId: ProofId.parse(proof.id),
    tokenHash: hashOfToken(nominationToken).toString('base64url'),
  })
  if (!done.ok)
    return done.refusal.code === 'not-eligible' ? show(notAskedPage('not-eligible', school)) : redirectTo(LANDING)
  rememberNominationLink(request.cookies, nominationToken)
  return redirectTo(NOMINATION)
}

/** After an answer. Can be visited again. */
export async function showAnswered(request: WebRequest): Promise<Reply> {
  const opened = await openedQuestion(request)
  if (opened?.question.answeredAt) return show(stillRightPage(opened.school))
  return opened?.question.contactAskedAt && opened.proof.accountId
    ? show(contactAskedPage(opened.school))
    : redirectTo(LANDING)
}

type AskedSchool = { readonly organisationId: string; readonly school: SchoolName }

export async function loadAskedSchool({ db, params }: WebRequest): Promise<AskedSchool | null> {
  const organisationId = params['organisationId'] ?? ''
  const school = await schoolOf(db, organisationId)
  return school && { organisationId, school }
}

/** For whoever is signed in and in charge of the school. */
export async function showToSignedIn({ db, actor }: WebRequest, { school }: AskedSchool): Promise<Reply> {
  const [question, tutor] = [await openQuestionOf(db, school.id), await tutorOf(db, school.id)]
  const isAsked = question !== null && question.membershipId === tutor?.membershipId
  return show(
    signedInPage({ school, isAsked, tutor: tutor && { ...tutor, isOwn: tutor.accountId === actor.accountId } }),
  )
}

/** Confirmed or not needed any more: the page says which. */
export async function confirmSignedIn(request: WebRequest, { organisationId }: AskedSchool): Promise<Reply> {
  await request.execute(confirmTutor, { by: 'account', organisationId: OrganisationId.parse(organisationId) })
  return redirectTo(`/organisations/${organisationId}/confirm-tutor`)
}
