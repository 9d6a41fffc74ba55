import type { Actor } from './actor.ts'
import { Refused } from './result.ts'

/**
 * `not-yours` is answered with "not found", so that nobody learns what exists;
 * `sign-in` sends the visitor to sign in (`staff-sign-in`: as staff; `fresh-sign-in`: to prove anew who they are, for what
 * changes hands or money); any other reason is explained to somebody who may see the record.
 */
export type Denial = 'not-yours' | 'sign-in' | 'staff-sign-in' | 'fresh-sign-in' | (string & {})

/** The denial of whatever staff try to change while they look through somebody's eyes. */
export const VIEWING_AS = 'viewing-as'

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: Denial }

export type Policy<Subject = void> = (actor: Actor, subject: Subject) => Decision

export const allow: Decision = { allowed: true }
export const deny = (reason: Denial): Decision => ({ allowed: false, reason })

export const when = (condition: boolean, otherwise: Denial = 'not-yours'): Decision =>
  condition ? allow : deny(otherwise)

/** The first denial wins, so put "is it yours" before "is it open". */
export const allOf = (...decisions: readonly Decision[]): Decision =>
  decisions.find((decision) => !decision.allowed) ?? allow

/** Allowed by any; when none allows, the first denial speaks. */
export const anyOf = (first: Decision, ...others: readonly Decision[]): Decision =>
  [first, ...others].find((decision) => decision.allowed) ?? first

/** Says aloud that a page needs no sign-in. */
export const everyone: Policy<unknown> = () => allow

/** Anybody with an account; others are asked to sign in. */
export const signedIn: Policy<unknown> = (actor) => when(actor.accountId !== null, 'sign-in')

/** Stops a command whose policy says no. */
export function demand(decision: Decision): void {
  if (!decision.allowed) throw new Refused({ code: 'not-allowed', facts: { reason: decision.reason } })
}
