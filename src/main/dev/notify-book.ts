import { randomUUID } from 'node:crypto'
import { Temporal } from '#src/kit/dates.ts'

export type Notification = {
  readonly id: string
  readonly reference: string | null
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly createdAt: Temporal.Instant
  status: 'created' | 'sending' | 'delivered' | 'permanent-failure' | 'temporary-failure'
  completedAt: Temporal.Instant | null
}

export type Accepting = Pick<Notification, 'reference' | 'to' | 'subject' | 'body'>

/** What the stand-in has accepted. Like GOV.UK Notify it takes the same reference as often as it is sent. */
export function openBook() {
  const notifications: Notification[] = []
  return {
    notifications,
    accept(given: Accepting): Notification {
      const taken: Notification = {
        ...given,
        id: randomUUID(),
        createdAt: Temporal.Now.instant(),
        status: 'created',
        completedAt: null,
      }
      notifications.push(taken)
      return taken
    },
    byId: (id: string) => notifications.find((notification) => notification.id === id) ?? null,
    byReference: (reference: string) =>
      notifications.filter((notification) => notification.reference === reference).reverse(),
    /** References that were accepted more than once. */
    repeated(): readonly string[] {
      const references = notifications.map(({ reference }) => reference ?? '')
      return [...new Set(references.filter((reference, at) => references.indexOf(reference) !== at))]
    },
  }
}

const SIMULATED: Readonly<Record<string, Notification['status']>> = {
  'perm-fail@simulator.notify': 'permanent-failure',
  'temp-fail@simulator.notify': 'temporary-failure',
}

/** Ends a notification as its address asks: delivered, unless it is one of Notify's simulator addresses. */
export function complete(notification: Notification): void {
  notification.status = SIMULATED[notification.to.toLowerCase()] ?? 'delivered'
  notification.completedAt = Temporal.Now.instant()
}

/** A notification as `GET /v2/notifications/{id}` shows it. */
export const presented = (notification: Notification, templateId: string) => ({
  id: notification.id,
  reference: notification.reference,
  email_address: notification.to,
  type: 'email',
  status: notification.status,
  template: { id: templateId, version: 1, uri: `/v2/template/${templateId}/1` },
  body: notification.body,
  subject: notification.subject,
  created_at: notification.createdAt.toString(),
  created_by_name: null,
  sent_at: notification.completedAt?.toString() ?? null,
  completed_at: notification.completedAt?.toString() ?? null,
  scheduled_for: null,
  is_cost_data_ready: true,
})

/** A delivery callback's body. */
export const callbackBody = (notification: Notification, templateId: string) => ({
  id: notification.id,
  reference: notification.reference,
  to: notification.to,
  status: notification.status,
  created_at: notification.createdAt.toString(),
  completed_at: notification.completedAt?.toString() ?? null,
  sent_at: notification.completedAt?.toString() ?? null,
  notification_type: 'email',
  template_id: templateId,
  template_version: 1,
})
