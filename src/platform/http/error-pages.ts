import type { FormBody, Page } from './route.ts'

/** Why a visitor does not get the page that they asked for. Each becomes a GOV.UK page, written in `ui`. */
export type Problem =
  | { readonly kind: 'not-found' }
  /** They may know of it but not do this now; `reason` is the policy's code. */
  | { readonly kind: 'not-allowed'; readonly reason: string }
  /**
   * The form came from a page of an earlier session, or without its hidden fields. With `resend` the same answers can be
   * sent again from the error page by a button: offered only when the browser says that the form was ours.
   */
  | { readonly kind: 'expired'; readonly resend: Resend | null }
  | { readonly kind: 'bad-request' }
  | { readonly kind: 'too-large'; readonly maxMegabytes: number }
  | { readonly kind: 'too-many'; readonly waitSeconds: number }
  | { readonly kind: 'broken'; readonly requestId: string }
  | { readonly kind: 'unavailable'; readonly waitSeconds: number }

export type Resend = { readonly to: string; readonly fields: FormBody }

export type ErrorPages = (problem: Problem) => Page

export const STATUS_OF = {
  'not-found': 404,
  'not-allowed': 403,
  expired: 403,
  'bad-request': 400,
  'too-large': 413,
  'too-many': 429,
  broken: 500,
  unavailable: 503,
} as const satisfies Record<Problem['kind'], number>
