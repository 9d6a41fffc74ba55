/** Identities of the local sign-in service are stored under this name: its address changes with the port. */
export const LOCAL_ISSUER = 'local-sign-in-service'

export const LOCAL_ISSUER_PATH = '/dev/issuer'

export const LOCAL_CLIENT = { id: 'platform', secret: 'a-secret-that-guards-nothing-in-development' } as const
