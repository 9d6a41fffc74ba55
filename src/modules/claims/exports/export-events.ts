import { z } from 'zod'
import { defineEvent, type EventDefinition, type Subject } from '#src/platform/audit/event.ts'

/** Where every file that staff downloaded is told of. */
export const STAFF_DOWNLOADS: Subject = { kind: 'platform', id: 'claims-downloads' }

export const fileTaken = defineEvent({
  name: 'claims.file-taken',
  version: 1,
  payload: z.object({
    file: z.string(),
    rows: z.int().nonnegative(),
    /** The search and filters in words; empty where the file is everything. */
    asked: z.array(z.string()),
  }),
  sentence: ({ file, rows, asked }) =>
    `${file} downloaded: ${rows} ${rows === 1 ? 'row' : 'rows'}${asked.length > 0 ? `, ${asked.join('; ')}` : ''}`,
})

export const exportEvents: readonly EventDefinition[] = [fileTaken]
