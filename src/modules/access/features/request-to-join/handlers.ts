import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { likelyAddress } from '#src/kit/email-typo.ts'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { email, longText, name, oneOf, optional } from '#src/kit/form-fields.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { takeToken } from '#src/platform/rate-limits/rate-limits-store.ts'
import { freshForm } from '#src/ui/form.tsx'
import { MEMBERSHIP_ROLES, OrganisationId } from '../../accounts/account.ts'
import { accountWithAddresses } from '../../accounts/accounts-queries.ts'
import { arrivalIn } from '../../identities/door-visit.ts'
import { GIVEN_ROLES } from '../../join-requests/join-request.ts'
import { JOIN_BROWSER_MEMORY, JOIN_LIMITS, LONGEST_NOTE, waitForStep } from '../../join-requests/join-request-rules.ts'
import { type JoinTarget, joinTargetById, joinTargetByUrn } from '../../join-requests/join-target-queries.ts'
import { folded } from '../../proofs/proof-rules.ts'
import { closedPage, requestPage, tooManyPage } from './request-page.tsx'
import { requestToJoin } from './request-to-join.ts'

const SENT = 'join-request-sent'

export const schoolInPath = ({ db, params, now }: WebRequest): Promise<JoinTarget | null> =>
  joinTargetByUrn(db, params['urn'] ?? '', londonDate(now))

export const organisationInPath = ({ db, params, now }: WebRequest): Promise<JoinTarget | null> =>
  joinTargetById(db, params['organisationId'] ?? '', londonDate(now))

/** The form. Whoever is signed in is asked neither for their name nor for their address. */
export async function showRequest(request: WebRequest, target: JoinTarget): Promise<Reply> {
  if (!target.open) return show(closedPage(target))
  const known = await knownPerson(request)
  // Who has come from DfE Sign-in without access need not type what it has told us.
  const came = known ? null : await arrivalIn(request, 'dfe-sign-in')
  const values = came ? { name: came.name ?? '', email: came.address ?? '' } : {}
  return show(requestPage({ target, known, form: { ...formFor(target), values }, likely: null }))
}

/** Sends the request and answers everybody alike, in the same time: what became of it is told to the mailbox. */
export async function sendRequest(request: WebRequest, target: JoinTarget): Promise<Reply> {
  if (!target.open) return showAgain(closedPage(target))
  const known = await knownPerson(request)
  const parsed = parseForm(schemaFor(target, known), request.form)
  if (!parsed.ok) {
    const form = { ...formFor(target), values: parsed.values, errors: parsed.errors }
    return showAgain(requestPage({ target, known, form, likely: null }))
  }
  const { role, note } = parsed.values
  const person = known ?? { name: parsed.values.name ?? '', address: parsed.values.email ?? '' }
  const likely = known ? null : likelyAddress(person.address)
  if (likely && firstValue(request.form, 'as-typed') !== person.address) {
    const form = { ...formFor(target), values: parsed.raw, hidden: { 'as-typed': person.address } }
    return show(requestPage({ target, known, form, likely }))
  }
  const wait = await countRequest(request, target, person.address)
  if (wait !== null) return { kind: 'page', status: 429, page: tooManyPage(target, wait) }
  const organisationId = OrganisationId.parse(target.organisation.id)
  const sent = await inSteps(known, request.execute(requestToJoin, { organisationId, ...person, role, note }))
  if (!sent.ok) return showAgain(closedPage(target))
  request.cookies.set(SENT, `${organisationId}.${sent.value.askedId}`, JOIN_BROWSER_MEMORY.total('seconds'))
  return redirectTo(`${target.path}/sent`)
}

/**
 * The value of some work, at a moment that does not tell how long it took: a stranger may ask about somebody else. Whoever is signed
 * in asks about themselves.
 */
async function inSteps<Value>(known: KnownPerson | null, work: Promise<Value>): Promise<Value> {
  const began = performance.now()
  const value = await work
  if (!known) await pause(waitForStep(performance.now() - began))
  return value
}

/** The message that this browser's request to the organisation caused, if it sent one lately. */
export function sentFromHere({ cookies }: WebRequest, target: JoinTarget): string | null {
  const [organisationId, askedId] = (cookies.get(SENT) ?? '').split('.')
  return organisationId === target.organisation.id ? (askedId ?? null) : null
}

export type KnownPerson = { readonly name: string; readonly address: string }

async function knownPerson({ db, actor }: WebRequest): Promise<KnownPerson | null> {
  const found = actor.accountId ? await accountWithAddresses(db, actor.accountId) : null
  const address = found?.addresses.find(({ verifiedAt }) => verifiedAt !== null) ?? found?.addresses[0]
  return found && address ? { name: found.account.name, address: address.address } : null
}

const formFor = (target: JoinTarget) =>
  freshForm(target.path, { back: target.organisation.urn ? `/schools/${target.organisation.urn}` : '/' })

const WHO_MISSING = 'Select what you need access for'
const Note = optional(longText({ missing: '', label: 'Your note', max: LONGEST_NOTE }))

function schemaFor(target: JoinTarget, known: KnownPerson | null) {
  const role = oneOf(target.kind === 'school' ? MEMBERSHIP_ROLES : GIVEN_ROLES, WHO_MISSING)
  const person = z.object({
    name: name({ missing: 'Enter your full name' }),
    email: email({ missing: 'Enter your work email address' }),
  })
  const asked = z.object({ role, note: Note })
  return known ? asked.extend(person.partial().shape) : person.extend(asked.shape)
}

/** The seconds to wait before this may be asked, or null when it may be now. Known and unknown addresses count alike. */
async function countRequest(request: WebRequest, target: JoinTarget, address: string): Promise<number | null> {
  const { db, now, browserHash, ip } = request
  const counts = [
    { ...JOIN_LIMITS.browser, key: keyOf('browser', browserHash.toString('base64url')) },
    { ...JOIN_LIMITS.address, key: keyOf('address', folded(address)) },
    { ...JOIN_LIMITS.organisation, key: keyOf('organisation', target.organisation.id) },
    { ...JOIN_LIMITS.ip, key: keyOf('ip', ip) },
  ]
  for (const count of counts) {
    const token = await takeToken(db, { ...count, now })
    if (!token.taken) return token.waitSeconds
  }
  return null
}

const keyOf = (purpose: string, text: string): string =>
  `access.join-request-${purpose}:${createHash('sha256').update(text).digest('base64url')}`
