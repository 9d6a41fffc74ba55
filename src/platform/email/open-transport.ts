import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { developmentTransport } from './development-transport.ts'
import { SENDING } from './email-rules.ts'
import { NOTIFY_URL, notifyTransport } from './notify-transport.ts'
import { smtpTransport } from './smtp-transport.ts'
import type { Transport } from './transport.ts'

export type TransportConfig =
  | { readonly transport: 'development' }
  | { readonly transport: 'smtp'; readonly url: string }
  | {
      readonly transport: 'notify'
      readonly apiKey: string
      readonly templateId: string
      readonly baseUrl: string | null
    }

type Options = {
  readonly config: TransportConfig
  readonly db: Database
  readonly clock: Clock
  /** How long a transport may take to answer. */
  readonly answerSeconds?: number
}

/** The way out that this environment is configured for. */
export function openTransport({ config, db, clock, answerSeconds = SENDING.answerSeconds }: Options): Transport {
  if (config.transport === 'notify') {
    return notifyTransport({ ...config, baseUrl: config.baseUrl ?? NOTIFY_URL, answerSeconds })
  }
  if (config.transport === 'smtp') return smtpTransport({ ...config, answerSeconds })
  return developmentTransport(db, clock)
}
