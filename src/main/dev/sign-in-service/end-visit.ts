import { type KeyObject, verify } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { DoorName } from '#src/platform/oidc/sign-in-port.ts'
import { localClientId } from './issuer-name.ts'

type Options = {
  readonly door: DoorName
  readonly baseUrl: string
  readonly key: KeyObject
  readonly query: URLSearchParams
}

/**
 * Ends the visitor's session at the local service and sends them back at once, as the real ones do: only to the address that
 * is registered, and only with an ID token that this service made for us. Its time may be over.
 */
export function endVisit({ door, baseUrl, key, query }: Options, response: ServerResponse) {
  const back = query.get('post_logout_redirect_uri')
  const audience = audienceOf(query.get('id_token_hint') ?? '', key)
  if (audience !== localClientId(door) || back !== `${baseUrl}/`) {
    return response.writeHead(400).end('No ID token of this service, or an address that is not registered')
  }
  return response
    .writeHead(303, { location: back, 'set-cookie': `${door}_session=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT` })
    .end()
}

function audienceOf(token: string, key: KeyObject): unknown {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const said = Buffer.from(`${header}.${payload}`)
  const signed = verify('sha256', said, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  return signed ? Object(JSON.parse(Buffer.from(payload, 'base64url').toString())).aud : null
}
