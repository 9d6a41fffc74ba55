import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import { oneOf } from '#src/kit/form-fields.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { paging } from '#src/ui/paging.ts'
import type { BatchKind } from '../../batches/batch-states.ts'
import { countBatches, newestBatches, preparedBatches } from '../../batches/batches-queries.ts'
import { prepareBatch } from '../../batches/prepare-batch.ts'
import { forecast, submittedByWindow, waitingClaims } from '../../batches/waiting-queries.ts'
import { payerAddresses } from '../../files/payer-addresses-queries.ts'
import { WindowId } from '../../years/claim-year.ts'
import { allWindows } from '../../years/years-queries.ts'
import { batchesPage } from './batches-page.tsx'
import { newBatchPage } from './new-batch-page.tsx'
import { PATH } from './paths.ts'

/** What waits for those who pay, and every batch. Six queries. */
export async function showBatches({ db, now, query }: WebRequest): Promise<Reply> {
  const pages = paging(query['page'], await countBatches(db))
  if (pages === null) return redirectTo(PATH)
  return show(
    batchesPage({
      ...{ pages, waiting: await waitingClaims(db), windows: await allWindows(db) },
      ...{ byWindow: await submittedByWindow(db), batches: await newestBatches(db, pages) },
      hasPayer: (await payerAddresses(db, now)).length > 0,
    }),
  )
}

type Chosen = { readonly kind: BatchKind; readonly windowId: string | null }

function chosenIn(query: Readonly<Record<string, string>>): Chosen | null {
  if (query['kind'] === 'clawback') return { kind: 'clawback', windowId: null }
  const windowId = WindowId.safeParse(query['window'])
  return windowId.success ? { kind: 'payment', windowId: windowId.data } : null
}

/** What a batch prepared now would hold, before it is prepared. */
export async function showNewBatch(request: WebRequest): Promise<Reply> {
  const chosen = chosenIn(request.query)
  return chosen === null ? redirectTo(PATH) : show(await pageFor(request, chosen, null))
}

const Choice = z.object({ kind: oneOf(['payment', 'clawback'], 'Select what is sent') })

/** Freezes the list. Somebody else approves it. */
export async function sendNewBatch(request: WebRequest): Promise<Reply> {
  const parsed = parseForm(Choice, request.form)
  const window = typeof request.form['window'] === 'string' ? request.form['window'] : ''
  const chosen = parsed.ok ? chosenIn({ kind: parsed.values.kind, window }) : null
  if (chosen === null) return redirectTo(PATH)
  const windowId = chosen.windowId === null ? null : WindowId.parse(chosen.windowId)
  const done = await request.execute(prepareBatch, { kind: chosen.kind, windowId })
  if (done.ok) return redirectTo(`${PATH}/${done.value.batchId}`)
  return showAgain(await pageFor(request, chosen, done.refusal.facts))
}

async function pageFor({ db, now }: WebRequest, chosen: Chosen, refused: Readonly<Record<string, unknown>> | null) {
  const windows = await allWindows(db)
  const waiting = (await preparedBatches(db)).find(
    ({ kind, windowId }) => kind === chosen.kind && windowId === chosen.windowId,
  )
  return newBatchPage({
    ...{ chosen, refused, waiting: waiting ?? null, parts: await forecast(db, { ...chosen, day: londonDate(now) }) },
    window: windows.find(({ id }) => id === chosen.windowId) ?? null,
  })
}
