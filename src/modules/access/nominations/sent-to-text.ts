import { maskedAddress } from '#src/platform/email/masked-address.ts'
import type { NominationChannel } from '../proofs/proof.ts'
import { BY_POST } from './nomination-rules.ts'

type Sent = { readonly address: string; readonly channel: NominationChannel | null }

/** Where a link went, as anybody may read it: the mailbox masked, or by post. */
export const sentToText = ({ address, channel }: Sent): string =>
  channel === 'letter' ? BY_POST : maskedAddress(address)
