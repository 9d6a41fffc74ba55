import { createHash } from 'node:crypto'
import { dfeSignInApi } from '#src/platform/dfe-sign-in/dfe-sign-in-api.ts'
import type { DfeSignInApi } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'
import type { Log } from '#src/platform/log.ts'
import { openIdConnect } from '#src/platform/oidc/openid-connect.ts'
import { DOORS, type DoorName, type SignInDoors } from '#src/platform/oidc/sign-in-port.ts'
import { sealKey } from '#src/platform/session/seal.ts'
import type { Config } from './config.ts'
import type { DoorsConfig } from './config-doors.ts'

type Options = { readonly config: Config; readonly log: Log; readonly timeoutSeconds?: number }

/** Where each door's service sends people back to. */
export const CALLBACKS: Readonly<Record<DoorName, string>> = {
  staff: '/staff-sign-in/callback',
  'dfe-sign-in': '/dfe-sign-in/callback',
  'one-login': '/one-login/callback',
}

/** The doors that are configured; outside production the local services stand in for the others. */
export async function openSignInDoors({ config, log, timeoutSeconds = 5 }: Options): Promise<SignInDoors> {
  const { baseUrl } = config
  const settings = await settingsOf(config)
  const keyed = sealKey(platformSecret(config), 'ID tokens')
  return Object.fromEntries(
    DOORS.flatMap((door) => {
      const given = settings[door]
      if (given === null) return []
      const callback = `${baseUrl}${CALLBACKS[door]}`
      return [
        [door, openIdConnect({ ...given, door, callback, home: `${baseUrl}/`, sealKey: keyed, log, timeoutSeconds })],
      ]
    }),
  )
}

/** The API beside the door of DfE Sign-in; null where neither is configured. */
export async function openDfeSignInApi({ config, log, timeoutSeconds = 5 }: Options): Promise<DfeSignInApi | null> {
  const { dfeSignInApi: api, 'dfe-sign-in': door } = await settingsOf(config)
  return api && door ? dfeSignInApi({ ...api, clientId: door.clientId, log, timeoutSeconds }) : null
}

/** At least 256 bits from the secret of the configuration, whatever its form. */
export const platformSecret = ({ sessionSecret }: Config): Buffer => createHash('sha256').update(sessionSecret).digest()

/** The local services are loaded only where they may stand: in production their code is not even read. */
async function settingsOf({ doors, hasDevelopmentDoors, baseUrl }: Config): Promise<DoorsConfig> {
  if (!hasDevelopmentDoors) return doors
  const { localDoors } = await import('./dev/sign-in-service/local-doors.ts')
  const local = localDoors(baseUrl)
  return {
    staff: doors.staff ?? local.staff,
    'dfe-sign-in': doors['dfe-sign-in'] ?? local['dfe-sign-in'],
    'one-login': doors['one-login'] ?? local['one-login'],
    dfeSignInApi: doors['dfe-sign-in'] ? doors.dfeSignInApi : local.dfeSignInApi,
  }
}
