import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { date } from '#src/kit/form-date.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { applyList } from '../../lists/apply-list.ts'
import { discardList, takeBackList } from '../../lists/end-list-version.ts'
import { isUnusual, unusualAbout } from '../../lists/list-guard-rules.ts'
import { listPolicy } from '../../lists/list-policy.ts'
import { listRefusalText } from '../../lists/list-refusal-text.ts'
import type { ListVersion } from '../../lists/list-version.ts'
import { differenceOf, samplesOf } from '../../lists/list-versions-queries.ts'
import { listsInForce } from '../../lists/lists-queries.ts'
import { takeBackPage } from './take-back-page.tsx'
import { versionPage } from './version-page.tsx'

const LONGEST_REASON = 1_000
const reason = longText({ missing: 'Enter why the file is right', label: 'Reason', max: LONGEST_REASON })

const When = z.object({ when: oneOf(['today', 'later'], 'Select when it starts to count') })
const Later = z.object({ from: date({ missing: 'Enter the day from which it counts', label: 'Day' }) })
const Because = z.object({ because: reason })

/** One version: what it changes, and what can be done with it. */
export const showVersion = async (request: WebRequest, version: ListVersion): Promise<Reply> =>
  show(await pageOf(request, version, { values: {}, errors: [] }))

type Given = { readonly values: RawValues; readonly errors: readonly FieldError[] }

async function pageOf({ db, now, actor, history }: WebRequest, version: ListVersion, given: Given) {
  const at = version.status === 'previewed' ? now : version.inForceFrom
  const difference = await differenceOf(db, { version, at })
  return versionPage({
    ...{ version, given, now, difference, mayManage: listPolicy.manage(actor).allowed },
    samples: await samplesOf(db, { version, at }),
    unusual: unusualAbout(difference, version.leftOut.length),
    inForce: (await listsInForce(db, now))[version.list] ?? null,
    entries: await history({ kind: 'eligibility-list', id: version.id }),
  })
}

/** Makes the version count. Whatever somebody else did with it meanwhile is shown instead. */
export async function sendApplication(request: WebRequest, version: ListVersion): Promise<Reply> {
  const { db, now, form } = request
  const again = async (errors: readonly FieldError[]) =>
    showAgain(await pageOf(request, version, { values: form, errors }))
  const when = parseForm(When, form)
  const later = when.ok && when.values.when === 'later' ? parseForm(Later, form) : null
  const difference = await differenceOf(db, { version, at: now })
  const needsReason = isUnusual(unusualAbout(difference, version.leftOut.length))
  const because = needsReason ? parseForm(Because, form) : null
  const errors = [when, later, because].flatMap((part) => (part === null || part.ok ? [] : part.errors))
  if (errors.length > 0) return again(errors)
  const day = later?.ok ? later.values.from : londonDate(now)
  const input = { versionId: version.id, from: day.toString(), because: because?.ok ? because.values.because : null }
  const applied = await request.execute(applyList, input)
  if (applied.ok || applied.refusal.code === 'no-longer-previewed') return redirectTo(addressOf(version))
  const field = applied.refusal.code === 'reason-needed' ? 'because' : 'from'
  return again([{ field, message: listRefusalText(applied.refusal) }])
}

/** Throws away a version that nobody applied, and goes back to the list. */
export async function sendDiscard(request: WebRequest, version: ListVersion): Promise<Reply> {
  const discarded = await request.execute(discardList, { versionId: version.id })
  return redirectTo(discarded.ok ? `/staff/npq/lists/${version.list}` : addressOf(version))
}

const TakeBack = z.object({
  reason: longText({ missing: 'Enter why you take it back', label: 'Reason', max: LONGEST_REASON }),
})

export const showTakeBack = (_request: WebRequest, version: ListVersion): Reply =>
  version.status === 'applied' ? show(takeBackPage(version, takeBackForm(version))) : redirectTo(addressOf(version))

/** The version before counts again; decisions that were made keep this one. */
export async function sendTakeBack(request: WebRequest, version: ListVersion): Promise<Reply> {
  const parsed = parseForm(TakeBack, request.form)
  if (!parsed.ok) return showAgain(takeBackPage(version, { ...takeBackForm(version), ...parsed }))
  await request.withReason(parsed.values.reason).execute(takeBackList, { versionId: version.id })
  return redirectTo(addressOf(version))
}

const addressOf = ({ list, id }: ListVersion): string => `/staff/npq/lists/${list}/versions/${id}`

const takeBackForm = (version: ListVersion) =>
  freshForm(`${addressOf(version)}/taking-back`, { back: addressOf(version) })
