/** Why we ask whether a school's induction tutor is still right. */
export const CAUSES = ['registration-opens', 'not-signed-in', 'bounced'] as const
export type Cause = (typeof CAUSES)[number]

export const CONFIRMATION_ANSWERS = ['still-right', 'somebody-else'] as const
export type ConfirmationAnswer = (typeof CONFIRMATION_ANSWERS)[number]

export const ANSWERERS = ['tutor', 'contact', 'administrator', 'staff'] as const
export type ConfirmedBy = (typeof ANSWERERS)[number]
