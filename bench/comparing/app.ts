import { tmpdir } from 'node:os'
import { Actor } from '#src/kit/actor.ts'
import { machineClock } from '#src/platform/clock.ts'
import { type App, createApp } from '#src/platform/http/app.ts'
import type { HttpConfig, Services } from '#src/platform/http/http-config.ts'
import { watchPressure } from '#src/platform/http/pressure.ts'
import { silentLog } from '#src/platform/log.ts'
import { errorPages } from '#src/ui/error-pages.tsx'

type Given = Partial<Omit<Services, 'config'>> & Pick<Services, 'db'> & { readonly config?: Partial<HttpConfig> }

/** The whole web door over a database, quiet and with nobody signed in: what is measured says what else it has. */
export const benchApp = ({ config, ...services }: Given): Promise<App> =>
  createApp({
    ...{ routes: [], errorPages, clock: machineClock, log: silentLog, eventDefinitions: [] },
    loadActor: async () => Actor.anonymous(),
    doors: {},
    dfeSignInApi: null,
    pressure: watchPressure(() => 0),
    isReady: async () => true,
    ...services,
    config: {
      environment: 'test',
      baseUrl: 'http://127.0.0.1',
      secret: Buffer.alloc(32, 7),
      trustedProxies: 0,
      otherOrigins: [],
      assetsFolder: null,
      uploadFolder: tmpdir(),
      ...config,
    },
  })
