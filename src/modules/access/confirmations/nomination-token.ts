import { createHash } from 'node:crypto'

/**
 * The secret of the nomination link that a contact's confirmation link leads to. Only who holds the one can know the other, and
 * opening the one twice leads to the same other: nothing is kept but its hash, and no message is sent.
 */
export const nominationTokenFrom = (confirmToken: string): string =>
  createHash('sha256').update(`nominate-induction-tutor:${confirmToken}`).digest('base64url')
