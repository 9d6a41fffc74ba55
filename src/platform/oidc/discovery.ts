import type { KeyObject } from 'node:crypto'
import * as client from 'openid-client'
import type { Log } from '../log.ts'
import type { DoorName } from './sign-in-port.ts'

export type OpenIdOptions = {
  readonly door: DoorName
  /** Compared letter by letter with what the service says of itself and with each token. */
  readonly issuer: string
  readonly clientId: string
  /** How we prove to the service who we are: a secret that it gave us, or a key of ours whose public half it has. */
  readonly proof: { readonly secret: string } | { readonly privateKey: KeyObject }
  readonly callback: string
  /** Where the service sends visitors whose session has ended there. */
  readonly home: string
  /** Seals what is kept of its answers. */
  readonly sealKey: Buffer
  readonly log: Log
  /** What identities of this issuer are stored under; the issuer itself unless its address is not lasting. */
  readonly storedIssuer?: string
  /** Outside production only: the local issuer is not behind HTTPS. */
  readonly allowsHttp?: boolean
  readonly timeoutSeconds?: number
}

export const CLOCK_TOLERANCE_SECONDS = 30
const TIMEOUT_SECONDS = 5

type Discover = () => Promise<client.Configuration | null>

/** The service's own description, fetched when it is first needed and until it has been fetched once. */
export function discovery(options: OpenIdOptions): Discover {
  let known: client.Configuration | null = null
  const insecure = options.allowsHttp ? [client.allowInsecureRequests] : []
  return async () => {
    try {
      known ??= await client.discovery(
        new URL(options.issuer),
        options.clientId,
        {
          ...('secret' in options.proof ? { client_secret: options.proof.secret } : {}),
          [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
        },
        authentication(options),
        {
          timeout: options.timeoutSeconds ?? TIMEOUT_SECONDS,
          execute: [client.enableNonRepudiationChecks, ...insecure],
        },
      )
      return known
    } catch (error) {
      options.log.error('sign-in service not found', { door: options.door }, error)
      return null
    }
  }
}

function authentication({ proof }: OpenIdOptions): client.ClientAuth {
  if ('secret' in proof) return client.ClientSecretBasic(proof.secret)
  const { privateKey } = proof
  const key = privateKey.toCryptoKey(privateKey.asymmetricKeyType === 'ec' ? EC : RSA, false, ['sign'])
  // GOV.UK One Login takes an assertion that names its token endpoint; the library alone would name the issuer.
  return (server, ...rest) =>
    client.PrivateKeyJwt(key, {
      [client.modifyAssertion]: (_header, payload) => {
        payload['aud'] = server.token_endpoint ?? server.issuer
      },
    })(server, ...rest)
}

const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
