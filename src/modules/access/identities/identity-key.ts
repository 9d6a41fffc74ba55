import { createHash } from 'node:crypto'
import type { ProvenIdentity } from '#src/platform/oidc/sign-in-port.ts'

/** Names one identity in forms without showing what the other service calls its owner. */
export const keyOfIdentity = ({ issuer, subject }: ProvenIdentity): string =>
  createHash('sha256').update(`${issuer}\n${subject}`).digest('base64url').slice(0, 22)
