import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import type { Batch } from '../batches/batch.ts'
import { batchSubjects } from '../batches/batch-subjects.ts'
import { payerFileEmail } from '../emails/payer-emails.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { insertLink } from './download-links-store.ts'
import { fileLinkSent } from './file-events.ts'
import { payerAddresses } from './payer-addresses-queries.ts'

type Work = { readonly tx: Tx; readonly now: Temporal.Instant; readonly baseUrl: string }

type Sent = {
  readonly batch: Pick<Batch, 'id' | 'kind' | 'number' | 'claims' | 'total'>
  readonly file: { readonly id: string; readonly fileName: string; readonly sha256: string }
}

/** A link of its own to each address of the payer. The link that an address had before does not work any more. */
export async function sendLinks(work: Work, { batch, file }: Sent) {
  const { tx, now, baseUrl } = work
  const figures = await figuresOn(tx, now)
  const expiresAt = now.add({ hours: 24 * figures['download-link'] })
  const emails: OutgoingEmail[] = []
  const events: AuditEvent[] = []
  for (const address of await payerAddresses(tx, now)) {
    const { id, token, replaced } = await insertLink(tx, { fileId: file.id, address, expiresAt, now })
    const times = figures['downloads-of-a-link']
    emails.push(
      payerFileEmail({ linkId: id, to: address, batch, fileName: file.fileName, token, expiresAt, times, baseUrl }),
    )
    const facts = { file: file.fileName, sha256: file.sha256, to: maskedAddress(address), replaced }
    events.push(fileLinkSent.of(batchSubjects(batch.id), facts))
  }
  return { emails, events }
}
