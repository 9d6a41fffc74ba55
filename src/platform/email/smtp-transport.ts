import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { inTime, NEVER_CONNECTED } from './answer-in-time.ts'
import { toHtml, toText } from './markdown.ts'
import type { SendOutcome, Transport } from './transport.ts'

export type SmtpOptions = { readonly url: string; readonly answerSeconds: number }

/**
 * SMTP. The server's 250 after the message is its acceptance; no later news comes, so messages stay "sent".
 * SMTP cannot be asked about an earlier attempt. The Message-ID is the same for every attempt, so that many mailboxes show
 * a repeated message once, but only once is not promised (docs/adr/0010-one-accepted-send.md).
 */
export function smtpTransport({ url, answerSeconds }: SmtpOptions): Transport {
  const from = senderOf(url)
  const milliseconds = Math.floor(answerSeconds * 1_000)
  const mailer = createTransport({
    url,
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/[^\w.-]/g, '')
  return {
    name: 'smtp',
    messagesASecond: null,
    async send({ id, to, subject, body }) {
      const messageId = `<${id}@${domain}>`
      const message = {
        from,
        to: { name: '', address: to },
        subject,
        messageId,
        text: toText(body),
        html: toHtml(subject, body),
      }
      const headers = { 'Auto-Submitted': 'auto-generated' }
      return inTime(answerSeconds, mailer.sendMail({ ...message, headers })).then(
        () => ({ kind: 'accepted', providerId: messageId }) as const,
        outcomeOf,
      )
    },
    find: null,
    close: () => mailer.close(),
  }
}

/** smtps://user:password@host:465?from=no-reply@service.example; without `from`, no-reply at the host. */
function senderOf(url: string): string {
  const { searchParams, hostname } = new URL(url)
  return searchParams.get('from') ?? `no-reply@${hostname}`
}

const Fault = z.object({
  code: z.string().optional(),
  originalCode: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
})

/** Refused before the message itself was handed over. */
const BEFORE_THE_MESSAGE: ReadonlySet<string> = new Set(['EAUTH', 'EDNS', 'EENVELOPE'])

function outcomeOf(error: unknown): SendOutcome {
  const { code = 'no code', originalCode, command = '', responseCode } = Fault.safeParse(error).data ?? {}
  const told = [responseCode, originalCode ?? code].filter((part) => part !== undefined).join(' ')
  if (command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500) {
    return { kind: 'address-refused', code: told }
  }
  const isCertain =
    responseCode !== undefined || BEFORE_THE_MESSAGE.has(code) || NEVER_CONNECTED.has(originalCode ?? code)
  return isCertain ? { kind: 'not-accepted', code: told, isRateLimit: false } : { kind: 'unknown', code: told }
}
