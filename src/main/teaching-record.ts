import type { Log } from '#src/platform/log.ts'
import { teachingRecordApi } from '#src/platform/teaching-record/teaching-record-api.ts'
import type { TeachingRecord } from '#src/platform/teaching-record/teaching-record-port.ts'
import type { Config } from './config.ts'

type Options = { readonly config: Config; readonly log: Log; readonly timeoutSeconds?: number }

/** Long enough for a slow answer, short enough for somebody who waits for a page. Jobs may wait longer. */
const PAGE_SECONDS = 3

/** The teaching record that is configured; outside production the local one stands in. Its code is not read in production. */
export async function openTeachingRecord({
  config,
  log,
  timeoutSeconds = PAGE_SECONDS,
}: Options): Promise<TeachingRecord> {
  const { teachingRecord: given, baseUrl } = config
  if (given) return teachingRecordApi({ ...given, log, timeoutSeconds })
  const { LOCAL_TEACHING_RECORD: local } = await import('./dev/teaching-record/local-settings.ts')
  return teachingRecordApi({ url: `${baseUrl}${local.path}`, key: local.key, log, timeoutSeconds })
}
