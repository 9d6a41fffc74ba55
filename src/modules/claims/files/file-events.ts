import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const file = { file: z.string(), sha256: z.string() }

export const fileLinkSent = defineEvent({
  name: 'claims.file-link-sent',
  version: 1,
  payload: z.object({ ...file, to: z.string(), replaced: z.int() }),
  sentence: ({ file: name, to, replaced }) =>
    `Link to ${name} sent to ${to}${replaced > 0 ? '. The link before does not work any more' : ''}`,
})

export const fileDownloaded = defineEvent({
  name: 'claims.file-downloaded',
  version: 1,
  payload: z.object({ ...file, to: z.string().nullable(), time: z.int().nullable() }),
  sentence: ({ file: name, to, time, sha256 }) =>
    `${name} downloaded${to === null ? ' here' : ` by the link of ${to}, time ${time}`} (SHA-256 ${sha256.slice(0, 12)}…)`,
})

export const fileEvents: readonly EventDefinition[] = [fileLinkSent, fileDownloaded]
