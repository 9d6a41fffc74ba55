import { events, routes } from '#src/main/compose.ts'
import { loadActor } from '#src/modules/access/public.ts'
import type { Database } from '#src/platform/db/database.ts'
import { benchApp } from '../comparing/app.ts'

/** The web door on a port of its own, behind one proxy, so that every visitor can come from elsewhere. */
export async function openDoor(db: Database, port: number, assetsFolder: string | null = null) {
  const baseUrl = `http://127.0.0.1:${port}`
  const app = await benchApp({
    ...{ db, routes, eventDefinitions: events, loadActor },
    config: { baseUrl, trustedProxies: 1, assetsFolder },
  })
  await app.listen({ host: '127.0.0.1', port })
  return { baseUrl, stop: app.stop }
}
