import { CSV_TYPE } from '#src/kit/csv.ts'
import { firstValue } from '#src/kit/form.ts'
import { recordOf } from '#src/platform/http/parameters.ts'
import { type Reply, redirectTo, show, showAgain, stream, type WebRequest } from '#src/platform/http/route.ts'
import { type Batch, BatchId } from '../../invitations/batch.ts'
import { previewInvitation } from '../../invitations/candidates-queries.ts'
import { criteriaText } from '../../invitations/criteria-text-queries.ts'
import { batchById, newestBatches, outcomeOf, resultsOf } from '../../invitations/invitations-queries.ts'
import { askedMissing } from '../../invitations/missing-search.ts'
import { planInvitations } from '../../invitations/plan-invitations.ts'
import { stopInvitations } from '../../invitations/stop-invitations.ts'
import { listedPreview } from '../../missing-list/invitation-preview-queries.ts'
import { listedAt } from '../../missing-list/missing-list-queries.ts'
import { batchPage, listPage, PATH, sendingPage, stopPage } from './batch-pages.tsx'
import { readPlan, WHOLE_DAY } from './plan-form.ts'
import { FRESH_PLAN, planPage } from './plan-page.tsx'
import { resultFile } from './result-file.ts'

/** The batch of the address, or null. */
export const loadBatch = ({ db, params }: WebRequest): Promise<Batch | null> => batchById(db, params['id'] ?? '')

export const showBatches = async ({ db }: WebRequest): Promise<Reply> => show(listPage(await newestBatches(db)))

type Typed = Pick<Parameters<typeof planPage>[0], 'values' | 'errors'>

/** What inviting the schools of the address would do, with the form. */
export const showPlan = async (request: WebRequest): Promise<Reply> =>
  show(await plan(request, request.query, { values: FRESH_PLAN, errors: [] }))

/** As the list has it. */
async function plan(request: WebRequest, asked: WebRequest['query'], typed: Typed) {
  const { db, now, baseUrl } = request
  const { criteria, query } = await askedMissing(request, asked)
  const preview = await listedPreview(db, criteria, now)
  return planPage({ ...{ preview, query, now, baseUrl }, asAt: await listedAt(db), ...typed })
}

/** As it is now, which takes long where there are many: for whoever saw figures that no longer hold. */
async function planNow(request: WebRequest, asked: WebRequest['query'], typed: Typed) {
  const { db, now, baseUrl } = request
  const { criteria, query } = await askedMissing(request, asked)
  const preview = await previewInvitation(db, { filter: criteria, now })
  return planPage({ ...{ preview, query, now, baseUrl }, asAt: now, ...typed })
}

const refusalTexts: Readonly<Record<string, string>> = {
  'list-changed': 'The list has changed since you opened this page. Check the new figures, then confirm',
  'nobody-to-invite': 'There is nobody left to invite in this list. Choose other schools',
  'too-far-ahead': 'The start must be within the next 90 days',
}

/** Freezes the list; its page then shows how far it is. */
export async function planBatch(request: WebRequest): Promise<Reply> {
  const { form, now } = request
  const asked = recordOf(Object.keys(form).map((name) => [name, firstValue(form, name)] as const))
  const typed = readPlan(form, now)
  if (!typed.ok) return showAgain(await plan(request, asked, typed))
  const { criteria } = await askedMissing(request, asked)
  const expected = Number(/^\d{1,6}$/.exec(asked['expected'] ?? '')?.[0] ?? -1)
  const planned = await request.execute(planInvitations, { ...typed.details, criteria, expected, askedFor: null })
  if (planned.ok) return redirectTo(`${PATH}/${planned.value.batchId}`)
  const { code } = planned.refusal
  const message = refusalTexts[code] ?? 'This cannot be done now'
  const field = code === 'too-far-ahead' ? WHOLE_DAY : { field: 'name' }
  return showAgain(await planNow(request, asked, { values: form, errors: [{ ...field, message }] }))
}

/** How far it is; when it is not under way, what was asked and what became of it. */
export async function showBatch(request: WebRequest, batch: Batch): Promise<Reply> {
  const { db } = request
  const outcome = await outcomeOf(db, batch.id)
  if (batch.status === 'sending') return show(sendingPage({ batch, outcome }))
  const history = await request.history({ kind: 'invitation-batch', id: batch.id })
  return show(batchPage({ batch, outcome, history, criteria: await criteriaText(db, batch.criteria) }))
}

export async function exportBatch({ db }: WebRequest, batch: Batch): Promise<Reply> {
  const parts = resultFile(db, await resultsOf(db, batch.id))
  return stream({ type: CSV_TYPE, fileName: `invitation-${batch.id}.csv`, parts })
}

/** One that has ended meanwhile shows what became of it. */
export async function showStop({ db }: WebRequest, batch: Batch): Promise<Reply> {
  const hasEnded = batch.status === 'finished' || batch.status === 'stopped'
  return hasEnded
    ? redirectTo(`${PATH}/${batch.id}`)
    : show(stopPage({ batch, outcome: await outcomeOf(db, batch.id) }))
}

export async function stopBatch(request: WebRequest, batch: Batch): Promise<Reply> {
  await request.execute(stopInvitations, { batchId: BatchId.parse(batch.id) })
  return redirectTo(`${PATH}/${batch.id}`)
}
