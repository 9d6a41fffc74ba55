import type { Subject } from '../audit/event.ts'

/**
 * What a command asks to be sent. It is stored in the command's own transaction and sent later, once.
 * `intent` names the reason for this one message: a second command with the same intent sends nothing more.
 * `body` is Notify-style markdown. A message that holds a sign-in secret loses its body once it is accepted.
 */
export type OutgoingEmail = {
  readonly intent: string
  readonly template: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly holdsSecret: boolean
  readonly priority: 'at-once' | 'ordinary' | 'bulk'
  readonly about: readonly [Subject, ...Subject[]]
}
