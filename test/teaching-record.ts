import { once } from 'node:events'
import { createServer } from 'node:http'
import { type RecordFaultSwitch, recordFaultSwitch } from '#src/main/dev/teaching-record/faults.ts'
import { LOCAL_TEACHING_RECORD } from '#src/main/dev/teaching-record/local-settings.ts'
import { LOCAL_TEACHERS, type LocalTeacher } from '#src/main/dev/teaching-record/local-teachers.ts'
import { localTeachingRecord } from '#src/main/dev/teaching-record/local-teaching-record.ts'
import { type Log, silentLog } from '#src/platform/log.ts'
import { type CircuitBreaker, circuitBreaker } from '#src/platform/teaching-record/circuit-breaker.ts'
import { teachingRecordApi } from '#src/platform/teaching-record/teaching-record-api.ts'
import type { TeachingRecord } from '#src/platform/teaching-record/teaching-record-port.ts'

export type StandingRecord = {
  /** The real client, speaking to the stand-in. */
  readonly record: TeachingRecord
  readonly faults: RecordFaultSwitch
  /** Whom it knows; a test may add to it. */
  readonly teachers: LocalTeacher[]
  /** Every path that it was asked for. */
  readonly asked: string[]
  /** Another client of the same stand-in. */
  readonly connect: (options?: Connecting) => TeachingRecord
  readonly close: () => void
}

type Connecting = { readonly breaker?: CircuitBreaker; readonly log?: Log; readonly key?: string }

/** Never opens: a test that is not about the breaker is not stopped by the failures of another. */
const patient = () => circuitBreaker({ figures: { failures: 1_000_000, withinMilliseconds: 1, restMilliseconds: 1 } })

/** The stand-in of the teaching record on a port of its own, and a client that waits half a second. */
export async function standingRecord(): Promise<StandingRecord> {
  const [faults, teachers] = [recordFaultSwitch(), [...LOCAL_TEACHERS]]
  const asked: string[] = []
  const { handle, prefix } = localTeachingRecord({ faults, teachers: () => teachers })
  const server = createServer((request, response) => {
    asked.push((request.url ?? '').slice(prefix.length))
    handle(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${prefix}`
  const connect = ({ breaker = patient(), log = silentLog, key = LOCAL_TEACHING_RECORD.key }: Connecting = {}) =>
    teachingRecordApi({ url, key, log, breaker, timeoutSeconds: 0.6 })
  return {
    ...{ record: connect(), faults, teachers, asked, connect },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
