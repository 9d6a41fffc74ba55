import type { KeyObject } from 'node:crypto'
import { type Configuration, interactionPolicy, type JWK } from 'oidc-provider'
import type { DoorName } from '#src/platform/oidc/sign-in-port.ts'
import { LOCAL_SECRET, localClientId } from './issuer-name.ts'
import { LOCAL_DOORS, localClientKeys } from './local-doors.ts'
import type { LocalPerson } from './local-person.ts'

type Options = {
  readonly door: DoorName
  readonly callback: string
  readonly home: string
  readonly signingKey: KeyObject
  readonly person: (subject: string) => Promise<LocalPerson | null>
}

const SCOPES = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name'],
  email: ['email', 'email_verified'],
  organisation: ['organisation'],
}

/** How each local service differs from an OpenID provider that has nothing set. */
export const providerConfiguration = (options: Options): Configuration => ({
  clients: [clientOf(options)],
  jwks: { keys: [jwkOf(options.signingKey)] },
  claims: SCOPES,
  scopes: Object.keys(SCOPES),
  extraParams: ['vtr'],
  cookies: {
    keys: [LOCAL_SECRET],
    names: {
      session: `${options.door}_session`,
      interaction: `${options.door}_visit`,
      resume: `${options.door}_resume`,
    },
  },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
  discovery: {
    end_session_endpoint: `${options.home.replace(/\/$/, '')}${LOCAL_DOORS[options.door].path}/session/end`,
  },
  pkce: { required: () => true },
  interactions: {
    policy: alwaysAsks(),
    url: (_context, { uid }) => `${LOCAL_DOORS[options.door].path}/interaction/${uid}`,
  },
  findAccount: async (_context, subject) => ({
    accountId: subject,
    claims: async () => claimsOf(subject, await options.person(subject)),
  }),
  // Nobody is asked whether the platform may know who they are.
  async loadExistingGrant({ oidc: { provider, client, session } }) {
    const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
    grant.addOIDCScope(Object.keys(SCOPES).join(' '))
    await grant.save()
    return grant
  },
  ttl: { AccessToken: 180, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
})

const clientOf = ({ door, callback, home }: Options) => ({
  client_id: localClientId(door),
  redirect_uris: [callback],
  post_logout_redirect_uris: [home],
  response_types: ['code' as const],
  grant_types: ['authorization_code'],
  ...(door === 'one-login'
    ? {
        token_endpoint_auth_method: 'private_key_jwt' as const,
        token_endpoint_auth_signing_alg: 'ES256' as const,
        id_token_signed_response_alg: 'ES256' as const,
        jwks: { keys: [jwkOf(localClientKeys.publicKey)] },
      }
    : { client_secret: LOCAL_SECRET }),
})

function claimsOf(subject: string, person: LocalPerson | null) {
  const [given = '', ...family] = (person?.name ?? '').split(' ')
  const [only, ...others] = person?.organisations ?? []
  const { roles: _, ...organisation } = only ?? { roles: null }
  return {
    sub: subject,
    ...(person?.name ? { name: person.name, given_name: given, family_name: family.join(' ') } : {}),
    ...(person?.email ? { email: person.email, email_verified: person.emailVerified ?? true } : {}),
    // Somebody with several chooses there or, as here, is left to choose with us.
    ...(only && others.length === 0 ? { organisation } : {}),
  }
}

const jwkOf = (key: KeyObject): JWK =>
  key.asymmetricKeyType === 'ec'
    ? { ...key.export({ format: 'jwk' }), kty: 'EC', use: 'sig', alg: 'ES256', kid: 'local' }
    : { ...key.export({ format: 'jwk' }), kty: 'RSA', use: 'sig', kid: 'local' }

/** Each visit chooses anew: to be somebody else, sign out and in again. */
function alwaysAsks() {
  const { Check, base } = interactionPolicy
  const policy = base()
  const { REQUEST_PROMPT, NO_NEED_TO_PROMPT } = Check
  policy
    .get('login')
    ?.checks.add(
      new Check('chooses_anew', 'Each visit chooses anew', ({ oidc }) =>
        oidc.result?.login ? NO_NEED_TO_PROMPT : REQUEST_PROMPT,
      ),
    )
  return policy
}
