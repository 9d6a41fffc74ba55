import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import { name } from '#src/kit/form-fields.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import type { Arrival } from '../../identities/arrivals-store.ts'
import { placeOf } from '../../identities/dfe-place-queries.ts'
import { arrivalOverPage } from '../../identities/door-pages.tsx'
import { arrivalIn, enterWith, noAnswer, rolesNow, type Told } from '../../identities/door-visit.ts'
import { rolesOfCodes } from '../../identities/identity-rules.ts'
import { makeAccount } from '../../identities/make-account.ts'
import { addressInUsePage, newHerePage } from './new-here-page.tsx'

const DOOR = 'dfe-sign-in'
const Schema = z.object({ name: name({ missing: 'Enter your full name' }) })

/** For somebody whom DfE Sign-in knows and we do not: whose account is it, or how do they get one. */
export async function showNewHere(request: WebRequest): Promise<Reply> {
  const arrival = await arrivalIn(request, DOOR)
  if (!arrival) return redirectTo('/dfe-sign-in')
  const told = await rolesNow(request, arrival)
  return told ? show(newHerePage(await viewOf(request, arrival, told))) : noAnswer(DOOR)
}

/** Makes the account that an approver's role in DfE Sign-in entitles them to. */
export async function makeOwnAccount(request: WebRequest): Promise<Reply> {
  const arrival = await arrivalIn(request, DOOR)
  if (!arrival) return { kind: 'page', status: 403, page: arrivalOverPage(DOOR) }
  const told = await rolesNow(request, arrival)
  if (!told) return noAnswer(DOOR)
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(newHerePage({ ...(await viewOf(request, arrival, told)), typed: parsed }))
  const input = { arrivalId: arrival.id, browserHash: request.browserHash, ...told, name: parsed.values.name }
  const made = await request.execute(makeAccount, input)
  if (made.ok) return enterWith(request, arrival, made.value)
  const { code } = made.refusal
  if (code === 'address-in-use' || code === 'no-address') {
    return showAgain(addressInUsePage(arrival.address))
  }
  return redirectTo(code === 'known' ? '/dfe-sign-in' : '/dfe-sign-in/new')
}

async function viewOf({ db, now, actor }: WebRequest, arrival: Arrival, { codes }: Told) {
  return {
    claimed: arrival.chosen,
    hasOthers: arrival.organisations.length > 1,
    place: arrival.chosen ? await placeOf(db, arrival.chosen, londonDate(now)) : null,
    roles: rolesOfCodes(codes ?? []),
    name: arrival.name ?? '',
    address: arrival.address ?? '',
    signedInAs: actor.accountId === null ? null : actor.name,
    typed: null,
  }
}
