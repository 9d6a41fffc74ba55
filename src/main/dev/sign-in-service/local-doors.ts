import { generateKeyPairSync } from 'node:crypto'
import type { DoorName } from '#src/platform/oidc/sign-in-port.ts'
import type { DoorConfig, DoorsConfig } from '../../config-doors.ts'
import {
  LOCAL_DFE_SIGN_IN,
  LOCAL_ISSUER,
  LOCAL_ISSUER_PATH,
  LOCAL_ONE_LOGIN,
  LOCAL_SECRET,
  localClientId,
} from './issuer-name.ts'

/** Where each local service stands, and under which name its identities are stored. */
export const LOCAL_DOORS = {
  staff: { path: LOCAL_ISSUER_PATH, storedIssuer: LOCAL_ISSUER, name: 'DfE Sign-in for staff' },
  'dfe-sign-in': { path: '/dev/dfe-sign-in', storedIssuer: LOCAL_DFE_SIGN_IN, name: 'DfE Sign-in' },
  'one-login': { path: '/dev/one-login', storedIssuer: LOCAL_ONE_LOGIN, name: 'GOV.UK One Login' },
} as const satisfies Readonly<
  Record<DoorName, { readonly path: `/${string}`; readonly storedIssuer: string; readonly name: string }>
>

export const LOCAL_API = {
  path: '/dev/dfe-sign-in-api',
  serviceId: '7b1d2f6e-0000-4000-8000-00000000a001',
  secret: 'another-secret-that-guards-nothing-in-development',
} as const

/** The platform's own key at the local GOV.UK One Login, as long as the process lives. */
export const localClientKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** The configuration of the local services, as if they were real ones. */
export const localDoors = (baseUrl: string): DoorsConfig => ({
  staff: localDoor(baseUrl, 'staff'),
  'dfe-sign-in': localDoor(baseUrl, 'dfe-sign-in'),
  'one-login': localDoor(baseUrl, 'one-login'),
  dfeSignInApi: { url: `${baseUrl}${LOCAL_API.path}`, serviceId: LOCAL_API.serviceId, secret: LOCAL_API.secret },
})

function localDoor(baseUrl: string, door: DoorName): DoorConfig {
  const { path, storedIssuer } = LOCAL_DOORS[door]
  return {
    issuer: `${baseUrl}${path}`,
    clientId: localClientId(door),
    proof: door === 'one-login' ? { privateKey: localClientKeys.privateKey } : { secret: LOCAL_SECRET },
    storedIssuer,
    allowsHttp: true,
  }
}
