import { z } from 'zod'
import { Actor } from '#src/kit/actor.ts'
import { demand, type Policy, when } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { batchSubjects } from '../batches/batch-subjects.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { linkState } from './download-link-rules.ts'
import { countDownload, lockLink } from './download-links-store.ts'
import { fileDownloaded } from './file-events.ts'
import { fileById } from './files-queries.ts'

/** Whoever holds the link gets the file, whoever is signed in. */
export const holderOfLink = (linkId: string): Actor =>
  new Actor({ identity: { kind: 'link-holder', id: linkId }, name: 'Whoever holds the payer’s link', door: 'web' })

const byLink: Policy<string> = (actor, linkId) => when(actor.holdsLink(linkId))

/** Notes a download by a link that the payer was sent. It counts, and a link gives its file only so many times. */
export const downloadByLink = command({
  name: 'claims.download-by-link',
  /** `earlier`: how often the link had been used when the button was shown, so that the same form gives the file once. */
  input: z.object({ linkId: z.uuid(), earlier: z.int() }),
  refusals: ['not-live'],
  records: [fileDownloaded.name],
  async run({ tx, actor, now, refuse }, { linkId }) {
    const link = await lockLink(tx, linkId)
    if (!link) return refuse('not-found')
    demand(byLink(actor, linkId))
    const state = linkState(link, (await figuresOn(tx, now))['downloads-of-a-link'], now)
    if (state !== 'live') refuse('not-live', { state })
    const file = await fileById(tx, link.fileId)
    if (file?.batchId == null) return refuse('not-found')
    await countDownload(tx, linkId, now)
    const facts = {
      file: file.fileName,
      sha256: file.sha256,
      to: maskedAddress(link.address),
      time: link.downloads + 1,
    }
    return { value: { fileId: file.id }, events: [fileDownloaded.of(batchSubjects(file.batchId), facts)] }
  },
})

/** Notes that staff took a file of a batch: one that was sent, or one that came back. */
export const downloadFile = command({
  name: 'claims.download-file',
  input: z.object({ fileId: z.uuid() }),
  refusals: [],
  records: [fileDownloaded.name],
  async run({ tx, actor, refuse }, { fileId }) {
    demand(claimPolicy.pay(actor, undefined))
    const file = await fileById(tx, fileId)
    if (file?.batchId == null) return refuse('not-found')
    const facts = { file: file.fileName, sha256: file.sha256, to: null, time: null }
    return { value: { fileId }, events: [fileDownloaded.of(batchSubjects(file.batchId), facts)] }
  },
})
