import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { lines, SERVICE } from '../../access/public.ts'
import type { Batch } from '../batches/batch.ts'
import { batchName } from '../batches/batch.ts'
import { sumText } from '../claims/event-text-rules.ts'

type PayerFile = {
  readonly linkId: string
  readonly to: string
  readonly batch: Pick<Batch, 'id' | 'kind' | 'number' | 'claims' | 'total'>
  readonly fileName: string
  readonly token: string
  readonly expiresAt: Temporal.Instant
  readonly times: number
  readonly baseUrl: string
}

/** To the payer: what there is to pay or to take back, and where to fetch the file. */
export const payerFileEmail = (given: PayerFile): OutgoingEmail => {
  const { linkId, to, batch, fileName, token, expiresAt, times, baseUrl } = given
  const count = `${batch.claims.toLocaleString('en-GB')} ${batch.claims === 1 ? 'claim' : 'claims'}`
  return {
    intent: `claims.file-link:${linkId}`,
    template: 'payerFileEmail',
    to,
    subject: `${batchName(batch)} for mentor training: ${count}, ${sumText(batch.total)}`,
    body: lines(
      'To: whoever pays claims for mentor training',
      `The Department for Education has approved ${batchName(batch).toLowerCase()}: ${count}, ${sumText(batch.total)} in all, ${
        batch.kind === 'payment' ? 'to be paid' : 'to be taken back'
      }.`,
      'Open this link and press the button to download the file:',
      `${baseUrl}/claim-files/link/${token}`,
      `The file is ${fileName}. The link works until ${momentText(expiresAt)}, for ${times} downloads. It is for you alone: do not forward it.`,
      batch.kind === 'payment'
        ? 'When you have dealt with the claims, send us the file back with claim_status “paid” or “unpaid”, and with claim_unpaid_reason where you did not pay.'
        : 'When you have dealt with the claims, send us the file back with claim_status “clawback_complete”. Where you could not take the money back, leave “clawback_in_progress” and say why in a column claim_unpaid_reason.',
      `You get this email because your organisation pays claims in ${SERVICE}.`,
    ),
    holdsSecret: true,
    priority: 'ordinary',
    about: [{ kind: 'claim-batch', id: batch.id }],
  }
}
