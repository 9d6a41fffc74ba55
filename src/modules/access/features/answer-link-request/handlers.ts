import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { email, oneOf, text } from '#src/kit/form-fields.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { contactsOf, schoolById, trustOfSchool } from '../../../directory/public.ts'
import { CHECK_KINDS, type LinkRequest, LinkRequestId } from '../../link-requests/link-request.ts'
import { linkRequestById, linksOfRequest, nominatedSince } from '../../link-requests/link-requests-queries.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { tokenIn } from '../../proofs/proof-rules.ts'
import { codeOfToken, newToken } from '../../proofs/proof-secrets.ts'
import { letterPage } from './letter-page.tsx'
import { printLetter } from './print-letter.ts'
import { refuseLinkRequest } from './refuse-link-request.ts'
import { type RequestFacts, requestPage } from './request-page.tsx'
import { sendCheckedLink } from './send-checked-link.ts'
import { takeBackAnswer } from './take-answer-back.ts'

const Outcome = z.object({ outcome: oneOf(['link', 'letter', 'refuse'], 'Select what the answer is') })
const CheckFields = {
  check: oneOf(CHECK_KINDS, 'Select how you checked with the school'),
  note: text({ missing: 'Enter who you spoke to and what they said', label: 'Who you spoke to' }),
}
const LinkFields = z.object({
  ...CheckFields,
  address: email({ missing: 'Enter the email address that the school confirmed' }),
})
const LetterFields = z.object(CheckFields)
const Reason = z.object({ reason: text({ missing: 'Enter a reason', label: 'Reason' }) })

export const loadLinkRequest = ({ db, params }: WebRequest): Promise<LinkRequest | null> =>
  linkRequestById(db, params['id'] ?? '')

export const showRequest = async (request: WebRequest, found: LinkRequest): Promise<Reply> =>
  show(await pageOf(request, found))

/** Answers with a link to a checked address, with a letter, or with a reason why not. Whoever comes second sees who came first. */
export async function answerRequest(request: WebRequest, found: LinkRequest): Promise<Reply> {
  const chosen = parseForm(Outcome, request.form)
  if (!chosen.ok) return again(request, found, chosen.errors)
  switch (chosen.values.outcome) {
    case 'link':
      return answerWithLink(request, found)
    case 'letter':
      return answerWithLetter(request, found)
    case 'refuse':
      return refuse(request, found)
  }
}

/** Undoes an answer, with the reason. */
export async function takeBack(request: WebRequest, found: LinkRequest): Promise<Reply> {
  const parsed = parseForm(Reason, request.form)
  if (!parsed.ok) return again(request, found, parsed.errors)
  await request.withReason(parsed.values.reason).execute(takeBackAnswer, { id: LinkRequestId.parse(found.id) })
  return redirectTo(addressOf(found))
}

async function answerWithLink(request: WebRequest, found: LinkRequest): Promise<Reply> {
  const parsed = parseForm(LinkFields, request.form)
  if (!parsed.ok) return again(request, found, parsed.errors)
  const { check: kind, note, address } = parsed.values
  const input = { id: LinkRequestId.parse(found.id), check: { kind, note }, address }
  await request.withReason(note).execute(sendCheckedLink, input)
  return redirectTo(addressOf(found))
}

/** The letter is the answer to the form itself: sent twice it shows the same letter, and nobody can look it up later. */
async function answerWithLetter(request: WebRequest, found: LinkRequest): Promise<Reply> {
  const parsed = parseForm(LetterFields, request.form)
  if (!parsed.ok) return again(request, found, parsed.errors)
  const { check: kind, note } = parsed.values
  const letter = tokenIn(String(request.form[LETTER] ?? '')) ?? newToken()
  const input = { id: LinkRequestId.parse(found.id), check: { kind, note }, letter }
  const printed = await request.withReason(note).execute(printLetter, input)
  const school = await schoolById(request.db, found.organisationId)
  if (!printed.ok || !school) return redirectTo(addressOf(found))
  const expiresOn = Temporal.PlainDate.from(printed.value.expiresOn)
  const code = codeOfToken(letter)
  return show(letterPage({ school, code, expiresOn, writtenOn: londonDate(request.now), baseUrl: request.baseUrl }))
}

async function refuse(request: WebRequest, found: LinkRequest): Promise<Reply> {
  const parsed = parseForm(Reason, request.form)
  if (!parsed.ok) return again(request, found, parsed.errors)
  const because = parsed.values.reason
  await request.withReason(because).execute(refuseLinkRequest, { id: LinkRequestId.parse(found.id), because })
  return redirectTo(addressOf(found))
}

const LETTER = 'letter'

const addressOf = ({ id }: LinkRequest): string => `/staff/link-requests/${id}`

const again = async (request: WebRequest, found: LinkRequest, errors: readonly FieldError[]): Promise<Reply> =>
  showAgain(await pageOf(request, found, errors))

async function pageOf(request: WebRequest, found: LinkRequest, errors: readonly FieldError[] = []) {
  const hidden = { [LETTER]: newToken() }
  const form = freshForm(`${addressOf(found)}/answer`, { values: request.form, errors, hidden })
  return requestPage(await factsOf(request, found), form)
}

async function factsOf({ db, now, history }: WebRequest, request: LinkRequest): Promise<RequestFacts> {
  const { organisationId } = request
  const school = await schoolById(db, organisationId)
  if (!school) throw new Error(`The link request ${request.id} is of no school`)
  return {
    request,
    school,
    trust: await trustOfSchool(db, organisationId, londonDate(now)),
    contacts: await contactsOf(db, organisationId),
    links: await linksOfRequest(db, request.id),
    members: await membersOf(db, organisationId),
    nominatedAt: await nominatedSince(db, organisationId, request.createdAt),
    history: await history({ kind: 'link-request', id: request.id }),
  }
}
