import { everyone } from '#src/kit/policy.ts'
import { action, departure, page } from '#src/platform/http/route.ts'
import type { WebOptions } from '../web.ts'
import { changeClock, showClock } from './clock/clock-page.tsx'
import { movePlatformClock } from './clock/move-clock.ts'
import { emailsAsJson, showEmails } from './emails/emails-page.tsx'
import { showHome } from './home/home-page.tsx'
import { showJobs } from './jobs/jobs-page.tsx'
import { showPersonas, signInAs } from './personas/personas-page.tsx'
import { signInAsPersona } from './personas/sign-in-as-persona.ts'
import { changeFault, type Misbehaving, showFaults } from './sign-in-service/faults-page.tsx'
import { localServices } from './sign-in-service/local-services.ts'
import { type RecordFaultSwitch, recordFaultSwitch } from './teaching-record/faults.ts'
import { localTeachingRecord } from './teaching-record/local-teaching-record.ts'
import { changeRecordFault, showRecord } from './teaching-record/record-page.tsx'
import { MOOD_PATH, type ScannerMoodSwitch, scannerMoodSwitch } from './virus-scan/moods.ts'
import { changeMood, sendMood, sendTestFile, showScanner } from './virus-scan/scanner-page.tsx'

/** What stands only outside production: pages to drive the platform with, and the local sign-in services. */
export function openDoors({ config, db }: WebOptions) {
  const { mounts, services } = localServices({ baseUrl: config.baseUrl, db, configured: config.doors })
  const record = recordFaultSwitch()
  return {
    routes: [...developmentRoutes(services), ...recordRoutes(record), ...scannerRoutes(scannerMoodSwitch())],
    mounts: config.teachingRecord === null ? [...mounts, localTeachingRecord({ faults: record })] : mounts,
  }
}

const open = { feature: 'dev', policy: everyone } as const

const recordRoutes = (faults: RecordFaultSwitch) => [
  page('GET /dev/teaching-record', { ...open, handle: showRecord(faults) }),
  departure('POST /dev/teaching-record', { ...open, handle: changeRecordFault(faults) }),
]

const scannerRoutes = (kept: ScannerMoodSwitch) => [
  page('GET /dev/virus-scan', { ...open, handle: showScanner(kept) }),
  departure('POST /dev/virus-scan', { ...open, handle: changeMood(kept) }),
  page(`GET ${MOOD_PATH}`, { ...open, handle: sendMood(kept) }),
  page('GET /dev/virus-scan/test-file', { ...open, handle: sendTestFile }),
]

const developmentRoutes = (services: readonly Misbehaving[]) => [
  page('GET /dev', { ...open, handle: showHome }),
  page('GET /dev/personas', { ...open, handle: showPersonas }),
  action('POST /dev/personas', { ...open, commands: [signInAsPersona], handle: signInAs }),
  page('GET /dev/emails', { ...open, handle: showEmails }),
  page('GET /dev/emails.json', { ...open, handle: emailsAsJson }),
  page('GET /dev/jobs', { ...open, handle: showJobs }),
  page('GET /dev/clock', { ...open, handle: showClock }),
  action('POST /dev/clock', { ...open, commands: [movePlatformClock], handle: changeClock }),
  ...services.flatMap(({ at }) => [
    page(`GET /${at.slice(1)}`, { ...open, handle: showFaults(services) }),
    departure(`POST /${at.slice(1)}`, { ...open, handle: changeFault(services) }),
  ]),
]
