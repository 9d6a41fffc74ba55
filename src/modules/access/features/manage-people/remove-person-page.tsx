import { z } from 'zod'
import { parseForm, type RawValues } from '#src/kit/form.ts'
import { email, name, oneOf } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import type { FormState } from '#src/ui/form.tsx'
import { leavesSomebodyInCharge } from '../../memberships/membership-rules.ts'
import { type Member, membersOf } from '../../memberships/memberships-queries.ts'
import type { Place } from '../../memberships/place.ts'
import { because, reasonSchema } from '../../memberships/reason-field.tsx'
import { overtaken, peoplePath } from '../../memberships/refusal-page.tsx'
import { NEW_PERSON, type Removal, removalForm, removalPage } from './removal-form.tsx'
import { removePerson } from './remove-person.ts'

/** The page before a removal: what will happen, why, and who follows when there would be nobody in charge. */
export async function showRemoval(request: WebRequest, place: Place): Promise<Reply> {
  const removal = await removalInPath(request, place)
  return removal ? show(removalPage(removal, removalForm(removal))) : notFound
}

export async function sendRemoval(request: WebRequest, place: Place): Promise<Reply> {
  const removal = await removalInPath(request, place)
  // Somebody who has gone meanwhile is left to the command, which knows who was faster.
  if (!removal) return remove(request, place, NOTHING)
  const parsed = parseRemoval(removal, request.form)
  if (parsed.ok) return remove(request, place, parsed)
  return showAgain(removalPage(removal, { ...removalForm(removal), ...parsed.state }))
}

async function remove(request: WebRequest, place: Place, { successor, reason }: Asked): Promise<Reply> {
  const membershipId = request.params['membershipId'] ?? ''
  const done = await because(request, reason).execute(removePerson, {
    organisationId: place.id,
    membershipId,
    successor,
  })
  if (done.ok) return redirectTo(done.value.isOwn ? '/home' : `${peoplePath(place)}?done=removed`)
  if (done.refusal.code === 'needs-successor') return askForSuccessor(request, place)
  return overtaken(place, done.refusal) ?? notFound
}

/** Nobody was named, or somebody who is leaving too. */
async function askForSuccessor(request: WebRequest, place: Place): Promise<Reply> {
  const removal = await removalInPath(request, place)
  if (!removal) return redirectTo(peoplePath(place))
  const errors = [{ field: 'successor', message: WHO_FOLLOWS }]
  return showAgain(
    removalPage({ ...removal, needsSuccessor: true }, { ...removalForm(removal), values: request.form, errors }),
  )
}

const WHO_FOLLOWS = 'Select who takes over as administrator'

type Successor = { readonly name: string; readonly address: string }
type Asked = { readonly successor: Successor | null; readonly reason: string | null }
type ParsedRemoval =
  | ({ readonly ok: true } & Asked)
  | { readonly ok: false; readonly state: Pick<FormState, 'values' | 'errors'> }

const NOTHING = { ok: true, successor: null, reason: null } as const

function parseRemoval(removal: Removal, body: RawValues): ParsedRemoval {
  const reason = reasonSchema(!removal.isOwn)
  // Without a choice the command looks again: it knows whether there has to be one, and whether the reader is still in charge.
  if (!removal.needsSuccessor || body['successor'] === undefined) {
    const parsed = parseForm(reason, body)
    if (!parsed.ok) return { ok: false, state: parsed }
    return { ok: true, successor: null, reason: parsed.values.reason }
  }
  const candidates = removal.others.map(({ accountId }) => accountId)
  const choice = z.object({
    successor: oneOf([...candidates, NEW_PERSON], WHO_FOLLOWS),
  })
  const chosen = parseForm(choice, body)
  const isNew = chosen.ok && chosen.values.successor === NEW_PERSON
  const parsed = parseForm(choice.extend(isNew ? NewPerson.shape : {}).extend(reason.shape), body)
  if (!parsed.ok) return { ok: false, state: { ...parsed, values: { ...body, ...parsed.values } } }
  const known = removal.others.find(({ accountId }) => accountId === parsed.values.successor)
  const typed = isNew ? parseForm(NewPerson, body) : null
  const successor = typed?.ok ? { name: typed.values.name, address: typed.values.email } : memberAs(known)
  return { ok: true, successor, reason: parsed.values.reason }
}

const NewPerson = z.object({
  name: name({ missing: 'Enter the full name of the new administrator' }),
  email: email({ missing: 'Enter the email address of the new administrator' }),
})

const memberAs = (member: Member | undefined): Successor | null =>
  member?.address ? { name: member.name, address: member.address } : null

async function removalInPath({ db, params, actor }: WebRequest, place: Place): Promise<Removal | null> {
  const members = await membersOf(db, place.id)
  const member = members.find(({ membershipId }) => membershipId === params['membershipId'])
  if (!member || member.role === 'induction-tutor') return null
  const isOwn = member.accountId === actor.accountId
  const mayManage = actor.may('support') || actor.worksAt(place.id, 'administrator', 'induction-tutor')
  if (!isOwn && !mayManage) return null
  return {
    place,
    member,
    isOwn,
    needsSuccessor: !leavesSomebodyInCharge(members, new Set([member.membershipId])),
    others: uniqueOthers(members, member),
  }
}

/** Colleagues with an address who could take over, once each. */
const uniqueOthers = (members: readonly Member[], leaving: Member): readonly Member[] => {
  const others = members.filter(({ accountId, address }) => accountId !== leaving.accountId && address !== null)
  return others.filter(({ accountId }, at) => others.findIndex((one) => one.accountId === accountId) === at)
}
