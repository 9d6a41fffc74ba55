import { createPrivateKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { DoorName } from '#src/platform/oidc/sign-in-port.ts'

/** How one service is reached at which people prove who they are. */
export type DoorConfig = {
  readonly issuer: string
  readonly clientId: string
  readonly proof: { readonly secret: string } | { readonly privateKey: KeyObject }
  readonly storedIssuer?: string
  readonly allowsHttp?: boolean
}

type DfeSignInApiConfig = { readonly url: string; readonly serviceId: string; readonly secret: string }

/** Null is a door that is not configured: no page offers it. Outside production the local one stands in. */
export type DoorsConfig = Readonly<Record<DoorName, DoorConfig | null>> & {
  readonly dfeSignInApi: DfeSignInApiConfig | null
}

const setting = z.string().trim().min(1).optional()

export const doorSettings = {
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: setting,
  OIDC_CLIENT_SECRET: setting,
  DFE_SIGN_IN_ISSUER: z.url().optional(),
  DFE_SIGN_IN_CLIENT_ID: setting,
  DFE_SIGN_IN_CLIENT_SECRET: setting,
  DFE_SIGN_IN_API_URL: z.url().optional(),
  DFE_SIGN_IN_API_SECRET: setting,
  DFE_SIGN_IN_SERVICE_ID: setting,
  ONE_LOGIN_ISSUER: z.url().optional(),
  ONE_LOGIN_CLIENT_ID: setting,
  ONE_LOGIN_PRIVATE_KEY: setting,
}

const Settings = z.object(doorSettings)
type Settings = z.output<typeof Settings>

export const doorsConfig = (env: Settings): DoorsConfig => ({
  staff: secretDoor(env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET),
  'dfe-sign-in': secretDoor(env.DFE_SIGN_IN_ISSUER, env.DFE_SIGN_IN_CLIENT_ID, env.DFE_SIGN_IN_CLIENT_SECRET),
  'one-login': keyDoor(env),
  dfeSignInApi:
    env.DFE_SIGN_IN_API_URL && env.DFE_SIGN_IN_SERVICE_ID && env.DFE_SIGN_IN_API_SECRET
      ? { url: env.DFE_SIGN_IN_API_URL, serviceId: env.DFE_SIGN_IN_SERVICE_ID, secret: env.DFE_SIGN_IN_API_SECRET }
      : null,
})

const secretDoor = (issuer?: string, clientId?: string, secret?: string): DoorConfig | null =>
  issuer && clientId && secret ? { issuer, clientId, proof: { secret } } : null

function keyDoor(env: Settings): DoorConfig | null {
  const { ONE_LOGIN_ISSUER: issuer, ONE_LOGIN_CLIENT_ID: clientId, ONE_LOGIN_PRIVATE_KEY: pem } = env
  const privateKey = pem ? privateKeyIn(pem) : null
  return issuer && clientId && privateKey ? { issuer, clientId, proof: { privateKey } } : null
}

/** A key in PEM; some places that keep settings write its line ends as `\n`. Null for anything else, and for other kinds of key. */
function privateKeyIn(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem.replaceAll('\\n', '\n'))
    return key.asymmetricKeyType === 'rsa' || isP256(key) ? key : null
  } catch {
    return null
  }
}

const isP256 = (key: KeyObject): boolean => key.asymmetricKeyDetails?.namedCurve === 'prime256v1'

type Fault = readonly [boolean, string]

const halfway = (names: readonly (keyof Settings)[], env: Settings): Fault => [
  names.some((name) => env[name]) && !names.every((name) => env[name]),
  `Set ${names.slice(0, -1).join(', ')} and ${names.at(-1)} together`,
]

const STAFF = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
const DFE_SIGN_IN = [
  'DFE_SIGN_IN_ISSUER',
  'DFE_SIGN_IN_CLIENT_ID',
  'DFE_SIGN_IN_CLIENT_SECRET',
  'DFE_SIGN_IN_API_URL',
  'DFE_SIGN_IN_API_SECRET',
  'DFE_SIGN_IN_SERVICE_ID',
] as const
const ONE_LOGIN = ['ONE_LOGIN_ISSUER', 'ONE_LOGIN_CLIENT_ID', 'ONE_LOGIN_PRIVATE_KEY'] as const

/** A door with half of its settings is a mistake wherever the platform runs: it would neither open nor be missed. */
export const halfConfiguredDoors = (env: Settings): readonly Fault[] => [
  halfway(STAFF, env),
  halfway(DFE_SIGN_IN, env),
  halfway(ONE_LOGIN, env),
  [
    env.ONE_LOGIN_PRIVATE_KEY !== undefined && privateKeyIn(env.ONE_LOGIN_PRIVATE_KEY) === null,
    'ONE_LOGIN_PRIVATE_KEY must be an RSA or P-256 private key in PEM',
  ],
]

export const unsafeDoors = (env: Settings): readonly Fault[] => [
  [!env.OIDC_ISSUER, 'OIDC_ISSUER is not set: the local issuer lets anybody in'],
  ...(['OIDC_ISSUER', 'DFE_SIGN_IN_ISSUER', 'DFE_SIGN_IN_API_URL', 'ONE_LOGIN_ISSUER'] as const).map(
    (name): Fault => [isPlain(env[name]), `${name} must begin with https://`],
  ),
]

const isPlain = (url: string | undefined): boolean => url !== undefined && !url.startsWith('https://')
