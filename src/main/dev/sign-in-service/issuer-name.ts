/** Identities of a local service are stored under its name: its address changes with the port. */
export const LOCAL_ISSUER = 'local-sign-in-service'
export const LOCAL_DFE_SIGN_IN = 'local-dfe-sign-in'
export const LOCAL_ONE_LOGIN = 'local-one-login'

export const LOCAL_ISSUER_PATH = '/dev/issuer'

/** The platform is another client at each local service, as it is at the real ones. */
export const localClientId = (door: string): string => `platform-${door}`

export const LOCAL_SECRET = 'a-secret-that-guards-nothing-in-development'
