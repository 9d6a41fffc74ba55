import { tmpdir } from 'node:os'
import { events, routes } from '#src/main/compose.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { machineClock } from '#src/platform/clock.ts'
import type { Database } from '#src/platform/db/database.ts'
import { createApp } from '#src/platform/http/app.ts'
import { silentLog } from '#src/platform/log.ts'
import { errorPages } from '#src/ui/error-pages.tsx'

/** The web door on a port of its own, behind one proxy, so that every visitor can come from elsewhere. */
export async function openDoor(db: Database, port: number, assetsFolder: string | null = null) {
  const baseUrl = `http://127.0.0.1:${port}`
  const app = await createApp({
    db,
    routes,
    eventDefinitions: events,
    errorPages,
    loadActor,
    doors: {},
    dfeSignInApi: null,
    clock: machineClock,
    log: silentLog,
    isReady: async () => true,
    config: {
      environment: 'test',
      baseUrl,
      secret: Buffer.alloc(32, 7),
      trustedProxies: 1,
      otherOrigins: [],
      assetsFolder,
      uploadFolder: tmpdir(),
    },
  })
  await app.listen({ host: '127.0.0.1', port })
  return { baseUrl, stop: app.stop }
}
